// The headers that every answer bears, errors and files included. They are set on the way out, in one place, so that
// no handler can forget one.

import type { MiddlewareHandler } from 'hono'
import { isSecureTransport } from './auth/hosts.js'
import type { ServerEnv } from './env.js'
import type { ServerTools } from './tools.js'

/** Nothing but our own files runs, loads or frames; no inline script or style, so an escaped mistake stays harmless. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** The same on every answer. */
export const FIXED_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'X-Robots-Tag': 'noindex, nofollow',
}

const YEAR_SECONDS = 31_536_000

/** Sets the security headers; what is not declared cacheable is not stored anywhere. */
export function securityHeaders(tools: ServerTools): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(FIXED_HEADERS)) c.res.headers.set(name, value)
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
    if (isSecureTransport(new URL(c.req.url), tools.settings.server)) {
      c.res.headers.set('Strict-Transport-Security', `max-age=${YEAR_SECONDS}`)
    }
  }
}
