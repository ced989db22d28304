// Serves the sample web on loopback: one port a site, with the validators that a real host sends.

import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../domain/time.js'
import { discourseSite } from './sites/discourse.js'
import { newsSite } from './sites/news.js'
import { phpbbSite } from './sites/phpbb.js'
import { wordpressSite } from './sites/wordpress.js'
import type { Site, Story } from './story.js'

/** The running sample web: the addresses of its sites, and the way to end it. */
export interface SampleWeb {
  readonly news: string
  readonly forum: string
  readonly board: string
  readonly blog: string
  close(): Promise<void>
}

/** Starts the four sites on free ports of 127.0.0.1. The story's times count back from the moment of the call. */
export async function startSampleWeb(story: Story, clock: Clock): Promise<SampleWeb> {
  const now = clock().toISOString()
  const servers = await Promise.all(
    [newsSite, discourseSite, phpbbSite, wordpressSite].map((site) => startSite(site, story, now)),
  )
  const [news, forum, board, blog] = servers.map((server) => server.base)
  return {
    news: news ?? '',
    forum: forum ?? '',
    board: board ?? '',
    blog: blog ?? '',
    close: async () => {
      await Promise.all(servers.map((server) => server.close()))
    },
  }
}

async function startSite(
  site: Site,
  story: Story,
  now: string,
): Promise<{ readonly base: string; close(): Promise<void> }> {
  let base = ''
  const server = createServer((request, response) => answer(site, { story, base, now }, request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { base, close: () => closed(server) }
}

function answer(site: Site, telling: Parameters<Site>[1], request: IncomingMessage, response: ServerResponse): void {
  const found = site(request.url ?? '/', telling)
  if (found === null) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not found\n')
    return
  }
  const etag = `"${createHash('sha256').update(found.body).digest('hex').slice(0, 16)}"`
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end()
    return
  }
  response.writeHead(200, { 'content-type': found.type, etag }).end(found.body)
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
