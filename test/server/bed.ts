// A server over a real store in memory, with a clock that tests turn and a small story in it: what the tests of the
// server start from. It is no fake of our own parts; only scans and targets are written down instead of done.

import { randomBytes } from 'node:crypto'
import { addNote, changeAlert } from '../../src/desk/change.js'
import type { Settings } from '../../src/domain/settings.js'
import type { EscuchaServer } from '../../src/server/app.js'
import { createServer } from '../../src/server/app.js'
import { hashPassword } from '../../src/server/auth/passwords.js'
import { sha256 } from '../../src/server/auth/secrets.js'
import { startSession } from '../../src/server/auth/sessions.js'
import { createToken } from '../../src/server/auth/tokens.js'
import type { ServerTools } from '../../src/server/tools.js'
import { openSqliteStore } from '../../src/store/sqlite/index.js'
import type { Role, Store } from '../../src/store/store.js'
import { tellStory } from './story.js'

export const NOW = '2026-11-16T13:00:00.000Z'
export const PASSWORD = 'cuatro ardillas bajo la lluvia'

/** Cheap figures: a test is not what the cost is for. */
export const CHEAP = { N: 1024, r: 8, p: 1 } as const

export interface Bed {
  readonly store: Store
  readonly server: EscuchaServer
  readonly tools: ServerTools
  /** What was asked of the rest of the program. */
  readonly asked: { readonly scans: unknown[]; readonly tests: string[]; readonly logged: unknown[] }
  turnClock(ms: number): void
  now(): string
  /** Calls the server as a browser with a session would. */
  as(role: Role): Promise<Client>
  /** Calls the server as a program with a token would. */
  token(role: Role): Promise<string>
  request(path: string, init?: RequestInit): Promise<Response>
}

export interface Client {
  readonly cookie: string
  readonly csrf: string
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(
    path: string,
    fields: Record<string, string | readonly string[]>,
    headers?: Record<string, string>,
  ): Promise<Response>
}

export const settings: Settings = {
  storage: ':memory:',
  timezone: 'America/Bogota',
  language: 'es',
  brands: [
    {
      id: 'nube',
      name: 'Nube Fibra',
      terms: ['Nube Fibra', '@nubefibra'],
      context: [],
      exclude: [],
      query: null,
      products: [],
      competitors: ['Cable Sur'],
      staff: ['Soporte Nube'],
    },
    {
      id: 'sol',
      name: 'Sol Móvil',
      terms: ['Sol Móvil'],
      context: [],
      exclude: [],
      query: null,
      products: [],
      competitors: [],
      staff: [],
    },
  ],
  sources: [],
  alerts: {
    labels: ['complaint', 'question', 'churn'],
    minSeverity: 0,
    minUrgency: 0,
    threshold: { complaint: 0.5, question: 0.5, suggestion: 0.5, praise: 0.5, churn: 0.5 },
    graceMs: { complaint: 4 * 3_600_000, question: 24 * 3_600_000, suggestion: 1e9, praise: 1e9, churn: 4 * 3_600_000 },
    spike: { windowMs: 3_600_000, factor: 3, least: 5, sensitivity: 'medium' },
  },
  notify: [
    {
      id: 'chat',
      kind: 'slack',
      on: ['opened', 'escalated'],
      when: { labels: null, minSeverity: 0, minUrgency: 0, brands: null, sources: null },
      digest: null,
      options: { url: 'https://hooks.example/secret' },
    },
  ],
  fetch: { contact: null, allowHosts: [], concurrency: 4, perHost: 1, delayMs: 1000, timeoutMs: 25_000 },
  server: { host: '127.0.0.1', port: 8787, publicUrl: null },
  costs: { perContact: 1, currency: 'USD' },
  opinions: [],
  learning: { enabled: true, at: '30 3 * * *', least: 50, weight: 5, halfLifeMs: 1e10 },
  retention: { postsMs: 1e12, unmatchedMs: 1e12 },
}

/** Opens a bed; `given` replaces parts of the settings, `parts` those of the tools. */
export async function openBed(
  given: Partial<Settings> = {},
  story = true,
  parts: Partial<ServerTools> = {},
): Promise<Bed> {
  let present = Date.parse(NOW)
  const clock = () => new Date(present)
  const now = () => clock().toISOString()
  const store = await openSqliteStore(':memory:', { clock })
  const own: Settings = { ...settings, ...given }
  const asked = { scans: [] as unknown[], tests: [] as string[], logged: [] as unknown[] }
  const log = (fields: object, sentence: string) => void asked.logged.push({ ...fields, sentence })
  const context = { rules: own.alerts, brands: own.brands }
  const tools: ServerTools = {
    store,
    settings: own,
    clock,
    randomBytes,
    log: { info: log, warn: log, error: log },
    version: '0.0.0',
    desk: {
      changeAlert: (id, patch, actor) => changeAlert(store, id, patch, actor, now(), context),
      addNote: (id, text, actor) => addNote(store, id, text, actor, now()),
    },
    scanNow: async (sources) => asked.scans.push(sources),
    discover: async (url) => [{ url: `${url}/feed`, kind: 'feed', title: 'Blog de <b>Ana</b>' }],
    preview: async (url) => ({
      url,
      title: null,
      items: 0,
      posts: [],
      reports: [],
      next: null,
      suggestions: [],
      suggested: false,
      fault: null,
      knownAs: null,
    }),
    sourceKinds: [],
    testTarget: async (target) => void asked.tests.push(target),
    targetAddress: () => 'hooks.example/…',
    processMetrics: false,
    ...parts,
  }
  if (story) await tellStory(store, NOW)
  const server = createServer(tools)
  const passwordHash = await hashPassword(PASSWORD, randomBytes, CHEAP)
  const request = async (path: string, init: RequestInit = {}) =>
    server.app.request(`http://localhost:8787${path}`, init)

  async function as(role: Role): Promise<Client> {
    const name = { viewer: 'vera', reviewer: 'rita', admin: 'ada' }[role]
    if ((await store.user(name)) === null)
      await store.saveUser({ name, role, passwordHash, language: null, createdAt: now() })
    const id = await startSession(name, { store, clock, randomBytes })
    const session = await store.session(sha256(id))
    return clientOf(`sid=${id}`, session?.csrf ?? '', request)
  }

  return {
    store,
    server,
    tools,
    asked,
    turnClock: (ms) => {
      present += ms
    },
    now,
    as,
    token: (role) => createToken(store, { name: `t-${role}`, role, expiresAt: null }, now(), randomBytes),
    request,
  }
}

function clientOf(cookie: string, csrf: string, request: Bed['request']): Client {
  return {
    cookie,
    csrf,
    get: (path, headers = {}) => request(path, { headers: { cookie, accept: 'text/html', ...headers } }),
    post: (path, fields, headers = {}) =>
      request(path, {
        method: 'POST',
        headers: {
          cookie,
          accept: 'text/html',
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
        body: formOf({ csrf, ...fields }),
      }),
  }
}

/** Fields as a browser sends them; a list becomes several fields of one name. */
export function formOf(fields: Record<string, string | readonly string[]>): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one] as [string, string]),
  )
  return new URLSearchParams(pairs).toString()
}
