// A small web of boards and what a scan needs to read it: a real store in memory, the real desk, a kind of two pages,
// a classifier of a few words. The clock is a hand that the test moves.

import { createHash } from 'node:crypto'
import { z } from 'zod'
import { escalateDue } from '../../src/desk/escalate.js'
import { type DeskContext, reviewConversation } from '../../src/desk/review.js'
import type { Brand } from '../../src/domain/brand.js'
import type { Delivery } from '../../src/domain/delivery.js'
import { EscuchaError } from '../../src/domain/errors.js'
import type { FetchOutcome, FetchRequest, PostOutcome } from '../../src/domain/fetcher.js'
import type { PostDraft } from '../../src/domain/post.js'
import type { SourceSpec } from '../../src/domain/settings.js'
import type { Page, PageRequest, ReadResult, SourceKind } from '../../src/domain/source.js'
import { type Instant, instantPlus } from '../../src/domain/time.js'
import type { Classifier, Judgement, Label, PostText } from '../../src/domain/verdict.js'
import type { Happening, ScanTools } from '../../src/scan/tools.js'
import { contentHash, identityAliases, toPost } from '../../src/sources/reading/identity.js'
import { openSqliteStore } from '../../src/store/sqlite/index.js'
import type { Store } from '../../src/store/store.js'

export const START: Instant = '2026-03-10T12:00:00.000Z'

/** A post as a board shows it. */
export interface BoardPost {
  readonly id: string
  readonly text: string
  readonly author?: string
  readonly title?: string
  readonly thread?: string
  readonly date?: Instant
  readonly updated?: Instant
  readonly accepted?: boolean
  readonly answered?: boolean | null
  readonly kind?: PostDraft['kind']
  readonly url?: string
}

/** A page of a board. */
export interface BoardPage {
  readonly posts?: readonly BoardPost[]
  /** What the page calls itself; null where it does not say. */
  readonly title?: string | null
  readonly next?: readonly PageRequest[]
  readonly memory?: Readonly<Record<string, unknown>>
  /** Fails the reading, as a bug of the kind would. */
  readonly bug?: string
  readonly movedTo?: string
  /** Changes the page without changing what it says. */
  readonly note?: string
  readonly emptyIsOrdinary?: boolean
}

/** What stands at the addresses of this web; an error is thrown, a page answers with an ETag of its content. */
export class Web {
  readonly pages = new Map<string, BoardPage | Error>()
  readonly requests: FetchRequest[] = []

  constructor(private readonly clock: () => Date) {}

  put(url: string, page: BoardPage | Error): void {
    this.pages.set(url, page)
  }

  async fetchPage(request: FetchRequest): Promise<FetchOutcome> {
    this.requests.push(request)
    const page = this.pages.get(request.url)
    if (page === undefined) throw new EscuchaError('http-status', `${request.url} answered 404`, { status: 404 })
    if (page instanceof Error) throw page
    const text = JSON.stringify(page)
    const etag = createHash('sha256').update(text).digest('hex')
    if (request.validators?.etag === etag) return { outcome: 'not-modified', freshForMs: null }
    return {
      outcome: 'page',
      page: { ...blankPage(request.url), text, fetchedAt: this.clock().toISOString(), role: request.role ?? null },
      validators: { etag, lastModified: null, bodyHash: null },
      movedTo: page.movedTo ?? null,
      freshForMs: null,
    }
  }

  /** What was posted, and what is answered to it. */
  readonly posted: {
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  }[] = []
  answerPost: (url: string, body: string) => PostOutcome = () => ({ status: 202, headers: {}, body: '' })

  async post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<PostOutcome> {
    this.posted.push({ url, headers, body })
    return this.answerPost(url, body)
  }

  fetched(): readonly string[] {
    return this.requests.map(({ url }) => url)
  }
}

function blankPage(url: string): Page {
  return {
    url,
    status: 200,
    contentType: 'application/json',
    headers: {},
    text: '',
    fetchedAt: START,
    timezone: 'UTC',
    role: null,
  }
}

