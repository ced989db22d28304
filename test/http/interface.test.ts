// What the client does otherwise for an interface that its owner documents for programs, and what all the same; and
// what it makes of validators that a host renews or does not mean.

import { afterEach, describe, expect, test } from 'vitest'
import { fetcherFor, type Loopback, redirects, says, serve } from './loopback.js'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

async function site(answers: Parameters<typeof serve>[0]): Promise<Loopback> {
  const served = await serve(answers)
  open.push(served)
  return served
}

function fetcher(settings: Parameters<typeof fetcherFor>[0] = {}) {
  const opened = fetcherFor(settings)
  open.push(opened)
  return opened
}

const FORBIDDEN = { '/robots.txt': says('User-agent: *\nDisallow: /') }

describe('an interface for programs', () => {
  test('is asked although robots.txt closes its host to crawlers, and a page of the same host is not', async () => {
    const api = await site({ ...FORBIDDEN, '/r/une/new': says('{}') })
    const client = fetcher()
    const url = `${api.origin}/r/une/new`
    expect(await client.fetchPage({ url, timezone: 'UTC', isInterface: true })).toMatchObject({ outcome: 'page' })
    await expect(client.fetchPage({ url, timezone: 'UTC' })).rejects.toMatchObject({ code: 'robots-denied' })
    expect(api.asked).toEqual(['GET /r/une/new', 'GET /robots.txt'])
  })

  test('does not lead past the robots.txt of another host', async () => {
    const pages = await site({ ...FORBIDDEN, '/page': says('<p>') })
    const api = await site({ '/x': redirects(`${pages.origin}/page`) })
    await expect(
      fetcher().fetchPage({ url: `${api.origin}/x`, timezone: 'UTC', isInterface: true }),
    ).rejects.toMatchObject({ code: 'robots-denied' })
    expect(pages.asked).toEqual(['GET /robots.txt'])
  })

  test('is guarded, and left alone for as long as it asks, like any page', async () => {
    const api = await site({ '/x': says('', { 'retry-after': '120' }, 429) })
    const request = { url: `${api.origin}/x`, timezone: 'UTC', isInterface: true }
    await expect(fetcher({ allowHosts: [] }).fetchPage(request)).rejects.toMatchObject({ code: 'blocked-address' })
    const client = fetcher()
    await expect(client.fetchPage(request)).rejects.toMatchObject({ retryAfterSeconds: 120 })
    await expect(client.fetchPage(request)).rejects.toMatchObject({ code: 'rate-limited' })
    expect(api.asked).toEqual(['GET /x'])
  })
})

describe('validators', () => {
  const known = { etag: '"1"', lastModified: 'Mon, 02 Mar 2026 10:00:00 GMT', bodyHash: 'abc' }

  test('that "not modified" renews are the ones that are sent next', async () => {
    const renewed = { etag: '"2"', 'last-modified': 'Mon, 02 Mar 2026 14:00:00 GMT' }
    const blog = await site({ '/feed': (_request, response) => void response.writeHead(304, renewed).end() })
    const outcome = await fetcher().fetchPage({ url: `${blog.origin}/feed`, timezone: 'UTC', validators: known })
    expect(outcome).toMatchObject({
      outcome: 'not-modified',
      validators: { etag: '"2"', lastModified: 'Mon, 02 Mar 2026 14:00:00 GMT', bodyHash: 'abc' },
    })
  })

  test('that "not modified" leaves out stay as they were', async () => {
    const blog = await site({ '/feed': (_request, response) => void response.writeHead(304).end() })
    const outcome = await fetcher().fetchPage({ url: `${blog.origin}/feed`, timezone: 'UTC', validators: known })
    expect(outcome).toMatchObject({ outcome: 'not-modified', validators: known })
  })

  test('that a host changes though the page is the same are kept, and the page is not read again', async () => {
    let served = 0
    const blog = await site({
      '/feed': (_request, response) => {
        served += 1
        response.writeHead(200, { etag: `"${served}"` }).end('the same')
      },
    })
    const client = fetcher()
    const first = await client.fetchPage({ url: `${blog.origin}/feed`, timezone: 'UTC' })
    if (first.outcome !== 'page') throw new Error('a page was expected')
    const again = await client.fetchPage({
      url: `${blog.origin}/feed`,
      timezone: 'UTC',
      validators: first.validators,
    })
    expect(again).toMatchObject({ outcome: 'not-modified', validators: { etag: '"2"' } })
  })

  test('that stay the same though the page has changed hide nothing', async () => {
    let served = 0
    const blog = await site({
      '/feed': (_request, response) => void response.writeHead(200, { etag: '"1"' }).end(`text ${++served}`),
    })
    const client = fetcher()
    const first = await client.fetchPage({ url: `${blog.origin}/feed`, timezone: 'UTC' })
    if (first.outcome !== 'page') throw new Error('a page was expected')
    const again = await client.fetchPage({ url: `${blog.origin}/feed`, timezone: 'UTC', validators: first.validators })
    expect(again).toMatchObject({ outcome: 'page', page: { text: 'text 2' } })
  })

  test('of an answer that is not to be kept ("Expires: 0") are not sent back', async () => {
    const blog = await site({
      '/feed': says('a feed', { etag: '"cache"', 'last-modified': 'Mon, 02 Mar 2026 10:00:00 GMT', expires: '0' }),
    })
    const first = await fetcher().fetchPage({ url: `${blog.origin}/feed`, timezone: 'UTC' })
    expect(first).toMatchObject({ validators: { etag: null, lastModified: null }, freshForMs: null })
  })

  test('of a page that has moved for good and not changed tell where it went', async () => {
    const blog = await site({
      '/old': redirects('/new', 301),
      '/new': (_request, response) => void response.writeHead(304).end(),
    })
    const outcome = await fetcher().fetchPage({ url: `${blog.origin}/old`, timezone: 'UTC', validators: known })
    expect(outcome).toMatchObject({ outcome: 'not-modified', movedTo: `${blog.origin}/new` })
  })
})
