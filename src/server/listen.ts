// Puts the server on a port, with limits on what a slow or silent client may cost, and takes it off again.

import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { EscuchaError } from '../domain/errors.js'
import type { Settings } from '../domain/settings.js'
import type { EscuchaServer } from './app.js'

/** A browser sends its headers at once; who takes longer holds a connection hostage. */
const HEADERS_TIMEOUT_MS = 10_000

/** Bodies are at most 64 kB. */
const REQUEST_TIMEOUT_MS = 30_000

const CONNECTIONS_MAX = 1000

/** Requests under way may end; streams would never. */
const CLOSE_GRACE_MS = 3000

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
  return new Promise((resolve, reject) => {
    const http = serve(
      {
        fetch: server.app.fetch,
        hostname: address.host,
        port: address.port,
        serverOptions: {
          headersTimeout: HEADERS_TIMEOUT_MS,
          requestTimeout: REQUEST_TIMEOUT_MS,
          maxHeaderSize: 16_384,
        },
      },
      (info) => resolve({ host: address.host, port: info.port, close: () => closeServer(http, server) }),
    ) as Server
    http.maxConnections = CONNECTIONS_MAX
    http.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, address)))
  })
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
    http.close(() => {
      clearTimeout(force)
      resolve()
    })
    http.closeIdleConnections()
  })
}
