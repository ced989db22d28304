// Coming in: by name and password, or by a link that works once. And going out.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Child, FC } from 'hono/jsx'
import { instantOf } from '../../domain/time.js'
import { recordAudit } from '../audit-log.js'
import { clearSessionCookie, setSessionCookie } from '../auth/cookie.js'
import { isLoopbackHost } from '../auth/hosts.js'
import { Attempts } from '../auth/limits.js'
import { NAME_CHARS_MAX } from '../auth/names.js'
import { checkPassword, hashPassword, needsRehash } from '../auth/passwords.js'
import { peerAddress } from '../auth/peer.js'
import { sha256 } from '../auth/secrets.js'
import { startSession } from '../auth/sessions.js'
import { type ServerEnv, visitorOf } from '../env.js'
import { FaultError } from '../problem.js'
import { LANGUAGES, type PageLanguage, Sayer, type Words } from '../words/index.js'
import { ownPath, type PageTools, type PageView, sendPage } from './page.js'

const WINDOW_MS = 15 * 60_000

/** Wrong passwords from one address before it has to wait. */
const ADDRESS_LIMIT = { most: 10, windowMs: WINDOW_MS }

/** Wrong passwords for one name from everywhere together. */
const NAME_LIMIT = { most: 50, windowMs: WINDOW_MS }

interface LoginLimits {
  readonly byAddress: Attempts
  readonly byName: Attempts
}

/** The routes of coming in and going out. */
export function loginPages(tools: PageTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  const limits = { byAddress: new Attempts(ADDRESS_LIMIT, tools.clock), byName: new Attempts(NAME_LIMIT, tools.clock) }
  app.get('/login', (c) => showLogin(c, tools))
  app.post('/login', (c) =>
    c.get('form').has('link')
      ? loginByLink(c, tools, c.get('form').get('link') ?? '', limits)
      : loginByPassword(c, tools, limits),
  )
  app.post('/logout', (c) => logout(c, tools))
  app.post('/logout/everywhere', (c) => logoutEverywhere(c, tools))
  return app
}

async function showLogin(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const link = c.req.query('link')
  if (link === undefined && c.get('visitor') !== null)
    return c.redirect(ownPath(c.req.query('next') ?? null) ?? '/', 303)
  if (link === undefined) return sendLogin(c, tools, { fault: null, status: 200 })
  if (isOpenedHere(c)) return loginByLink(c, tools, link, null)
  const view = bareView(c, tools)
  const { login } = view.words
  const body = (
    <LoginCard words={view.words}>
      <h1>{login.linkTitle}</h1>
      <p>{login.linkAbout}</p>
      <form method="post" action="/login">
        <input type="hidden" name="link" value={link} />
        <button type="submit" class="btn main">
          {login.enter}
        </button>
      </form>
    </LoginCard>
  )
  return sendPage(c, view, { title: login.title, section: null, body })
}

/**
 * Mail scanners open every link, so that a link from afar needs a press of a button. A link that a person on this very
 * machine pasted or clicked in a terminal needs none: no scanner gets here, and no other site may cause it.
 */
function isOpenedHere(c: Context<ServerEnv>): boolean {
  const isPreview = c.req.header('sec-purpose') !== undefined || c.req.method !== 'GET'
  const site = c.req.header('sec-fetch-site') ?? 'none'
  return isLoopbackHost(new URL(c.req.url).hostname) && !isPreview && site === 'none'
}

async function loginByPassword(c: Context<ServerEnv>, tools: PageTools, limits: LoginLimits): Promise<Response> {
  const form = c.get('form')
  const name = (form.get('name') ?? '').trim().slice(0, NAME_CHARS_MAX)
  const address = peerAddress(c, tools)
  const wait = Math.max(limits.byAddress.waitSeconds(address), limits.byName.waitSeconds(name))
  if (wait > 0) return sendLogin(c, tools, { fault: (words) => words.login.wait(wait), status: 429, wait })
  const user = await tools.store.user(name)
  const password = form.get('password') ?? ''
  // An unknown name costs the same time as a wrong password: the answer does not tell who exists.
  if (!(await checkPassword(password, user?.passwordHash ?? null)) || user === null) {
    limits.byAddress.add(address)
    limits.byName.add(name)
    await recordAudit(tools, user?.name ?? 'unknown', 'login.failed', address)
    return sendLogin(c, tools, { fault: (words) => words.login.wrong, status: 401 })
  }
  if (needsRehash(user.passwordHash)) {
    await tools.store.saveUser({ ...user, passwordHash: await hashPassword(password, tools.randomBytes) })
  }
  await recordAudit(tools, user.name, 'login.ok', address)
  return enter(c, tools, user.name, ownPath(form.get('next')) ?? '/')
}

