// A kind's own request headers on a real connection: to the host they were given for, and to no other.

import { afterEach, expect, test } from 'vitest'
import { fetcherFor, type Loopback, redirects, says, serve } from '../../http/loopback.js'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

async function site(answers: Parameters<typeof serve>[0]): Promise<Loopback> {
  const served = await serve(answers)
  open.push(served)
  return served
}

/** Fetches with these headers, and gives what each request to the site bore. */
async function sent(from: Loopback, path: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const fetcher = fetcherFor()
  open.push(fetcher)
  await fetcher.fetchPage({ url: `${from.origin}${path}`, timezone: 'UTC', headers })
}

function authorizations({ requests }: Loopback): readonly (readonly [string | undefined, string | undefined])[] {
  return requests.map((request) => [request.url, request.headers.authorization])
}

test('a token goes with the page and its redirects on the same host, never to robots.txt', async () => {
  const api = await site({ '/old': redirects('/new'), '/new': says('{}') })
  await sent(api, '/old', { authorization: 'Bearer t0k' })
  expect(authorizations(api)).toEqual([
    ['/robots.txt', undefined],
    ['/old', 'Bearer t0k'],
    ['/new', 'Bearer t0k'],
  ])
})

test('a token stays behind when a redirect leads to another host', async () => {
  const other = await site({ '/taken': says('{}') })
  const api = await site({ '/old': redirects(`${other.origin}/taken`) })
  await sent(api, '/old', { authorization: 'Bearer t0k' })
  expect(authorizations(other)).toEqual([
    ['/robots.txt', undefined],
    ['/taken', undefined],
  ])
})

test('a header that could not be sent is left out, and the product’s own name stays', async () => {
  const api = await site({ '/': says('{}') })
  await sent(api, '/', { 'x-key': 'a\r\nx-evil: 1', 'User-Agent': 'Mozilla', 'x-good': 'yes' })
  const headers = api.requests.at(-1)?.headers
  expect(headers?.['x-key']).toBeUndefined()
  expect(headers?.['x-evil']).toBeUndefined()
  expect(headers?.['x-good']).toBe('yes')
  expect(headers?.['user-agent']).toMatch(/^Escucha\//)
})

test('a failed request says nothing of the token', async () => {
  const api = await site({ '/': says('no', {}, 403) })
  await expect(sent(api, '/', { authorization: 'Bearer t0k' })).rejects.toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('t0k') }),
  )
})
