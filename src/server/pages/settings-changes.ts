// What the forms of the settings do. Every change of who may do what ends the sessions that it concerns and stands
// in the audit log.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { instantOf } from '../../domain/time.js'
import type { Role, User } from '../../store/store.js'
import { recordAudit } from '../audit-log.js'
import { setSessionCookie } from '../auth/cookie.js'
import { baseUrl } from '../auth/hosts.js'
import { createLoginLink } from '../auth/links.js'
import { isName } from '../auth/names.js'
import { checkPassword, hashPassword, NO_PASSWORD, PASSWORD_CHARS_MIN, passwordFault } from '../auth/passwords.js'
import { sha256 } from '../auth/secrets.js'
import { startSession } from '../auth/sessions.js'
import { createToken } from '../auth/tokens.js'
import { type ServerEnv, visitorOf } from '../env.js'
import { FaultError, refuseInput } from '../problem.js'
import { LANGUAGES, type Words, wordsOf } from '../words/index.js'
import { goBack, languageOf, type PageTools, sayNext } from './page.js'
import { FAILED_MAX } from './settings.js'
import { tokenEnd } from './settings-people.js'

const ROLES: readonly Role[] = ['viewer', 'reviewer', 'admin']

/** The routes that change settings. */
export function settingsChanges(tools: PageTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  app.post('/settings/language', (c) => setLanguage(c, tools))
  app.post('/settings/password', (c) => setPassword(c, tools))
  app.post('/settings/users', (c) => addUser(c, tools))
  app.post('/settings/users/:name/role', (c) => setRole(c, tools, c.req.param('name')))
  app.post('/settings/users/:name/link', (c) => makeLink(c, tools, c.req.param('name')))
  app.post('/settings/users/:name/remove', (c) => removeUser(c, tools, c.req.param('name')))
  app.post('/settings/tokens', (c) => addToken(c, tools))
  app.post('/settings/tokens/:hash/remove', (c) => removeToken(c, tools, c.req.param('hash')))
  app.post('/settings/targets/:id/test', (c) => testTarget(c, tools, c.req.param('id')))
  app.post('/settings/targets/:id/enable', (c) => enableTarget(c, tools, c.req.param('id')))
  app.post('/settings/deliveries/:id/retry', (c) => retryDelivery(c, tools, c.req.param('id')))
  app.post('/settings/model/rollback', (c) => rollBackModel(c, tools))
  return app
}

function wordsFor(c: Context<ServerEnv>, tools: PageTools): Words {
  return wordsOf(languageOf(visitorOf(c), tools))
}

function done(c: Context<ServerEnv>, tools: PageTools, text: string, secret: string | null = null): Response {
  sayNext(c, tools, text, { secret })
  return goBack(c, '/settings')
}

function refused(c: Context<ServerEnv>, tools: PageTools, text: string): Response {
  sayNext(c, tools, text, { tone: 'fault' })
  return goBack(c, '/settings')
}

function self(c: Context<ServerEnv>): User {
  const visitor = visitorOf(c)
  if (visitor.via !== 'session')
    throw new FaultError({ status: 403, code: 'not-allowed', detail: 'a token has no account' })
  return visitor.user
}

async function setLanguage(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const language = LANGUAGES.find((entry) => entry === c.get('form').get('language')) ?? null
  await tools.store.saveUser({ ...self(c), language })
  return done(c, tools, wordsOf(language ?? tools.settings.language).notices.saved)
}

async function setPassword(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const user = self(c)
  const form = c.get('form')
  const { notices } = wordsFor(c, tools)
  const isFirst = user.passwordHash === NO_PASSWORD
  if (!isFirst && !(await checkPassword(form.get('current') ?? '', user.passwordHash)))
    return refused(c, tools, notices.passwordWrong)
  const password = form.get('password') ?? ''
  const own = [user.name, ...tools.settings.brands.flatMap((brand) => [brand.name, ...brand.terms])]
  const fault = passwordFault(password, own)
  if (fault === 'short') return refused(c, tools, notices.passwordShort(PASSWORD_CHARS_MIN))
  if (fault !== null) return refused(c, tools, fault === 'long' ? notices.passwordLong : notices.passwordGuessable)
  await tools.store.saveUser({ ...user, passwordHash: await hashPassword(password, tools.randomBytes) })
  await tools.store.endSessions({ user: user.name })
  await recordAudit(tools, user.name, 'password.changed')
  return reenter(c, tools, user.name, notices.passwordChanged)
}

/** All sessions have ended, this one included: the person at hand gets a new one. */
async function reenter(c: Context<ServerEnv>, tools: PageTools, user: string, said: string): Promise<Response> {
  const id = await startSession(user, tools)
  setSessionCookie(c, id, tools)
  tools.notices.say(sha256(id), said)
  return goBack(c, '/settings')
}

async function addUser(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const form = c.get('form')
  const { notices, settings } = wordsFor(c, tools)
  const name = (form.get('name') ?? '').trim().normalize('NFC')
  if (!isName(name)) return refused(c, tools, notices.userNameBad)
  if ((await tools.store.user(name)) !== null) return refused(c, tools, notices.userExists)
  const now = instantOf(tools.clock())
  const role = readRole(form)
  await tools.store.saveUser({ name, role, passwordHash: NO_PASSWORD, language: null, createdAt: now })
  await recordAudit(tools, visitorOf(c).name, 'user.added', `${name} ${role}`)
  return done(c, tools, settings.linkMade(name), await linkFor(name, c, tools))
}

