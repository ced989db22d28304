// Gathers a brand's topics from the store, and counts them over a period.

import type { Brand } from '../../domain/brand.js'
import type { Alert, ConversationView } from '../../domain/case.js'
import type { AlertRules } from '../../domain/settings.js'
import type { Instant } from '../../domain/time.js'
import type { Store } from '../../store/store.js'
import { casesOf } from '../figures/facts.js'
import { percent } from '../figures/numbers.js'
import { groupedTopics } from './remembered.js'
import { type KnownAnswer, knownAnswer, type Topic } from './topics.js'

/** A topic of a period. */
export interface TopicFigure {
  readonly id: string
  readonly title: string
  readonly count: number
  /** Of all cases of the period. */
  readonly sharePct: number | null
  /** The answer that stands in public; null while there is none. */
  readonly answer: string | null
}

/** The topics of a period, and how many of its questions are repeated. */
export interface TopicFigures {
  readonly listed: readonly TopicFigure[]
  readonly repeatedQuestionsPct: number | null
}

/** Before all public listening: topics are founded by the oldest case there is, so that their ids never change. */
const BEGINNING: Instant = '1970-01-01T00:00:00.000Z'

/** Cases that are grouped: a quarter of a millisecond each, once. Beyond it the oldest are left out. */
const CASES_MAX = 50_000

/** From so many cases on it is a topic, not a case. */
const COUNT_MIN = 2

/** As many topics as somebody would read. */
const LISTED_MAX = 20

/** Cases of a topic whose threads are searched for an answer: marked ones first, then the newest. */
const SEARCHED_MAX = 5

/** Every topic of a brand among the cases opened before `until`, dismissed ones left out. */
export async function readTopics(store: Store, brand: Brand, until: Instant): Promise<readonly Topic[]> {
  const alerts = await store.alertsOpened({ brand: brand.id, since: BEGINNING, until })
  return groupedTopics(store, brand, casesOf(alerts).slice(-CASES_MAX))
}

/** The answer to a topic that is known from public threads. */
export async function readKnownAnswer(
  store: Store,
  topic: Pick<Topic, 'cases'>,
  brand: Brand,
  rules: AlertRules,
): Promise<KnownAnswer | null> {
  const hopeful = topic.cases
    .filter(({ acceptedAt, staffRespondedAt }) => acceptedAt !== null || staffRespondedAt !== null)
    .toReversed()
    .sort((one, other) => Number(other.acceptedAt !== null) - Number(one.acceptedAt !== null))
    .slice(0, SEARCHED_MAX)
  const views: ConversationView[] = []
  for (const { source, conversation } of hopeful) views.push(...(await store.conversations(source, [conversation.id])))
  return knownAnswer(hopeful, views, brand, rules)
}

/** The topics that occur more than once among a period's cases, most frequent first. */
export async function readTopicFigures(
  store: Store,
  topics: readonly Topic[],
  cases: readonly Alert[],
  brand: Brand,
  rules: AlertRules,
): Promise<TopicFigures> {
  const inPeriod = new Set(cases.map(({ id }) => id))
  const counted = topics
    .map((topic) => ({ topic, own: topic.cases.filter(({ id }) => inPeriod.has(id)) }))
    .filter(({ own }) => own.length >= COUNT_MIN)
    .sort((one, other) => other.own.length - one.own.length || (one.topic.id < other.topic.id ? -1 : 1))
  const listed: TopicFigure[] = []
  for (const { topic, own } of counted.slice(0, LISTED_MAX)) {
    const answer = await readKnownAnswer(store, topic, brand, rules)
    listed.push({
      id: topic.id,
      title: topic.title,
      count: own.length,
      sharePct: percent(own.length, cases.length),
      answer: answer?.text ?? null,
    })
  }
  return {
    listed,
    repeatedQuestionsPct: repeatedQuestionsPct(
      counted.map(({ own }) => own),
      cases,
    ),
  }
}

/** Of the period's questions, those that were asked at least twice in it. */
function repeatedQuestionsPct(groups: readonly (readonly Alert[])[], cases: readonly Alert[]): number | null {
  const isQuestion = ({ labels }: Alert) => labels.includes('question')
  const repeated = groups
    .map((group) => group.filter(isQuestion).length)
    .filter((count) => count >= COUNT_MIN)
    .reduce((sum, count) => sum + count, 0)
  return percent(repeated, cases.filter(isQuestion).length)
}
