// What addresses may ask for, checked once for the API and the pages alike: an empty field is an absent one, and a
// period may be an instant, a date or a span back from now ("7d").

import { z } from '@hono/zod-openapi'
import { ALERT_STATUSES } from '../domain/case.js'
import { isExpected } from '../domain/errors.js'
import { PRIORITIES } from '../domain/rule.js'
import { durationMs, type Instant, instantOf, instantPlus } from '../domain/time.js'
import { LABELS } from '../domain/verdict.js'
import type { AlertFilter, MentionFilter, Slice } from '../store/store.js'
import { FaultError, type FieldFault } from './problem.js'

/** Records on a page unless the caller asks for another number. */
export const LIMIT_DEFAULT = 50

/** More on one page helps nobody and costs everybody. */
export const LIMIT_MAX = 200

/** Longer searches are pasted posts, not words to look for. */
const SEARCH_CHARS_MAX = 200

const NAME_CHARS_MAX = 200
const CURSOR_CHARS_MAX = 1000

const emptyIsAbsent = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() === '' ? undefined : value

function optional<T extends z.ZodType>(inner: T, description: string, example?: unknown) {
  const meta = { description, ...(example === undefined ? {} : { example }) }
  return z.preprocess(emptyIsAbsent, inner.optional()).openapi({ ...meta, type: 'string' })
}

const name = z.string().max(NAME_CHARS_MAX)
const moment = z
  .string()
  .max(40)
  .refine((text) => isMoment(text), 'expected an ISO 8601 instant, a date, or a span such as 7d')

const limit = z.preprocess(
  emptyIsAbsent,
  z.coerce.number().int('expected a whole number').min(1).max(LIMIT_MAX).default(LIMIT_DEFAULT),
)

const common = {
  brand: optional(name, 'Id of a brand'),
  label: optional(z.enum(LABELS), `One of ${LABELS.join(', ')}`, 'complaint'),
  source: optional(name, 'Id of a source'),
  language: optional(z.string().regex(/^[a-z]{2}$/, 'expected an ISO 639-1 code'), 'ISO 639-1', 'es'),
  q: optional(z.string().max(SEARCH_CHARS_MAX), 'Words that must all occur, the last one as a beginning'),
  since: optional(moment, 'Instant, date or span back from now', '7d'),
  until: optional(moment, 'Instant, date or span back from now'),
  cursor: optional(z.string().max(CURSOR_CHARS_MAX), 'The nextCursor of the page before'),
  limit: limit.openapi({ description: `1 to ${LIMIT_MAX}`, type: 'integer', example: LIMIT_DEFAULT }),
}

/** The list of alerts. */
export const AlertQuery = z.object({
  ...common,
  status: optional(z.enum(ALERT_STATUSES), `One of ${ALERT_STATUSES.join(', ')}`, 'open'),
  view: optional(
    z.enum(['active', 'late', 'community', 'staff', 'unassigned', 'done']),
    'What a team still has to look at, and parts of it',
  ),
  severity: optional(z.coerce.number().int().min(0).max(3), 'Severity, 0 to 3', '2'),
  assignee: optional(name, 'Name of a person'),
  team: optional(name, 'Team to which a business rule gave it'),
  priority: optional(z.enum(PRIORITIES), `One of ${PRIORITIES.join(', ')}`, 'high'),
  tag: optional(name, 'Tag that a business rule gave it'),
  order: optional(z.enum(['pressing', 'newest']), 'pressing (default of the page) or newest (default here)'),
})

/** The list of mentions. */
export const MentionQuery = z.object(common)

/** The period and brand of figures. */
export const InsightsQuery = z.object({
  brand: common.brand,
  source: common.source,
  since: common.since,
  until: common.until,
})

type Parsed<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> }

/** The filter that a checked query of alerts asks for. */
export function alertFilter(
  query: z.output<typeof AlertQuery>,
  now: Instant,
  order: AlertFilter['order'],
): AlertFilter {
  const { since, until, ...rest } = query
  return { order, ...present(rest), ...period(since, until, now), now } as AlertFilter
}

/** The filter that a checked query of mentions asks for. */
export function mentionFilter(query: z.output<typeof MentionQuery>, now: Instant): MentionFilter {
  const { since, until, ...rest } = query
  return { ...present(rest), ...period(since, until, now) } as MentionFilter
}

/** Figures are told over a month unless the caller says otherwise. */
const PERIOD_DEFAULT = '30d'

/** The filter that a checked query of figures asks for. */
export function insightsFilter(query: z.output<typeof InsightsQuery>, now: Instant) {
  const since = instantIn(query.since ?? PERIOD_DEFAULT, now)
  const until = query.until === undefined ? now : instantIn(query.until, now)
  if (since >= until) throw badQuery([{ field: 'since', message: 'must be before until' }])
  return { ...present({ brand: query.brand, source: query.source }), since, until }
}

/** Reads an address's query with a schema; faults name their fields. */
export function readQuery<T extends z.ZodType>(schema: T, params: Readonly<Record<string, string>>): z.output<T> {
  const result = schema.safeParse(params)
  if (result.success) return result.data
  const errors = result.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }))
  throw badQuery(errors)
}

/** Reads a page of records; a cursor that is none of ours is the caller's fault, and named as such. */
export async function readSlice<T>(cursor: string | undefined, read: () => Promise<Slice<T>>): Promise<Slice<T>> {
  try {
    return await read()
  } catch (error) {
    if (cursor === undefined || !isExpected(error) || error.code !== 'bad-input') throw error
    throw badQuery([{ field: 'cursor', message: error.message }])
  }
}

function badQuery(errors: readonly FieldFault[]): FaultError {
  return new FaultError({ status: 400, code: 'bad-input', detail: 'some fields of the address do not fit', errors })
}

function period(
  since: string | undefined,
  until: string | undefined,
  now: Instant,
): Parsed<{ since: Instant; until: Instant }> {
  return {
    ...(since === undefined ? {} : { since: instantIn(since, now) }),
    ...(until === undefined ? {} : { until: instantIn(until, now) }),
  }
}

function present<T extends object>(fields: T): Parsed<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Parsed<T>
}

const ISO_DATE = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/

function isMoment(text: string): boolean {
  return durationMs(text) !== null || (ISO_DATE.test(text) && !Number.isNaN(Date.parse(text)))
}

/** A century: further back than any post. */
const SPAN_MS_MAX = 36_525 * 86_400_000

function instantIn(text: string, now: Instant): Instant {
  const back = durationMs(text)
  if (back !== null) return instantPlus(now, -Math.min(back, SPAN_MS_MAX))
  // A time without a zone is read as UTC, as every instant of the API is.
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(text) || !/[T ]/.test(text)
  return instantOf(new Date(zoned ? text : `${text}Z`))
}