async function setRole(c: Context<ServerEnv>, tools: PageTools, name: string): Promise<Response> {
  const user = await existing(tools, name)
  const role = readRole(c.get('form'))
  const { notices } = wordsFor(c, tools)
  if (role === user.role) return done(c, tools, notices.saved)
  if (role !== 'admin' && (await isLastAdmin(tools, user))) return refused(c, tools, notices.userKept)
  await tools.store.saveUser({ ...user, role })
  if (name !== visitorOf(c).name) await tools.store.endSessions({ user: name })
  await recordAudit(tools, visitorOf(c).name, 'user.role', `${name} ${role}`)
  return done(c, tools, notices.saved)
}

async function makeLink(c: Context<ServerEnv>, tools: PageTools, name: string): Promise<Response> {
  await existing(tools, name)
  await recordAudit(tools, visitorOf(c).name, 'link.created', name)
  return done(c, tools, wordsFor(c, tools).settings.linkMade(name), await linkFor(name, c, tools))
}

async function linkFor(name: string, c: Context<ServerEnv>, tools: PageTools): Promise<string> {
  const link = await createLoginLink(tools.store, name, instantOf(tools.clock()), tools.randomBytes)
  const { publicUrl } = tools.settings.server
  return `${publicUrl === null ? new URL(c.req.url).origin : baseUrl(tools.settings.server)}${link.path}`
}

async function removeUser(c: Context<ServerEnv>, tools: PageTools, name: string): Promise<Response> {
  const user = await existing(tools, name)
  const { notices } = wordsFor(c, tools)
  if (await isLastAdmin(tools, user)) return refused(c, tools, notices.userKept)
  await tools.store.endSessions({ user: name })
  await tools.store.removeUser(name)
  await recordAudit(tools, visitorOf(c).name, 'user.removed', name)
  return done(c, tools, notices.userRemoved)
}

async function isLastAdmin(tools: PageTools, user: User): Promise<boolean> {
  if (user.role !== 'admin') return false
  const admins = (await tools.store.users()).filter((entry) => entry.role === 'admin')
  return admins.length <= 1
}

async function addToken(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const form = c.get('form')
  const name = (form.get('name') ?? '').trim()
  const { notices, settings } = wordsFor(c, tools)
  if (!isName(name)) return refused(c, tools, notices.userNameBad)
  const now = instantOf(tools.clock())
  const request = { name, role: readRole(form), expiresAt: tokenEnd(form.get('days'), now) }
  const token = await createToken(tools.store, request, now, tools.randomBytes)
  await recordAudit(tools, visitorOf(c).name, 'token.created', `${name} ${request.role}`)
  return done(c, tools, settings.tokenMade, token)
}

async function removeToken(c: Context<ServerEnv>, tools: PageTools, hash: string): Promise<Response> {
  if (!(await tools.store.removeToken(hash))) throw notFound('there is no such token')
  await recordAudit(tools, visitorOf(c).name, 'token.removed')
  return done(c, tools, wordsFor(c, tools).notices.tokenRemoved)
}

async function testTarget(c: Context<ServerEnv>, tools: PageTools, id: string): Promise<Response> {
  assertTarget(tools, id)
  await tools.testTarget(id)
  await recordAudit(tools, visitorOf(c).name, 'target.tested', id)
  return done(c, tools, wordsFor(c, tools).notices.tested)
}

async function enableTarget(c: Context<ServerEnv>, tools: PageTools, id: string): Promise<Response> {
  assertTarget(tools, id)
  await tools.store.enableTarget(id)
  await recordAudit(tools, visitorOf(c).name, 'target.enabled', id)
  return done(c, tools, wordsFor(c, tools).notices.targetEnabled)
}

async function retryDelivery(c: Context<ServerEnv>, tools: PageTools, id: string): Promise<Response> {
  const failed = await tools.store.listDeliveries({ status: 'dead', limit: FAILED_MAX })
  const delivery = failed.find((entry) => entry.id === id)
  if (delivery === undefined) throw notFound('no failed notification has that id')
  await tools.store.settleDelivery(id, {
    status: 'pending',
    nextAt: instantOf(tools.clock()),
    error: delivery.lastError ?? '',
  })
  await recordAudit(tools, visitorOf(c).name, 'delivery.retried', `${delivery.target} ${id}`)
  return done(c, tools, wordsFor(c, tools).notices.retried)
}

async function rollBackModel(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  if (tools.models === undefined) throw notFound('nothing is learnt here')
  const { shipped, active } = await tools.models.rollback()
  await recordAudit(tools, visitorOf(c).name, 'model.rolled-back', active ?? shipped)
  return done(c, tools, wordsFor(c, tools).settings.modelWentBack)
}

function assertTarget(tools: PageTools, id: string): void {
  if (!tools.settings.notify.some((target) => target.id === id)) throw notFound('there is no such target')
}

async function existing(tools: PageTools, name: string): Promise<User> {
  const user = await tools.store.user(name)
  if (user === null) throw notFound('there is nobody with that name')
  return user
}

function notFound(detail: string): FaultError {
  return new FaultError({ status: 404, code: 'not-found', detail })
}

function readRole(form: URLSearchParams): Role {
  return (
    ROLES.find((role) => role === form.get('role')) ??
    refuseInput([{ field: 'role', message: 'expected viewer, reviewer or admin' }])
  )
}
