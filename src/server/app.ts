// The server as a function from requests to answers: guards first, then the routes. Nothing here listens on a port
// (listen.ts does), so that tests call it directly.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { matchedRoutes } from 'hono/route'
import { isExpected } from '../domain/errors.js'
import { alertEndpoints } from './api/alerts.js'
import { answerEndpoints } from './api/answers.js'
import { eventStream } from './api/events.js'
import { atomFeed } from './api/feed.js'
import { healthRoutes } from './api/health.js'
import { listeningEndpoints } from './api/listening.js'
import { asset } from './assets.js'
import { hostGuard, loginGuard, searchLimit } from './auth/guard.js'
import { HUB_PATH } from './auth/hosts.js'
import { POLICIES } from './auth/policy.js'
import { newSecret } from './auth/secrets.js'
import { ChangeFeed } from './changes.js'
import type { ServerEnv } from './env.js'
import { securityHeaders } from './headers.js'
import { hubRoutes } from './hubs.js'
import { ServerMetrics } from './metrics.js'
import { Notices } from './notices.js'
import { alertPage } from './pages/alert.js'
import { answerUses } from './pages/alert-answer.js'
import { alertChanges } from './pages/alert-changes.js'
import { alertListPage } from './pages/alerts.js'
import { answersPage } from './pages/answers.js'
import { auditPage } from './pages/audit.js'
import { type ApiDocument, docsPage } from './pages/docs.js'
import { sendErrorPage, wantsPage } from './pages/error.js'
import { insightsPage } from './pages/insights.js'
import { loginPages } from './pages/login.js'
import type { PageTools } from './pages/page.js'
import { rulesPage } from './pages/rules.js'
import { settingsPage } from './pages/settings.js'
import { settingsChanges } from './pages/settings-changes.js'
import { sourcesPage } from './pages/sources.js'
import { topicsPage } from './pages/topics.js'
import { answerProblem, type Fault, FaultError, faultOf } from './problem.js'
import type { ServerTools } from './tools.js'

/** No form and no JSON body of ours comes near this. */
const BODY_BYTES_MAX = 64 * 1024

/** Hashed names never change their content. */
const YEAR_SECONDS = 31_536_000

const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const

/** The server, and the end of what it keeps running. */
export interface EscuchaServer {
  readonly app: OpenAPIHono<ServerEnv>
  /** Ends event streams and their polling. */
  close(): void
}

/** Builds the server. Throws when a route has no policy: a page must not be open by oversight. */
export function createServer(tools: ServerTools): EscuchaServer {
  const pageTools: PageTools = { ...tools, notices: new Notices() }
  const metrics = new ServerMetrics(tools)
  const feed = new ChangeFeed(tools.store, tools.clock, (error) =>
    tools.log.error({ err: error }, 'the store could not tell what changed'),
  )
  const app = new OpenAPIHono<ServerEnv>()

  app.use(observe(tools, metrics))
  app.use(securityHeaders(tools))
  app.use(hostGuard(tools))
  app.use(bodyLimits())
  app.use(loginGuard(tools))
  app.use(searchLimit(tools))
  addRoutes(app, pageTools, metrics, feed)
  app.notFound((c) => answer(c, missing(c, app), pageTools))
  app.onError((error, c) => answer(c, faultFor(error, c, tools), pageTools))

  assertPolicies(app)
  return { app, close: () => feed.close() }
}

function addRoutes(app: OpenAPIHono<ServerEnv>, tools: PageTools, metrics: ServerMetrics, feed: ChangeFeed): void {
  staticFiles(app)
  for (const routes of [
    healthRoutes(tools, metrics),
    loginPages(tools),
    alertListPage(tools),
    alertChanges(tools),
    answerUses(tools),
    alertPage(tools),
    topicsPage(tools),
    answersPage(tools),
    insightsPage(tools),
    sourcesPage(tools),
    auditPage(tools),
    rulesPage(tools),
    settingsPage(tools),
    settingsChanges(tools),
    atomFeed(tools),
    eventStream(feed, tools),
    hubRoutes(tools),
  ]) {
    app.route('/', routes)
  }
  alertEndpoints(app, tools)
  listeningEndpoints(app, tools)
  answerEndpoints(app, tools)
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })
  const document = () =>
    app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Escucha', version: tools.version } })
  app.get('/openapi.json', (c) => c.json(document()))
  docsPage(app, tools, () => document() as unknown as ApiDocument)
}

