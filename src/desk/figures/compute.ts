// The figures of CONTRACT.md section 7, per brand and period: pure arithmetic on cases, mentions and responses, so
// that every number can be recomputed from an export. README.md says how each is defined.

import type { AnswerUse } from '../../domain/answer.js'
import type { Brand } from '../../domain/brand.js'
import type { Alert, ConversationView } from '../../domain/case.js'
import type { AlertRules, Settings } from '../../domain/settings.js'
import { type Instant, msBetween } from '../../domain/time.js'
import { LABELS, type Label } from '../../domain/verdict.js'
import type { Feedback } from '../../store/store.js'
import { type KnownAnswerFigures, reuseFigures } from '../answers/reuse.js'
import { authorKey } from '../case/people.js'
import type { SuggestedPlace } from '../places/suggest.js'
import type { TopicFigure, TopicFigures } from '../topics/read.js'
import { casesOf, type MentionFact, responsesTo, sourcesWithMarks, UNKNOWN_LANGUAGE } from './facts.js'
import { countBy, type Estimate, percent, quantile, rounded } from './numbers.js'
import { type QualityByLanguage, qualityByLanguage, qualityOf } from './quality.js'
import { type Authors, authorsOf, netSentiment, type SentimentDay, shareOfVoice, type Voices } from './voices.js'

/** How often, and which share of the cases. */
export interface Share {
  readonly count: number
  readonly sharePct: number | null
}

/** Hours that half and nine tenths of the cases took at most. */
export interface Hours {
  readonly median: number | null
  readonly p90: number | null
}

/** The figures as `insights --json` prints them; the order of the keys is the contract's. */
export interface Insights {
  readonly brand: string
  readonly since: Instant
  readonly until: Instant
  readonly cases: number
  readonly questions: number
  readonly complaints: number
  readonly mentions: number
  readonly byLabel: Readonly<Record<Label, Share>>
  readonly bySource: Readonly<Record<string, Share>>
  readonly byLanguage: Readonly<Record<string, Share>>
  readonly questionsRespondedPct: number | null
  readonly questionsAnsweredPct: number | null
  readonly complaintsRespondedPct: number | null
  readonly complaintsAnsweredPct: number | null
  readonly firstResponseHours: Hours
  readonly firstAnswerHours: Hours
  readonly acceptedPct: number | null
  readonly staff: { readonly participationPct: number | null; readonly shareOfResponsesPct: number | null }
  readonly communityAnswered: number
  readonly deflected: number
  readonly saved: { readonly amount: number; readonly currency: string }
  readonly viewsAnsweredQuestions: number | null
  readonly ostrichPct: number | null
  readonly oldestUnanswered: { readonly alert: string; readonly hours: number } | null
  readonly sources: readonly { readonly source: string; readonly cases: number; readonly participation: number }[]
  readonly authors: Authors
  readonly topics: readonly TopicFigure[]
  readonly repeatedQuestionsPct: number | null
  readonly shareOfVoicePct: Readonly<Record<string, number>> | null
  readonly netSentiment: readonly SentimentDay[]
  readonly precision: Readonly<Record<Label, Estimate | null>>
  readonly recall: Readonly<Record<Label, Estimate | null>>
  // From here on beside the contract.
  readonly precisionByLanguage: QualityByLanguage['precisionByLanguage']
  readonly recallByLanguage: QualityByLanguage['recallByLanguage']
  readonly knownAnswers: KnownAnswerFigures
  /** Where posts about the brand link to and nobody listens yet, most linked first. */
  readonly newPlaces: readonly Pick<SuggestedPlace, 'place' | 'url' | 'count'>[]
}

/** Everything that the figures of one brand and period are counted over. */
export interface InsightsInput {
  readonly brand: Brand
  readonly since: Instant
  readonly until: Instant
  /** The present: what "unanswered beyond grace" is seen from. */
  readonly now: Instant
  /** Alerts opened in the period. */
  readonly alerts: readonly Alert[]
  /** The conversations of these alerts. */
  readonly views: readonly ConversationView[]
  readonly mentions: readonly MentionFact[]
  /** Posts that name a competitor; empty when none is configured. */
  readonly competitors: Voices
  readonly feedback: readonly Feedback[]
  readonly topics: TopicFigures
  /** Which known answers were offered for these alerts, and used. */
  readonly uses: readonly AnswerUse[]
  readonly places: readonly SuggestedPlace[]
}

/** What of the configuration the figures depend on. */
export interface InsightsOptions {
  readonly rules: AlertRules
  readonly costs: Settings['costs']
  readonly timezone: string
}

