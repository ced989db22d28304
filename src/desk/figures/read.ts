// Gathers from the store what the figures are counted over. It reads in pages and keeps only what is counted, so
// that a year of mentions fits into memory.

import type { LibraryAnswer } from '../../domain/answer.js'
import type { Brand } from '../../domain/brand.js'
import type { Alert, ConversationView } from '../../domain/case.js'
import type { Post } from '../../domain/post.js'
import type { Settings } from '../../domain/settings.js'
import { type Instant, instantPlus } from '../../domain/time.js'
import type { Store } from '../../store/store.js'
import { draftOf } from '../answers/draft.js'
import { topicAnswer } from '../answers/library.js'
import { readPlaces } from '../places/read.js'
import { readTopicFigures, readTopics, type TopicFigures } from '../topics/read.js'
import type { Topic } from '../topics/topics.js'
import { computeInsights, type Insights } from './compute.js'
import { casesOf, type MentionFact, mentionFact } from './facts.js'
import { countBy } from './numbers.js'
import type { Voices } from './voices.js'

/** Which figures are wanted. */
export interface InsightsFilter {
  readonly brand?: string
  readonly source?: string
  readonly since: Instant
  readonly until: Instant
}

/** A topic's newest cases tell in which language it is raised. */
const LANGUAGE_CASES_MAX = 20

/** Gives a brand's topics among the cases opened before an instant; one look may serve several periods. */
export type TopicsReader = typeof readTopics

/** What the store gives at once. */
const PAGE_SIZE = 200

/** Conversations read at once: their posts are in memory together. */
const CONVERSATIONS_AT_ONCE = 200

/** Posts looked through for competitors; a place that writes more in a period is judged by its newest posts. */
const VOICES_POSTS_MAX = 200_000

/** The figures of a period, one record per brand; both ends belong to it. An answer of `library` precedes a public one. */
export async function readInsights(
  store: Store,
  filter: InsightsFilter,
  settings: Settings,
  now: Instant,
  library: readonly LibraryAnswer[] = [],
  topicsOf: TopicsReader = readTopics,
): Promise<readonly Insights[]> {
  const brands = settings.brands.filter(({ id }) => filter.brand === undefined || id === filter.brand)
  const voices = await countVoices(store, brands, filter)
  const feedback = await store.feedback()
  const figures: Insights[] = []
  for (const brand of brands) {
    const alerts = await alertsOf(store, brand, filter)
    const cases = casesOf(alerts)
    const views = await viewsOf(store, cases)
    const topics = await topicsOf(store, brand, instantPlus(filter.until, 1))
    const input = {
      brand,
      since: filter.since,
      until: filter.until,
      now,
      alerts,
      views,
      mentions: await mentionsOf(store, brand, filter, settings),
      competitors: voices.get(brand.id) ?? {},
      feedback: feedback.filter((entry) => entry.brand === brand.id),
      topics: withLibrary(
        await readTopicFigures(store, topics, cases, brand, settings.alerts),
        topics,
        brand,
        library,
        settings.language,
      ),
      uses: await store.answerUses({ ...storeFilter(filter), brand: brand.id }),
      places: await readPlaces(store, [brand], { since: filter.since, until: instantPlus(filter.until, 1) }),
    }
    figures.push(computeInsights(input, { rules: settings.alerts, costs: settings.costs, timezone: settings.timezone }))
  }
  return figures
}

/** What the team has written is the best known answer; what stands in public comes after it. */
function withLibrary(
  figures: TopicFigures,
  topics: readonly Topic[],
  brand: Brand,
  library: readonly LibraryAnswer[],
  language: string,
): TopicFigures {
  if (library.length === 0) return figures
  const listed = figures.listed.map((figure) => {
    const topic = topics.find(({ id }) => id === figure.id)
    const own = topic === undefined ? null : topicAnswer(library, topic, brand)
    return own === null || topic === undefined
      ? figure
      : { ...figure, answer: draftOf(own, mainLanguage(topic), language).text }
  })
  return { ...figures, listed }
}

