// Exports, page by page, so that a million posts take no more memory than one page of them. JSON lines hold the
// records of CONTRACT.md section 5; CSV holds the same, nested fields as columns with dotted names. Insights are the desk's.

import { stringify } from 'csv-stringify/sync'
import { alertRecord, mentionRecord, postRecord } from '../domain/records.js'
import type { Instant } from '../domain/time.js'
import { LABELS } from '../domain/verdict.js'
import type { Slice, Store } from './store.js'

/** What can be exported here. */
export type Exported = 'posts' | 'mentions' | 'alerts'

/** In which form. */
export type ExportFormat = 'csv' | 'jsonl'

/** Rows read at a time. */
const PAGE_ROWS = 500

/**
 * Gives the text of an export in pieces. `since` leaves out what happened before: posts and mentions by their own
 * date, alerts by when they opened. Newest first.
 */
export async function* exportRows(
  store: Store,
  what: Exported,
  format: ExportFormat,
  filter: { readonly since?: Instant } = {},
): AsyncIterable<string> {
  if (format === 'csv') yield csvLines([COLUMNS[what].map((column) => column.name)])
  for await (const records of recordPages(store, what, filter)) {
    yield format === 'csv' ? csvLines(records.map((record) => cells(record, what))) : jsonLines(records)
  }
}

type ExportRecord = Readonly<Record<string, unknown>>

async function* recordPages(
  store: Store,
  what: Exported,
  filter: { readonly since?: Instant },
): AsyncIterable<readonly ExportRecord[]> {
  let cursor: string | null = null
  do {
    const page = { limit: PAGE_ROWS, ...filter, ...(cursor === null ? {} : { cursor }) }
    const slice: Slice<ExportRecord> = await READERS[what](store, page)
    if (slice.items.length > 0) yield slice.items
    cursor = slice.nextCursor
  } while (cursor !== null)
}

interface Page {
  readonly since?: Instant
  readonly cursor?: string
  readonly limit: number
}

/** An export asks for every alert, so the present, which only tells views apart, does not matter. */
const ANY_TIME: Instant = '9999-12-31T23:59:59.999Z'

const READERS: Readonly<Record<Exported, (store: Store, page: Page) => Promise<Slice<ExportRecord>>>> = {
  posts: async (store, page) => recorded(await store.posts(page), postRecord),
  mentions: async (store, page) => recorded(await store.mentions(page), mentionRecord),
  alerts: async (store, page) =>
    recorded(await store.listAlerts({ ...page, order: 'newest', now: ANY_TIME }), alertRecord),
}

function recorded<T>(slice: Slice<T>, record: (item: T) => object): Slice<ExportRecord> {
  return { items: slice.items.map((item) => ({ ...record(item) })), nextCursor: slice.nextCursor }
}

function jsonLines(records: readonly ExportRecord[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('')
}

/** A column of a CSV file: its name, and the way to its value. */
interface Column {
  readonly name: string
  readonly path: readonly string[]
}

const POST_COLUMNS = columns(
  ...['id', 'url', 'kind', 'title', 'text', 'author.name', 'author.url', 'author.staff', 'publishedAt', 'updatedAt'],
  ...['conversation.id', 'conversation.url', 'conversation.title', 'inReplyTo', 'accepted', 'answered', 'views'],
  ...['language', 'source'],
)

const COLUMNS: Readonly<Record<Exported, readonly Column[]>> = {
  posts: POST_COLUMNS,
  mentions: [
    ...columns(...POST_COLUMNS.map((column) => `post.${column.name}`)),
    ...columns(
      'brand',
      'relevance',
      ...LABELS.map((label) => `labels.${label}`),
      'tags',
      'severity',
      'urgency',
      'alert',
    ),
  ],
  alerts: columns(
    ...['id', 'brand', 'conversation.id', 'conversation.url', 'conversation.title', 'author', 'status', 'openedAt'],
    ...['escalatedAt', 'answeredAt', 'resolvedAt', 'answeredBy', 'labels', 'severity', 'urgency', 'source', 'posts'],
    ...['assignee', 'excerpt', 'evidence', 'waitingFor', 'dueAt', 'title', 'url', 'language', 'snoozedUntil'],
    ...['dismissReason', 'respondedAt', 'staffRespondedAt', 'acceptedAt', 'responses', 'views', 'team'],
    ...['priority', 'tags', 'updatedAt', 'version'],
  ),
}

function columns(...names: readonly string[]): readonly Column[] {
  return names.map((name) => ({ name, path: name.split('.') }))
}

function cells(record: ExportRecord, what: Exported): readonly string[] {
  return COLUMNS[what].map((column) => inert(cellText(valueAt(record, column.path))))
}

function valueAt(record: ExportRecord, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : null), record)
}

function isObject(value: unknown): value is ExportRecord {
  return typeof value === 'object' && value !== null
}

/** Words of our own stand with a space between; lists that hold others' words (ids, evidence) stay JSON. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((item) => LABELS.includes(item))) return value.join(' ')
  return isObject(value) ? JSON.stringify(value) : String(value)
}

/**
 * What a spreadsheet would take for a formula, also after spaces or in full-width form, gets an apostrophe before
 * it. So does a text that begins with apostrophes and then such a sign: taking one apostrophe away always gives the
 * original back.
 */
function inert(text: string): string {
  return /^['\s]*[=+\-@＝＋－＠\t\r\n]/u.test(text) ? `'${text}` : text
}

/** RFC 4180: commas, CRLF, quotes doubled. Readers take a bare CR or LF for the end of a row too, so it is quoted. */
function csvLines(rows: readonly (readonly string[])[]): string {
  const options = { record_delimiter: 'windows', quoted_match: /[\r\n]/ }
  return stringify(
    rows.map((row) => [...row]),
    options,
  )
}
