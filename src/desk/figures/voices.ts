// Who speaks, and of whom: repeat complainers, helpers and advocates; the brand's share of voice against its
// competitors; how the balance of praise and complaint moves from day to day.

import type { Alert } from '../../domain/case.js'
import { authorKey } from '../case/people.js'
import type { MentionFact, ResponseFact } from './facts.js'
import { percent, rounded } from './numbers.js'

/** A person at a source, with how often they did what the list is about. */
export interface AuthorCount {
  readonly author: string
  readonly source: string
  readonly count: number
}

/** The lists of people. */
export interface Authors {
  readonly complainers: readonly AuthorCount[]
  readonly helpers: readonly AuthorCount[]
  readonly advocates: readonly AuthorCount[]
}

/** As many names as somebody would look at. */
const AUTHORS_LISTED_MAX = 10

/** From so many complaints on a customer is a repeat complainer. */
const COMPLAINTS_MIN = 2

/** Who complained in several cases, who answered most, and who praised. Staff and people without a name are left out. */
export function authorsOf(
  cases: readonly Alert[],
  responses: readonly ResponseFact[],
  mentions: readonly MentionFact[],
): Authors {
  const complaints = cases.filter(({ labels }) => labels.includes('complaint'))
  const answers = responses.filter(({ staff, answers: isAnswer }) => isAnswer && !staff)
  const praise = mentions.filter(({ staff, labels }) => labels.includes('praise') && !staff)
  return {
    complainers: counted(complaints)
      .filter(({ count }) => count >= COMPLAINTS_MIN)
      .slice(0, AUTHORS_LISTED_MAX),
    helpers: counted(answers).slice(0, AUTHORS_LISTED_MAX),
    advocates: counted(praise).slice(0, AUTHORS_LISTED_MAX),
  }
}

/** How often each voice was heard: posts that mention the brand, and posts that name a competitor. */
export type Voices = Readonly<Record<string, number>>

/** Percentages of all voices heard; null when there is nobody to compare with, or nobody spoke. */
export function shareOfVoice(
  brand: string,
  mentions: number,
  competitors: Voices,
): Readonly<Record<string, number>> | null {
  const named = Object.entries(competitors)
  const total = named.reduce((sum, [, count]) => sum + count, mentions)
  if (named.length === 0 || total === 0) return null
  return Object.fromEntries(
    [[brand, mentions] as const, ...named].map(([name, count]) => [name, percent(count, total) ?? 0]),
  )
}

/** A day's balance: 1 only praise, -1 only complaints. */
export interface SentimentDay {
  readonly day: string
  readonly value: number
}

/** (praise − complaint) / (praise + complaint) of each day, in the zone of the configuration. Silent days are left out. */
export function netSentiment(mentions: readonly MentionFact[], timezone: string): readonly SentimentDay[] {
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' })
  const days = new Map<string, { praise: number; complaint: number }>()
  for (const { at, labels, staff } of mentions) {
    if (staff || !(labels.includes('praise') || labels.includes('complaint'))) continue
    const day = dayOf.format(new Date(at))
    const counts = days.get(day) ?? { praise: 0, complaint: 0 }
    if (labels.includes('praise')) counts.praise += 1
    if (labels.includes('complaint')) counts.complaint += 1
    days.set(day, counts)
  }
  return [...days]
    .map(([day, { praise, complaint }]) => ({ day, value: rounded((praise - complaint) / (praise + complaint), 4) }))
    .sort((one, other) => (one.day < other.day ? -1 : 1))
}

function counted(
  items: readonly { readonly author: string | null; readonly source: string }[],
): readonly AuthorCount[] {
  const counts = new Map<string, AuthorCount>()
  for (const { author, source } of items) {
    const person = authorKey(author)
    if (author === null || person === null) continue
    const key = `${source} ${person}`
    counts.set(key, { author: counts.get(key)?.author ?? author, source, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts.values()].sort(
    (one, other) =>
      other.count - one.count || one.author.localeCompare(other.author, 'en') || (one.source < other.source ? -1 : 1),
  )
}