async function loginByLink(
  c: Context<ServerEnv>,
  tools: PageTools,
  secret: string,
  limits: LoginLimits | null,
): Promise<Response> {
  const address = peerAddress(c, tools)
  const wait = limits?.byAddress.waitSeconds(address) ?? 0
  if (wait > 0) return sendLogin(c, tools, { fault: (words) => words.login.wait(wait), status: 429, wait })
  const name = await tools.store.useLoginLink(sha256(secret), instantOf(tools.clock()))
  const user = name === null ? null : await tools.store.user(name)
  if (user === null) {
    limits?.byAddress.add(address)
    return sendLogin(c, tools, { fault: (words) => words.login.linkUsed, status: 401 })
  }
  await recordAudit(tools, user.name, 'login.link', address)
  return enter(c, tools, user.name, '/')
}

async function enter(c: Context<ServerEnv>, tools: PageTools, user: string, next: string): Promise<Response> {
  await endPresentSession(c, tools)
  setSessionCookie(c, await startSession(user, tools), tools)
  return c.redirect(next, 303)
}

async function endPresentSession(c: Context<ServerEnv>, tools: PageTools): Promise<void> {
  const visitor = c.get('visitor')
  if (visitor?.via === 'session') await tools.store.endSessions({ idHash: visitor.session.idHash })
}

async function logout(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  await endPresentSession(c, tools)
  await recordAudit(tools, visitorOf(c).name, 'logout')
  return leave(c, tools)
}

async function logoutEverywhere(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const visitor = visitorOf(c)
  if (visitor.via !== 'session')
    throw new FaultError({ status: 403, code: 'not-allowed', detail: 'a token has no sessions' })
  await tools.store.endSessions({ user: visitor.name })
  await recordAudit(tools, visitor.name, 'logout', 'everywhere')
  return leave(c, tools)
}

function leave(c: Context<ServerEnv>, tools: PageTools): Response {
  clearSessionCookie(c, tools)
  return c.redirect('/login', 303)
}

interface LoginAnswer {
  readonly fault: ((words: Words) => string) | null
  readonly status: 200 | 401 | 429
  readonly wait?: number
}

async function sendLogin(c: Context<ServerEnv>, tools: PageTools, answer: LoginAnswer): Promise<Response> {
  const view = bareView(c, tools)
  const { login } = view.words
  const form = c.get('form')
  if (answer.wait !== undefined) c.header('Retry-After', String(answer.wait))
  const body = (
    <LoginCard words={view.words}>
      {answer.fault !== null && (
        <p class="bad" role="alert">
          {answer.fault(view.words)}
        </p>
      )}
      <form method="post" action="/login">
        <input type="hidden" name="next" value={ownPath(form?.get('next') ?? c.req.query('next') ?? null) ?? '/'} />
        <label>
          <span>{login.user}</span>
          <input
            name="name"
            autocomplete="username"
            required
            maxlength={NAME_CHARS_MAX}
            value={form?.get('name') ?? ''}
            autofocus
          />
        </label>
        <label>
          <span>{login.password}</span>
          <input type="password" name="password" autocomplete="current-password" required />
        </label>
        <button type="submit" class="btn main">
          {login.enter}
        </button>
      </form>
    </LoginCard>
  )
  return sendPage(c, view, { title: login.title, section: null, body, status: answer.status })
}

const LoginCard: FC<{ words: Words; children?: Child }> = ({ words, children }) => (
  <div class="card login">
    <p class="name">
      escucha<b>.</b>
    </p>
    <p class="hint">{words.login.tagline}</p>
    {children}
  </div>
)

/** The view of a page without a navigation: nobody is known yet, so the browser's language decides. */
export function bareView(c: Context<ServerEnv>, tools: PageTools): PageView {
  const accepted = (c.req.header('accept-language') ?? '').slice(0, 2).toLowerCase()
  const language: PageLanguage = LANGUAGES.find((entry) => entry === accepted) ?? tools.settings.language
  const say = new Sayer(language, tools.settings, instantOf(tools.clock()))
  return {
    visitor: null,
    language,
    words: say.words,
    say,
    csrf: '',
    here: '/',
    counts: null,
    mine: 0,
    sources: [],
    notice: null,
  }
}
