// The compiled program and a hub, on loopback: it subscribes, is killed without warning, and what the hub tells the next
// process is a message to the team seconds later, though the feed was never fetched again.

import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { start, temporaryFolder } from './program.js'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

interface Taken {
  readonly method: string
  readonly path: string
  readonly body: string
}

/** A site that answers by path, with a promise for each request that is waited for. */
async function site(answer: (taken: Taken, origin: string) => { readonly body: string; readonly link?: string }) {
  const taken: Taken[] = []
  const waiting: { readonly path: string; readonly resolve: (taken: Taken) => void }[] = []
  const server: Server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const one = { method: request.method ?? '', path: request.url ?? '', body }
    taken.push(one)
    const { body: text, link } = answer(one, origin)
    response.writeHead(text === '' ? 202 : 200, {
      'content-type': 'application/rss+xml',
      ...(link === undefined ? {} : { link }),
    })
    response.end(text)
    for (const waiter of waiting.splice(0)) {
      if (waiter.path === one.path) waiter.resolve(one)
      else waiting.push(waiter)
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  open.push(() => new Promise((resolve) => server.close(resolve)))
  const next = (path: string) => new Promise<Taken>((resolve) => waiting.push({ path, resolve }))
  return { origin, taken, next }
}

const feed = (items: readonly string[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Blog</title>${items
    .map((text) => `<item><guid isPermaLink="false">${text}</guid><description>${text}</description></item>`)
    .join('')}</channel></rss>`

it('a hub tells a program that was killed in between, and the team hears of it', async () => {
  const blog = await site(({ method, path }, origin) => {
    if (method === 'POST' || path !== '/feed') return { body: '' }
    return { body: feed(['Llegó la fibra']), link: `<${origin}/hub>; rel="hub", <${origin}/feed>; rel="self"` }
  })
  const team = await site(() => ({ body: 'ok' }))
  const free = await site(() => ({ body: '' }))
  const port = Number(new URL(free.origin).port) + 1
  const folder = await temporaryFolder()
  open.push(folder.remove)
  const config = await folder.write(
    'escucha.yaml',
    `storage: ${folder.path}/escucha.db
brands: [{id: nube, name: Nube Fibra}]
sources: [{id: blog, url: "${blog.origin}/feed", kind: feed, every: 1h}]
notify: [{id: equipo, kind: webhook, url: "${team.origin}/hook", secret: whsec_ZXhhbXBsZS1vbmx5LWNoYW5nZS1tZS0wMTIzNDU2Nzg5, on: [opened]}]
fetch: {allowHosts: [127.0.0.1], delay: 0s}
server: {port: ${port}, publicUrl: "http://127.0.0.1:${port}", websub: true}
`,
  )
  const serve = () => {
    const child = start(['serve', '--config', config], { cwd: folder.path })
    open.push(() => child.kill('SIGKILL'))
    return child
  }

  const asked = blog.next('/hub')
  const first = serve()
  const form = new URLSearchParams((await asked).body)
  const callback = form.get('hub.callback') ?? ''
  const question = {
    'hub.mode': 'subscribe',
    'hub.topic': `${blog.origin}/feed`,
    'hub.challenge': 'x7',
    'hub.lease_seconds': '864000',
  }
  const answer = await fetch(`${callback}?${new URLSearchParams(question)}`)
  expect([answer.status, await answer.text()]).toEqual([200, 'x7'])
  first.kill('SIGKILL')
  await once(first, 'exit')

  const second = serve()
  await once(second.stderr ?? second, 'data')
  const told = team.next('/hook')
  const body = feed(['Nube Fibra no funciona desde ayer y nadie contesta, pésimo servicio'])
  const signature = createHmac('sha256', form.get('hub.secret') ?? '')
    .update(body)
    .digest('hex')
  const taken = await fetch(callback, {
    method: 'POST',
    headers: { 'content-type': 'application/rss+xml', 'x-hub-signature': `sha256=${signature}` },
    body,
  })
  expect(taken.status).toBe(202)
  expect((await told).body).toContain('no funciona desde ayer')
  expect(blog.taken.filter(({ path }) => path === '/feed')).toHaveLength(1)
  expect(blog.taken.filter(({ path }) => path === '/hub')).toHaveLength(1)
}, 60_000)