/** A kind that reads boards. */
export const boardKind: SourceKind = {
  kind: 'board',
  title: 'Board',
  about: 'Boards of these tests.',
  exampleUrl: 'https://board.example/latest',
  example: {},
  options: z.strictObject({}),
  recognise: () => 1,
  start: (url) => [{ url, role: 'list' }],
  read: (page) => readBoard(JSON.parse(page.text)),
  revisit: ({ url }) => (url === null ? [] : [{ url, role: 'thread' }]),
}

/** The same without threads. */
export const plainKind: SourceKind = {
  kind: 'plain',
  title: 'Plain board',
  about: 'Boards of these tests without threads.',
  exampleUrl: 'https://plain.example/latest',
  example: {},
  options: z.strictObject({}),
  recognise: () => 0,
  start: (url) => [{ url, role: 'list' }],
  read: boardKind.read,
}

function readBoard(page: BoardPage): ReadResult {
  if (page.bug !== undefined) throw new TypeError(page.bug)
  return {
    posts: (page.posts ?? []).map(draft),
    next: page.next ?? [],
    title: page.title === undefined ? 'Foro de pruebas' : page.title,
    language: 'es',
    ...(page.emptyIsOrdinary === undefined ? {} : { emptyIsOrdinary: page.emptyIsOrdinary }),
    ...(page.memory === undefined ? {} : { memory: page.memory }),
  }
}

/** A draft that says so much. */
export function draftOf(text: string): PostDraft {
  return draft({ id: text.slice(0, 20), text })
}

function draft(post: BoardPost): PostDraft {
  const thread = post.thread ?? null
  return {
    id: post.id,
    url: post.url ?? `https://board.example/p/${post.id}`,
    kind: post.kind ?? 'topic',
    title: post.title ?? null,
    text: post.text,
    author: { name: post.author ?? 'Lucía Peña', url: null, staff: false },
    publishedAt: post.date ?? START,
    updatedAt: post.updated ?? null,
    conversation: thread === null ? null : { id: thread, url: `https://board.example/t/${thread}`, title: null },
    inReplyTo: null,
    accepted: post.accepted ?? false,
    answered: post.answered ?? null,
    views: null,
    language: null,
    quotes: [],
    replyCount: null,
  }
}

export const une: Brand = {
  id: 'une',
  name: 'UNE',
  terms: ['UNE'],
  context: [],
  exclude: [],
  query: null,
  products: [],
  competitors: [],
  staff: ['@UNETelco'],
}

/** Says "UNE" is the brand, "falla" a complaint, a question mark a question; replies judged for a brand get a low relevance. */
export class WordClassifier implements Classifier {
  readonly id = 'words-1'
  judged: PostText[] = []
  broken: string | null = null
  /** A text that it cannot bear. */
  poison: string | null = null

  classify(posts: readonly PostText[], brands: readonly Brand[] | null) {
    if (this.broken !== null) throw new Error(this.broken)
    const { poison } = this
    if (poison !== null && posts.some(({ text }) => text.includes(poison))) throw new Error('a text of poison')
    this.judged.push(...posts)
    return posts.map((post) => {
      const words = `${post.title ?? ''} ${post.text}`
      const names = /\bUNE\b/.test(words)
      const judgements = names || brands !== null ? [judgement(words, names ? 0.9 : 0.1)] : []
      return { language: 'es', judgements }
    })
  }
}

function judgement(words: string, relevance: number): Judgement {
  const labels: Record<Label, number> = {
    complaint: /falla/.test(words) ? 0.9 : 0.05,
    question: /\?/.test(words) ? 0.9 : 0.05,
    suggestion: 0.05,
    praise: 0.05,
    churn: 0.05,
  }
  const tags = (Object.keys(labels) as Label[]).filter((label) => labels[label] >= 0.5)
  return { brand: 'une', relevance, labels, tags, severity: 1, urgency: 1, evidence: [], model: 'words-1' }
}

