// What stands in front of every handler: which host was meant, who asks, whether they may, and whether the request
// comes from our own pages. It reads nothing but the request, the policy table and the people in the store.

import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { matchedRoutes } from 'hono/route'
import { instantOf } from '../../domain/time.js'
import type { Role } from '../../store/store.js'
import type { ServerEnv, Visitor } from '../env.js'
import { FaultError } from '../problem.js'
import type { ServerTools } from '../tools.js'
import { sessionCookieName } from './cookie.js'
import { isOwnHost, ownOrigins } from './hosts.js'
import { Attempts } from './limits.js'
import { POLICIES, type Policy, roleReaches } from './policy.js'
import { sameSecret } from './secrets.js'
import { readSession } from './sessions.js'
import { readToken } from './tokens.js'

/** An address longer than this is an attack or a mistake. */
const URL_CHARS_MAX = 8192

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

/** Refuses requests that were meant for another name, or whose address has no end. */
export function hostGuard(tools: ServerTools): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    if (c.req.url.length > URL_CHARS_MAX)
      throw new FaultError({ status: 414, code: 'bad-input', detail: 'the address is too long' })
    if (!isOwnHost(new URL(c.req.url).hostname, tools.settings.server)) {
      throw new FaultError({
        status: 421,
        code: 'wrong-host',
        detail: 'set server.publicUrl to the name that people use',
      })
    }
    await next()
  }
}

/** Finds out who asks and lets pass who may. Unknown addresses go on to the answer "not found". */
export function loginGuard(tools: ServerTools): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const policy = policyOf(c)
    if (policy === 'callback') return next()
    const visitor = await identify(c, tools)
    c.set('visitor', visitor)
    if (policy !== null) assertMayPass(visitor, policy)
    if (!SAFE_METHODS.includes(c.req.method) && policy !== null) await assertOwnRequest(c, visitor, policy, tools)
    await next()
  }
}

/** Searches of one visitor in a minute: each reads the index. */
const SEARCHES = { most: 120, windowMs: 60_000 }

/** Makes a visitor wait who searches without end. */
export function searchLimit(tools: ServerTools): MiddlewareHandler<ServerEnv> {
  const searches = new Attempts(SEARCHES, tools.clock)
  return async (c, next) => {
    const wait = (c.req.query('q') ?? '') === '' ? 0 : searches.take(c.get('visitor')?.name ?? '')
    if (wait > 0)
      throw new FaultError({
        status: 429,
        code: 'rate-limited',
        detail: 'too many searches',
        headers: { 'Retry-After': String(wait) },
      })
    await next()
  }
}

/** Whether a visitor could still come in: sessions end and tokens are removed while a stream is open. */
export async function isStillIn(visitor: Visitor, tools: ServerTools): Promise<boolean> {
  if (visitor.via === 'session') return (await tools.store.session(visitor.session.idHash)) !== null
  const token = await tools.store.token(visitor.tokenHash)
  return token !== null && (token.expiresAt === null || token.expiresAt > instantOf(tools.clock()))
}

async function identify(c: Context<ServerEnv>, tools: ServerTools): Promise<Visitor | null> {
  const header = c.req.header('authorization')
  if (header !== undefined) return identifyToken(header, tools)
  const id = getCookie(c, sessionCookieName(c, tools))
  if (id === undefined) return null
  const found = await readSession(id, tools)
  if (found === null) return null
  const { user, session } = found
  return { via: 'session', name: user.name, role: user.role, language: user.language, user, session }
}

async function identifyToken(header: string, tools: ServerTools): Promise<Visitor> {
  const token = await readToken(header, tools.store, instantOf(tools.clock()))
  if (token === null) throw loginNeeded('the bearer token is unknown or has expired', 'error="invalid_token"')
  return { via: 'token', name: `token:${token.name}`, role: token.role, language: null, tokenHash: token.tokenHash }
}

function policyOf(c: Context): Policy | null {
  const route = matchedRoutes(c).findLast((entry) => entry.method !== 'ALL')
  return route === undefined ? null : (POLICIES[`${route.method} ${route.path}`] ?? null)
}

function assertMayPass(visitor: Visitor | null, policy: Policy): void {
  if (policy === 'public' || policy === 'callback') return
  if (visitor === null) throw loginNeeded('log in, or send a bearer token')
  if (!roleReaches(visitor.role, policy)) throw roleNeeded(policy)
}

function loginNeeded(detail: string, challenge = ''): FaultError {
  return new FaultError({
    status: 401,
    code: 'not-allowed',
    detail,
    headers: { 'WWW-Authenticate': `Bearer realm="escucha"${challenge === '' ? '' : `, ${challenge}`}` },
  })
}

function roleNeeded(role: Role): FaultError {
  return new FaultError({ status: 403, code: 'not-allowed', detail: `this needs the role ${role}` })
}

/** A cookie travels with requests that other sites cause; a bearer token does not, so it is exempt. */
async function assertOwnRequest(
  c: Context<ServerEnv>,
  visitor: Visitor | null,
  policy: Policy,
  tools: ServerTools,
): Promise<void> {
  const isApi = c.req.path.startsWith('/api/')
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (isApi && type !== 'application/json') throw wrongType('application/json')
  if (visitor?.via === 'token' && isApi) return
  if (!comesFromOwnPage(c, visitor, tools)) throw foreignRequest('the request does not come from a page of this server')
  if (isApi) return
  if (type !== 'application/x-www-form-urlencoded') throw wrongType('application/x-www-form-urlencoded')
  const form = new URLSearchParams(await c.req.text())
  c.set('form', form)
  // Whoever logs in has no session to be abused yet, or leaves the old one.
  if (policy !== 'public' && visitor?.via === 'session' && !sameSecret(form.get('csrf') ?? '', visitor.session.csrf)) {
    throw foreignRequest('the form is out of date: load the page again')
  }
}

function comesFromOwnPage(c: Context<ServerEnv>, visitor: Visitor | null, tools: ServerTools): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = c.req.header('origin')
  if (origin !== undefined) return ownOrigins(new URL(c.req.url), tools.settings.server).includes(origin)
  // Every browser tells one of the two. A program that logs in tells neither, and has no cookie that could be abused.
  return visitor?.via !== 'session'
}

function wrongType(expected: string): FaultError {
  return new FaultError({ status: 415, code: 'bad-input', detail: `expected Content-Type: ${expected}` })
}

function foreignRequest(detail: string): FaultError {
  return new FaultError({ status: 403, code: 'not-allowed', detail })
}
