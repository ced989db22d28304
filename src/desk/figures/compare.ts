// The figures of a period beside those of the period before it. Where nobody was listening yet there is nothing to
// compare with, and that is said: a zero from before the installation would look like a rise.

import type { LibraryAnswer } from '../../domain/answer.js'
import type { Settings } from '../../domain/settings.js'
import { type Instant, instantPlus, msBetween } from '../../domain/time.js'
import type { Store } from '../../store/store.js'
import { readTopics } from '../topics/read.js'
import type { Insights } from './compute.js'
import { type InsightsFilter, readInsights, type TopicsReader } from './read.js'

/** The figures that are compared: one number each, the same keys as in the period itself. */
const COMPARED = [
  'since',
  'until',
  'cases',
  'questions',
  'complaints',
  'mentions',
  'questionsRespondedPct',
  'questionsAnsweredPct',
  'complaintsRespondedPct',
  'complaintsAnsweredPct',
  'firstResponseHours',
  'firstAnswerHours',
  'acceptedPct',
  'staff',
  'communityAnswered',
  'deflected',
  'saved',
  'viewsAnsweredQuestions',
  'ostrichPct',
  'repeatedQuestionsPct',
] as const satisfies readonly (keyof Insights)[]

/** The headline figures of the period before. */
export type EarlierFigures = Pick<Insights, (typeof COMPARED)[number]>

/** A brand's figures, and those of the period before; null where nobody listened then. */
export interface ComparedInsights extends Insights {
  readonly before: EarlierFigures | null
}

/** A brand's figures now, and all of them in the period before. */
export interface InsightsPair {
  readonly current: Insights
  readonly before: Insights | null
}

/** The figures of a period and of the one of the same length before it, brand by brand. */
export async function readPairs(
  store: Store,
  filter: InsightsFilter,
  settings: Settings,
  now: Instant,
  library: readonly LibraryAnswer[],
): Promise<readonly InsightsPair[]> {
  // Topics never change with what came later, so one look serves both periods.
  const known = new Map<string, ReturnType<TopicsReader>>()
  const topicsOf: TopicsReader = (from, brand, until) => {
    const topics = known.get(brand.id) ?? readTopics(from, brand, until)
    known.set(brand.id, topics)
    return topics
  }
  const current = await readInsights(store, filter, settings, now, library, topicsOf)
  const before = await readInsights(store, { ...filter, ...periodBefore(filter) }, settings, now, library, topicsOf)
  const listeningSince = await store.firstSeenAt()
  return current.map((figures) => {
    const earlier = before.find(({ brand }) => brand === figures.brand) ?? null
    return { current: figures, before: isKnown(earlier, listeningSince) ? earlier : null }
  })
}

/** The figures as they are printed for programs: those of the period, with the headline figures of the one before. */
export async function readCompared(
  store: Store,
  filter: InsightsFilter,
  settings: Settings,
  now: Instant,
  library: readonly LibraryAnswer[],
): Promise<readonly ComparedInsights[]> {
  const pairs = await readPairs(store, filter, settings, now, library)
  return pairs.map(({ current, before }) => ({ ...current, before: before === null ? null : headlines(before) }))
}

/** The period of the same length that ends the moment before this one begins. */
export function periodBefore({ since, until }: Pick<InsightsFilter, 'since' | 'until'>): {
  readonly since: Instant
  readonly until: Instant
} {
  const end = instantPlus(since, -1)
  return { since: instantPlus(end, -msBetween(since, until)), until: end }
}

/** A period is known when something was said in it, or when somebody listened in it and nothing was. */
function isKnown(earlier: Insights | null, listeningSince: Instant | null): earlier is Insights {
  if (earlier === null) return false
  if (earlier.cases > 0 || earlier.mentions > 0) return true
  return listeningSince !== null && listeningSince <= earlier.until
}

function headlines(figures: Insights): EarlierFigures {
  return Object.fromEntries(COMPARED.map((key) => [key, figures[key]])) as unknown as EarlierFigures
}