export const deskContext: DeskContext = {
  rules: {
    labels: ['complaint', 'question', 'churn'],
    minSeverity: 0,
    minUrgency: 0,
    threshold: { complaint: 0.5, question: 0.5, suggestion: 0.5, praise: 0.5, churn: 0.5 },
    graceMs: {
      complaint: 4 * 3_600_000,
      question: 24 * 3_600_000,
      suggestion: 24 * 3_600_000,
      praise: 24 * 3_600_000,
      churn: 4 * 3_600_000,
    },
    spike: { windowMs: 3_600_000, factor: 3, least: 5, sensitivity: 'medium' },
  },
  brands: [une],
}

/** Everything that a test turns. */
export interface Kit {
  readonly web: Web
  readonly store: Store
  readonly classifier: WordClassifier
  readonly tools: ScanTools
  readonly owed: Happening[]
  readonly logged: { readonly level: string; readonly sentence: string; readonly fields: unknown }[]
  now(): Instant
  pass(ms: number): void
  /** Moves the clock on the wall alone. */
  jump(ms: number): void
}

export function spec(id: string, given: Partial<SourceSpec> = {}): SourceSpec {
  const url = `https://${id}.example/latest`
  return { id, url, kind: 'board', rhythm: { kind: 'every', ms: 900_000 }, brands: null, options: {}, ...given }
}

/** A kit with these sources in a fresh store. */
export async function openKit(specs: readonly SourceSpec[], given: Partial<ScanTools> = {}): Promise<Kit> {
  let wall = Date.parse(START)
  let steady = 0
  const clock = () => new Date(wall)
  const store = await openSqliteStore(':memory:')
  await store.syncSources(specs, START)
  const web = new Web(clock)
  const classifier = new WordClassifier()
  const owed: Happening[] = []
  const logged: Kit['logged'] = []
  const log = (level: string) => (fields: unknown, sentence: string) => void logged.push({ level, sentence, fields })
  const kinds = [boardKind, plainKind]
  const tools: ScanTools = {
    store,
    fetcher: web,
    reader: {
      read: async (kind, page, context) => {
        const found = kinds.find((entry) => entry.kind === kind)
        if (found === undefined) throw new Error(`no kind ${kind}`)
        return found.read(page, context)
      },
    },
    sourceKind: (name) => kinds.find(({ kind }) => kind === name),
    resolveKind: async (url, fetchPage) => ({ kind: 'board', url: (await fetchPage(url)).url }),
    classifier,
    brands: [une],
    desk: {
      review: (view, now) => reviewConversation(view, deskContext, now),
      escalate: (alerts, now) => escalateDue(alerts, deskContext, now),
      spikes: async () => [],
      settleSpike: async () => undefined,
    },
    owe: (happenings, now) => {
      owed.push(...happenings)
      return happenings.map((happening) => delivery(happening, now))
    },
    sendDue: async () => ({ sent: 0, failed: 0 }),
    toPost,
    contentHash,
    identityAliases,
    clock,
    monotonicMs: () => steady,
    random: () => 0.5,
    log: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
    timezone: 'America/Bogota',
    pace: { concurrency: 4, perHost: 1 },
    owner: 'test',
    ...given,
  }
  return {
    web,
    store,
    classifier,
    tools,
    owed,
    logged,
    now: () => clock().toISOString(),
    pass: (ms) => {
      wall += ms
      steady += ms
    },
    jump: (ms) => {
      wall += ms
    },
  }
}

function delivery(happening: Happening, now: Instant): Delivery {
  const [alert] = happening.alerts
  return {
    id: `${happening.kind}_${alert?.id}_${alert?.version}_${happening.target ?? 'all'}_${Date.parse(now)}`,
    target: happening.target ?? 'chat',
    event: {
      kind: happening.kind,
      at: now,
      alerts: happening.alerts,
      brandNames: { une: 'UNE' },
      language: 'es',
      dashboardUrl: null,
    },
    status: 'pending',
    attempts: 0,
    nextAt: now,
    createdAt: now,
    sentAt: null,
    lastError: null,
  }
}

/** The instant this many minutes after the start. */
export function minutes(count: number): Instant {
  return instantPlus(START, count * 60_000)
}