/** The language in which most of the newest cases of a topic are written. */
function mainLanguage({ cases }: Topic): string | null {
  const counts = countBy(cases.slice(-LANGUAGE_CASES_MAX), ({ language }) => language ?? '')
  const [first] = counts.keys()
  return first === undefined || first === '' ? null : first
}

async function alertsOf(store: Store, brand: Brand, filter: InsightsFilter): Promise<readonly Alert[]> {
  const alerts = await store.alertsOpened({ ...storeFilter(filter), brand: brand.id })
  return alerts.filter(({ openedAt }) => isWithin(openedAt, filter))
}

async function viewsOf(store: Store, alerts: readonly Alert[]): Promise<readonly ConversationView[]> {
  const views: ConversationView[] = []
  for (const source of new Set(alerts.map((alert) => alert.source))) {
    const group = alerts.filter((alert) => alert.source === source)
    const ids = [...new Set(group.map(({ conversation }) => conversation.id))]
    for (let start = 0; start < ids.length; start += CONVERSATIONS_AT_ONCE) {
      views.push(...(await store.conversations(source, ids.slice(start, start + CONVERSATIONS_AT_ONCE))))
    }
  }
  return views
}

async function mentionsOf(
  store: Store,
  brand: Brand,
  filter: InsightsFilter,
  settings: Settings,
): Promise<readonly MentionFact[]> {
  const facts: MentionFact[] = []
  let cursor: string | null = null
  do {
    const at = cursor === null ? {} : { cursor }
    const page = await store.mentions({ ...storeFilter(filter), brand: brand.id, limit: PAGE_SIZE, ...at })
    for (const mention of page.items) {
      const fact = mentionFact(mention, brand, settings.alerts)
      if (fact !== null && isWithin(fact.at, filter)) facts.push(fact)
    }
    cursor = page.nextCursor
  } while (cursor !== null)
  return facts
}

/** In how many posts of the period each brand's competitors are named, whether or not the post is about the brand. */
async function countVoices(
  store: Store,
  brands: readonly Brand[],
  filter: InsightsFilter,
): Promise<ReadonlyMap<string, Voices>> {
  const counts = brands.map((brand) => ({
    brand: brand.id,
    names: brand.competitors.map((name) => ({ name, pattern: namePattern(name), count: 0 })),
  }))
  if (counts.every(({ names }) => names.length === 0)) return new Map()
  for await (const post of postsOf(store, filter)) {
    const text = folded(`${post.title ?? ''} ${post.text}`)
    for (const { names } of counts) for (const entry of names) if (entry.pattern.test(text)) entry.count += 1
  }
  return new Map(
    counts.map(({ brand, names }) => [brand, Object.fromEntries(names.map(({ name, count }) => [name, count]))]),
  )
}

async function* postsOf(store: Store, filter: InsightsFilter): AsyncIterable<Post> {
  let cursor: string | null = null
  let left = VOICES_POSTS_MAX
  do {
    const at = cursor === null ? {} : { cursor }
    const page = await store.posts({ since: filter.since, limit: PAGE_SIZE, ...at })
    for (const post of page.items) {
      const isFromThere = filter.source === undefined || post.source === filter.source
      if (isFromThere && (post.publishedAt === null || isWithin(post.publishedAt, filter))) yield post
    }
    left -= page.items.length
    cursor = page.nextCursor
  } while (cursor !== null && left > 0)
}

/** A name as a whole word, whatever its case and accents. */
function namePattern(name: string): RegExp {
  const escaped = folded(name).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u')
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function isWithin(at: Instant, { since, until }: InsightsFilter): boolean {
  return at >= since && at <= until
}

/** What the store is asked for: a moment more than the period, whose last instant belongs to it. */
function storeFilter({ source, since, until }: InsightsFilter) {
  return { since, until: instantPlus(until, 1), ...(source === undefined ? {} : { source }) }
}
