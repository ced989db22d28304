// What rules would do to mentions that are stored already: for `escucha rules test` and for the page on which a rule is
// tried. It reads, and changes nothing.

import type { Brand } from '../../domain/brand.js'
import type { Rule } from '../../domain/rule.js'
import type { AlertRules } from '../../domain/settings.js'
import type { Instant } from '../../domain/time.js'
import type { Mention, Store } from '../../store/store.js'
import { flaggedLabels, labelsOf } from '../case/flags.js'
import { isStaff, staffKeys } from '../case/people.js'
import type { DeskContext } from '../review.js'
import { rule as rulingOf } from './apply.js'
import { type CaseFacts, type ConditionPart, matchingRules, missedPart } from './match.js'

/** What a rule did to the mentions of a period. */
export interface RulePreview {
  readonly rule: string
  /** Mentions that it is about, and that no earlier rule keeps from it. */
  readonly matched: number
  /** Of the others, how many each part of its condition was the first to turn away. */
  readonly missed: Readonly<Partial<Record<ConditionPart, number>>>
  /** The newest that it is about. */
  readonly examples: readonly Mention[]
}

/** What all rules did. */
export interface RulesPreview {
  readonly since: Instant
  readonly until: Instant
  /** Mentions that would open or weigh on a case: by customers, flagged, no copies. */
  readonly mentions: number
  /** Of these, how many a rule mutes. */
  readonly muted: number
  /** There are more mentions in the period than were looked at. */
  readonly isCut: boolean
  readonly rules: readonly RulePreview[]
}

const EXAMPLES_MAX = 5
const PAGE = 200
/** As many as a month of a well-known brand; more would keep the page waiting. */
const MENTIONS_MAX = 20_000

interface Tally {
  matched: number
  missed: Partial<Record<ConditionPart, number>>
  examples: Mention[]
}

/** Runs rules over the mentions of a period, the newest first. */
export async function previewRules(
  store: Pick<Store, 'mentions'>,
  rules: readonly Rule[],
  { rules: alertRules, brands }: DeskContext,
  period: { readonly since: Instant; readonly until: Instant },
): Promise<RulesPreview> {
  const tallies = rules.map((): Tally => ({ matched: 0, missed: {}, examples: [] }))
  const counted = { mentions: 0, muted: 0, seen: 0 }
  let cursor: string | undefined
  do {
    const page = await store.mentions({ ...period, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
    for (const mention of page.items) {
      const facts = factsOfMention(mention, brands, alertRules)
      if (facts === null) continue
      counted.mentions += 1
      if (rulingOf(rules, facts).mutedBy !== null) counted.muted += 1
      tally(tallies, rules, facts, mention)
    }
    counted.seen += page.items.length
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && counted.seen < MENTIONS_MAX)
  return {
    ...period,
    mentions: counted.mentions,
    muted: counted.muted,
    isCut: cursor !== undefined,
    rules: rules.map(({ id }, index) => ({
      rule: id,
      ...(tallies[index] ?? { matched: 0, missed: {}, examples: [] }),
    })),
  }
}

function tally(tallies: readonly Tally[], rules: readonly Rule[], facts: CaseFacts, mention: Mention): void {
  const matching = new Set(matchingRules(rules, facts))
  for (const [index, rule] of rules.entries()) {
    const own = tallies[index]
    if (own === undefined) continue
    if (matching.has(rule)) {
      own.matched += 1
      if (own.examples.length < EXAMPLES_MAX) own.examples.push(mention)
      continue
    }
    const part = missedPart(rule.when, facts)
    if (part !== null) own.missed[part] = (own.missed[part] ?? 0) + 1
  }
}

/** What rules ask of a mention; null for one that opens no case. */
export function factsOfMention(mention: Mention, brands: readonly Brand[], rules: AlertRules): CaseFacts | null {
  const brand = brands.find(({ id }) => id === mention.brand)
  if (brand === undefined || mention.copyOf !== null || isStaff(mention.post.author, staffKeys(brand))) return null
  const judgement = {
    ...mention,
    severity: mention.severity as CaseFacts['severity'],
    urgency: mention.urgency as CaseFacts['urgency'],
  }
  if (flaggedLabels(judgement, rules).length === 0) return null
  const { post } = mention
  return {
    brand,
    source: post.source ?? '',
    labels: labelsOf(judgement, rules),
    severity: judgement.severity,
    urgency: judgement.urgency,
    language: post.language,
    author: post.author.name,
    text: `${post.title ?? post.conversation.title ?? ''}\n${post.text}`,
  }
}