function staticFiles(app: OpenAPIHono<ServerEnv>): void {
  app.get('/assets/:file', (c) => {
    const file = asset(c.req.param('file'))
    if (file === null) return c.notFound()
    return c.body(file.body, 200, {
      'Content-Type': file.type,
      'Cache-Control': `public, max-age=${YEAR_SECONDS}, immutable`,
    })
  })
  app.get('/favicon.ico', (c) => c.body(null, 204, { 'Cache-Control': `public, max-age=${YEAR_SECONDS}` }))
  app.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /\n'))
}

/** Gives each request an id, and writes one line and one count when it is answered. */
function observe(tools: ServerTools, metrics: ServerMetrics): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const startedAt = performance.now()
    c.set('requestId', newSecret(tools.randomBytes).slice(0, 12))
    c.set('visitor', null)
    await next()
    const ms = performance.now() - startedAt
    const route = routeOf(c)
    metrics.count(c.req.method, route, c.res.status, ms / 1000)
    const visitor = c.get('visitor')?.name ?? null
    tools.log.info(
      { method: c.req.method, route, status: c.res.status, ms: Math.round(ms), visitor, requestId: c.get('requestId') },
      'answered a request',
    )
  }
}

function routeOf(c: Context): string {
  return matchedRoutes(c).findLast((entry) => entry.method !== 'ALL')?.path ?? 'none'
}

/** Hubs send whole feeds: how much of one is read, and from whom, their own route says. */
function bodyLimits(): MiddlewareHandler<ServerEnv> {
  const usual = bodyLimit({ maxSize: BODY_BYTES_MAX, onError: refuseBody })
  return (c, next) => (c.req.path.startsWith(HUB_PATH) ? next() : usual(c, next))
}

function refuseBody(): never {
  throw new FaultError({ status: 413, code: 'bad-input', detail: `a body has at most ${BODY_BYTES_MAX} bytes` })
}

function faultFor(error: unknown, c: Context<ServerEnv>, tools: ServerTools): Fault {
  if (error instanceof FaultError) return error.fault
  if (isExpected(error)) return faultOf(error)
  const requestId = c.get('requestId')
  tools.log.error({ err: error, requestId, route: routeOf(c) }, 'a request failed unexpectedly')
  return { status: 500, code: 'unexpected', detail: null, requestId }
}

function missing(c: Context, app: OpenAPIHono<ServerEnv>): Fault {
  const allowed = METHODS.filter((method) => hasRoute(app, method, c.req.path))
  if (allowed.length === 0) return { status: 404, code: 'not-found', detail: 'there is nothing at this address' }
  return {
    status: 405,
    code: 'method-not-allowed',
    detail: `expected ${allowed.join(' or ')}`,
    headers: { Allow: allowed.join(', ') },
  }
}

function hasRoute(app: OpenAPIHono<ServerEnv>, method: string, path: string): boolean {
  const [matches] = app.router.match(method, path)
  return matches.some(
    ([handler]) => (handler as unknown as readonly [unknown, { readonly method: string }])[1].method === method,
  )
}

async function answer(c: Context<ServerEnv>, fault: Fault, tools: PageTools): Promise<Response> {
  const isPage =
    !c.req.path.startsWith('/api/') && c.req.method === 'GET' && POLICIES[`GET ${routeOf(c)}`] !== undefined
  if (
    fault.status === 401 &&
    isPage &&
    (wantsPage(c) || isPagePath(c.req.path)) &&
    c.req.header('authorization') === undefined
  ) {
    const url = new URL(c.req.url)
    return c.redirect(`/login?next=${encodeURIComponent(url.pathname + url.search)}`, 302)
  }
  return wantsPage(c) ? sendErrorPage(c, fault, tools) : answerProblem(c, fault)
}

/** Addresses for people; the others are for programs, which want a status and not a login form. */
function isPagePath(path: string): boolean {
  return !path.includes('.') && path !== '/metrics'
}

function assertPolicies(app: OpenAPIHono<ServerEnv>): void {
  for (const { method, path } of app.routes) {
    if (method !== 'ALL' && POLICIES[`${method} ${path}`] === undefined)
      throw new Error(`the route ${method} ${path} has no policy`)
  }
}
