// Puts the server on a port, with limits on what a slow or silent client may cost, and takes it off again.

import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { EscuchaError } from '../domain/errors.js'
import type { Settings } from '../domain/settings.js'
import type { EscuchaServer } from './app.js'
import { FIXED_HEADERS } from './headers.js'

const TIMEOUTS = {
  /** A browser sends its headers at once; who takes longer holds a connection hostage. */
  headersTimeout: 10_000,
  /** Bodies are at most 64 kB. */
  requestTimeout: 30_000,
}

/** Cookies and headers of a browser are a tenth of this. */
const HEADER_BYTES_MAX = 16_384

const CONNECTIONS_MAX = 1000

/** Requests under way may end; streams would never. */
const CLOSE_GRACE_MS = 3000

/** How soon connections that have fallen idle are closed. */
const CLOSE_SWEEP_MS = 50

/** A server on a port. */
export interface Listening {
  readonly host: string
  /** The port in use: the one asked for, or a free one when 0 was asked for. */
  readonly port: number
  /** Takes no more requests, lets those under way end, and ends the streams. */
  close(): Promise<void>
}

/** Listens on host and port. Throws `port-in-use` when another program does already. */
export function listen(server: EscuchaServer, address: Pick<Settings['server'], 'host' | 'port'>): Promise<Listening> {
  const listener = getRequestListener(server.app.fetch, { errorHandler: refuseRequest })
  const http = createServer({ ...TIMEOUTS, maxHeaderSize: HEADER_BYTES_MAX }, listener)
  http.maxConnections = CONNECTIONS_MAX
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, address)))
    http.listen(address.port, bare(address.host), () => {
      const bound = http.address()
      const port = typeof bound === 'object' && bound !== null ? bound.port : address.port
      resolve({ host: address.host, port, close: () => closeServer(http, server) })
    })
  })
}

/** What is no request at all (a host or path that no address can hold) never reaches the app. */
function refuseRequest(): Response {
  return new Response(null, { status: 400, headers: { ...FIXED_HEADERS, 'Cache-Control': 'no-store' } })
}

/** Sockets want IPv6 addresses without the brackets that addresses of pages have. */
function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '')
}

function listenError(error: NodeJS.ErrnoException, { host, port }: Pick<Settings['server'], 'host' | 'port'>): Error {
  if (error.code === 'EADDRINUSE') {
    return new EscuchaError('port-in-use', `another program listens on ${host}:${port}`, {
      hint: 'Stop it, or set server.port to another number.',
      cause: error,
    })
  }
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL') {
    return new EscuchaError(
      'config-invalid',
      `this machine does not let us listen on ${host}:${port} (${error.code})`,
      {
        hint: 'Set server.host to an address of this machine, and server.port to 1024 or more.',
        cause: error,
      },
    )
  }
  return error
}

function closeServer(http: Server, server: EscuchaServer): Promise<void> {
  server.close()
  return new Promise((resolve) => {
    const force = setTimeout(() => http.closeAllConnections(), CLOSE_GRACE_MS)
    // A connection falls idle when its last answer is out; nobody closes it then but us.
    const sweep = setInterval(() => http.closeIdleConnections(), CLOSE_SWEEP_MS)
    http.close(() => {
      clearTimeout(force)
      clearInterval(sweep)
      resolve()
    })
  })
}
