import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run, start, startReceiver, temporaryFolder } from '../e2e/program.js'

// A feed grows by two posts with every request while the scan is killed at any moment. At the end nothing may be
// missing, and nothing may have been told twice under another id.

const ROUNDS = 25
const KILL_WITHIN_MS = 2500

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let receiver: Awaited<ReturnType<typeof startReceiver>>
let origin: Server
let posts = 0

function feed(): string {
  const items = Array.from(
    { length: posts },
    (_, index) =>
      `<item><title>Reclamo ${index}</title><guid isPermaLink="false">r-${index}</guid><dc:creator>cliente ${index}</dc:creator><pubDate>${new Date(Date.now() - 60_000).toUTCString()}</pubDate><description>Llevo ${index + 2} días sin internet de UNE y nadie contesta, pésimo servicio.</description></item>`,
  )
  return `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Quejas</title>${items.join('')}</channel></rss>`
}

beforeAll(async () => {
  folder = await temporaryFolder()
  receiver = await startReceiver()
  origin = createServer((request, response) => {
    if (request.url === '/robots.txt') {
      response.writeHead(404).end()
      return
    }
    posts += 2
    response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' }).end(feed())
  })
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve))
  await folder.write(
    'escucha.yaml',
    `storage: escucha.db
timezone: America/Bogota
brands: [{id: une, name: UNE, context: [internet]}]
sources: [{id: quejas, url: "http://127.0.0.1:${(origin.address() as AddressInfo).port}/feed.xml", kind: feed}]
notify: [{id: crm, kind: webhook, url: "${receiver.url}/hook", secret: "whsec_${Buffer.from('a secret of the kill test, long').toString('base64')}", on: [opened]}]
fetch: {allowHosts: [127.0.0.1], delay: 0s}
`,
  )
})

afterAll(async () => {
  origin.closeAllConnections()
  await new Promise((resolve) => origin.close(resolve))
  await receiver.close()
  await folder.remove()
})

describe('a scan that is killed at any moment', () => {
  it('loses no post, opens each alert once, and repeats a message at most under its own id', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const child = start(['scan', '--force', '--config', 'escucha.yaml'], { cwd: folder.path })
      const ended = new Promise((resolve) => child.once('close', resolve))
      // Spread over the whole life of the process, start-up and shutdown included; chance would leave gaps.
      await Promise.race([
        ended,
        new Promise((resolve) => setTimeout(resolve, ((round + 0.5) / ROUNDS) * KILL_WITHIN_MS)),
      ])
      child.kill('SIGKILL')
      await ended
    }
    // What a killed scan had leased is free again after some minutes; the clock is set forward instead of waiting.
    const later = new Date(Date.now() + 3_600_000).toISOString()
    const last = await run(['scan', '--force', '--json', '--now', later, '--config', 'escucha.yaml'], {
      cwd: folder.path,
    })
    expect(last.code, last.stderr).toBe(0)
    expect(JSON.parse(last.stdout).deliveries.pending).toBe(0)

    const lines = (text: string) =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    const stored = lines((await run(['export', 'posts', '--config', 'escucha.yaml'], { cwd: folder.path })).stdout)
    const alerts = lines((await run(['export', 'alerts', '--config', 'escucha.yaml'], { cwd: folder.path })).stdout)
    const expected = Array.from({ length: posts }, (_, index) => `r-${index}`).sort()

    expect(stored.map((post) => post.id).sort()).toEqual(expected)
    expect(alerts.flatMap((alert) => alert.posts).sort()).toEqual(expected)

    const told = receiver.received.map((message) => ({
      id: message.headers['webhook-id'],
      alert: JSON.parse(message.body).data.id,
    }))
    expect(new Set(told.map(({ alert }) => alert)).size).toBe(expected.length)
    expect(new Set(told.map(({ id }) => id)).size).toBe(expected.length)
  })
})
