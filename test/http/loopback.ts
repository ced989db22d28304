// A real server on loopback and a virtual clock: what the tests of this room fetch from, and tell time by.

import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Fetcher } from '../../src/domain/fetcher.js'
import type { FetchSettings } from '../../src/domain/settings.js'
import { type FetchTools, openFetcher } from '../../src/http/fetcher.js'

export interface Loopback {
  readonly origin: string
  readonly port: number
  /** Every request in order: method and path, robots.txt included. */
  readonly asked: string[]
  readonly requests: IncomingMessage[]
  close(): Promise<void>
}

export type Answerer = (request: IncomingMessage, response: ServerResponse) => void

/** Serves the answers by path; robots.txt answers 404 unless given. */
export async function serve(answers: Readonly<Record<string, Answerer>>): Promise<Loopback> {
  const asked: string[] = []
  const requests: IncomingMessage[] = []
  const listener: RequestListener = (request, response) => {
    asked.push(`${request.method} ${request.url}`)
    requests.push(request)
    const answer = answers[request.url ?? ''] ?? answers['*']
    if (answer !== undefined && (request.url !== '/robots.txt' || '/robots.txt' in answers))
      return answer(request, response)
    response.writeHead(404).end('nothing here')
  }
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, port, asked, requests, close: () => closed(server) }
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

/** Answers with a body. */
export function says(body: string | Buffer, headers: Record<string, string> = {}, status = 200): Answerer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers }).end(body)
  }
}

/** Redirects. */
export function redirects(to: string, status = 302): Answerer {
  return (_request, response) => {
    response.writeHead(status, { location: to }).end()
  }
}

export const SETTINGS: FetchSettings = {
  contact: 'https://une.example/escucha',
  allowHosts: ['127.0.0.1'],
  concurrency: 16,
  perHost: 1,
  delayMs: 0,
  timeoutMs: 5_000,
}

/** Time that passes only when somebody sleeps. */
export function virtualTime() {
  let nowMs = 0
  return {
    nowMs: () => nowMs,
    pass: (ms: number) => {
      nowMs += ms
    },
    sleep: async (ms: number) => {
      nowMs += ms
    },
  }
}

/** A fetcher on real sockets and virtual time. */
export function fetcherFor(settings: Partial<FetchSettings> = {}, tools: Partial<FetchTools> = {}): Fetcher {
  const time = virtualTime()
  return openFetcher(
    { ...SETTINGS, ...settings },
    {
      clock: () => new Date('2026-03-02T15:00:00.000Z'),
      sleep: time.sleep,
      nowMs: time.nowMs,
      version: '1.2.3',
      ...tools,
    },
  )
}
