// The address that a request comes from, for counting attempts. A forwarded address is believed only from a proxy
// on this machine, and only when the configuration says that there is one.

import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { ServerTools } from '../tools.js'
import { isLoopbackHost } from './hosts.js'

/** The peer's address; `local` where there is no socket (a call from a test). */
export function peerAddress(c: Context, tools: Pick<ServerTools, 'settings'>): string {
  const peer = socketAddress(c)
  const plain = peer.replace(/^::ffff:/, '')
  if (tools.settings.server.publicUrl === null || !isLoopbackHost(plain)) return plain
  // The last entry is the one that our own proxy has added; all before it are the caller's claims.
  return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || plain
}

function socketAddress(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'local'
  } catch {
    return 'local'
  }
}
