// The session cookie: its name, its flags, where it is set and taken away.

import type { Context } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import type { ServerTools } from '../tools.js'
import { isSecureTransport } from './hosts.js'
import { SESSION_WHOLE_MS } from './sessions.js'

/** The cookie's name: `__Host-` binds it to https and this very host, where there is https. */
export function sessionCookieName(c: Context, tools: ServerTools): string {
  return isSecureTransport(new URL(c.req.url), tools.settings.server) ? '__Host-sid' : 'sid'
}

/** Hands the session's id to the browser. */
export function setSessionCookie(c: Context, id: string, tools: ServerTools): void {
  const secure = isSecureTransport(new URL(c.req.url), tools.settings.server)
  setCookie(c, sessionCookieName(c, tools), id, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    maxAge: SESSION_WHOLE_MS / 1000,
  })
}

/** Takes the session's id from the browser. */
export function clearSessionCookie(c: Context, tools: ServerTools): void {
  const name = sessionCookieName(c, tools)
  deleteCookie(c, name, { path: '/', secure: name.startsWith('__Host-') })
}