/** Computes the figures of one brand and period. */
export function computeInsights(input: InsightsInput, { rules, costs, timezone }: InsightsOptions): Insights {
  const cases = casesOf(input.alerts)
  const questions = cases.filter(({ labels }) => labels.includes('question'))
  const complaints = cases.filter(({ labels }) => labels.includes('complaint'))
  const responses = responsesTo(cases, input.views, input.brand, rules)
  const deflected = cases.filter(isAnsweredByCommunity).length
  return {
    brand: input.brand.id,
    since: input.since,
    until: input.until,
    cases: cases.length,
    questions: questions.length,
    complaints: complaints.length,
    mentions: input.mentions.length,
    byLabel: sharesByLabel(cases),
    bySource: shares(cases, ({ source }) => source),
    byLanguage: shares(cases, ({ language }) => language ?? UNKNOWN_LANGUAGE),
    questionsRespondedPct: percentOf(questions, isResponded),
    questionsAnsweredPct: percentOf(questions, isAnswered),
    complaintsRespondedPct: percentOf(complaints, isResponded),
    complaintsAnsweredPct: percentOf(complaints, isAnswered),
    firstResponseHours: hours(cases, ({ respondedAt }) => respondedAt),
    firstAnswerHours: hours(cases, ({ answeredAt }) => answeredAt),
    acceptedPct: acceptedPct(questions, sourcesWithMarks(input.views)),
    staff: {
      participationPct: percentOf(cases, ({ staffRespondedAt }) => staffRespondedAt !== null),
      shareOfResponsesPct: percentOf(responses, ({ staff }) => staff),
    },
    communityAnswered: deflected,
    deflected,
    saved: { amount: rounded(deflected * costs.perContact, 2), currency: costs.currency },
    viewsAnsweredQuestions: viewsOf(questions.filter(isAnswered)),
    ...ostrich(cases, input.now),
    sources: rankedSources(cases, input.mentions),
    authors: authorsOf(cases, responses, input.mentions),
    topics: input.topics.listed,
    repeatedQuestionsPct: input.topics.repeatedQuestionsPct,
    shareOfVoicePct: shareOfVoice(input.brand.id, input.mentions.length, input.competitors),
    netSentiment: netSentiment(input.mentions, timezone),
    ...qualityOf(input.mentions, input.feedback),
    ...qualityByLanguage(input.mentions, input.feedback),
    knownAnswers: reuseFigures(cases, input.uses, costs),
    newPlaces: input.places.map(({ place, url, count }) => ({ place, url, count })),
  }
}

const MS_PER_HOUR = 3_600_000

function isResponded({ respondedAt }: Alert): boolean {
  return respondedAt !== null
}

function isAnswered({ answeredAt }: Alert): boolean {
  return answeredAt !== null
}

function isAnsweredByCommunity({ answeredAt, answeredBy, staffRespondedAt }: Alert): boolean {
  return answeredAt !== null && answeredBy === 'community' && staffRespondedAt === null
}

/** Nobody has answered, nobody has put it aside, and its time is over. */
function isLeftAlone(alert: Alert, now: Instant): boolean {
  if (alert.answeredAt !== null || alert.status === 'resolved' || alert.status === 'dismissed') return false
  return alert.escalatedAt !== null || (alert.dueAt !== null && alert.dueAt <= now)
}

function ostrich(cases: readonly Alert[], now: Instant): Pick<Insights, 'ostrichPct' | 'oldestUnanswered'> {
  const leftAlone = cases.filter((alert) => isLeftAlone(alert, now))
  const oldest = leftAlone.toSorted((one, other) => msBetween(other.openedAt, one.openedAt))[0]
  return {
    ostrichPct: percent(leftAlone.length, cases.length),
    oldestUnanswered:
      oldest === undefined
        ? null
        : { alert: oldest.id, hours: rounded(msBetween(oldest.openedAt, now) / MS_PER_HOUR, 2) },
  }
}

function acceptedPct(questions: readonly Alert[], marking: ReadonlySet<string>): number | null {
  const markable = questions.filter(({ source, acceptedAt }) => acceptedAt !== null || marking.has(source))
  return percentOf(markable, ({ acceptedAt }) => acceptedAt !== null)
}

function viewsOf(alerts: readonly Alert[]): number | null {
  const views = alerts.flatMap((alert) => alert.views ?? [])
  return views.length === 0 ? null : views.reduce((sum, count) => sum + count, 0)
}

function hours(cases: readonly Alert[], until: (alert: Alert) => Instant | null): Hours {
  const taken = cases.flatMap((alert) => {
    const end = until(alert)
    return end === null ? [] : [msBetween(alert.openedAt, end) / MS_PER_HOUR]
  })
  return { median: quantile(taken, 0.5), p90: quantile(taken, 0.9) }
}

function rankedSources(cases: readonly Alert[], mentions: readonly MentionFact[]): Insights['sources'] {
  const casesBySource = countBy(cases, ({ source }) => source)
  const participation = countBy(distinctPeople(mentions), ({ source }) => source)
  return [...new Set([...casesBySource.keys(), ...participation.keys()])]
    .map((source) => ({
      source,
      cases: casesBySource.get(source) ?? 0,
      participation: participation.get(source) ?? 0,
    }))
    .sort(
      (one, other) =>
        other.cases - one.cases || other.participation - one.participation || (one.source < other.source ? -1 : 1),
    )
}

/** One mention for each person at each source; somebody without a name is a person per post. */
function distinctPeople(mentions: readonly MentionFact[]): Iterable<MentionFact> {
  const people = mentions.map((mention) => {
    const who = authorKey(mention.author)
    return [JSON.stringify([mention.source, who, who === null ? mention.post : null]), mention] as const
  })
  return new Map(people).values()
}

function sharesByLabel(cases: readonly Alert[]): Insights['byLabel'] {
  const entries = LABELS.map((label) => {
    const count = cases.filter(({ labels }) => labels.includes(label)).length
    return [label, { count, sharePct: percent(count, cases.length) }] as const
  })
  return Object.fromEntries(entries) as Record<Label, Share>
}

function shares(cases: readonly Alert[], keyOf: (alert: Alert) => string): Readonly<Record<string, Share>> {
  const counts = [...countBy(cases, keyOf)]
  return Object.fromEntries(counts.map(([key, count]) => [key, { count, sharePct: percent(count, cases.length) }]))
}

function percentOf<T>(items: readonly T[], holds: (item: T) => boolean): number | null {
  return percent(items.filter(holds).length, items.length)
}
