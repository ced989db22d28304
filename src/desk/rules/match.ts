// Whether a business rule is about a case. Pure: what is known of the case comes in, nothing is looked up.

import type { Brand } from '../../domain/brand.js'
import type { Rule, RuleCondition } from '../../domain/rule.js'
import type { Label, Severity, Urgency } from '../../domain/verdict.js'
import { authorKey } from '../case/people.js'
import { featuresOf, likeness, wordsOf } from '../topics/features.js'
import { ownWords } from '../topics/topics.js'

/** What rules may ask of a case. */
export interface CaseFacts {
  readonly brand: Brand
  readonly source: string
  readonly labels: readonly Label[]
  readonly severity: Severity
  readonly urgency: Urgency
  readonly language: string | null
  readonly author: string | null
  /** Title and text of the post that weighs. */
  readonly text: string
}

/** From here on two texts raise the same thing; a rule's few words are held against a whole post. */
const SAME_TOPIC_FROM = 0.4

/** The title or one sentence of a long post says it by itself; so few words are alike by chance sooner. */
const SAME_TOPIC_IN_PART_FROM = 0.5

/** What a post is about is said in its title or early on. */
const PARTS_MAX = 12

/** The parts of a condition, in the order in which they are asked and told. */
export const CONDITION_PARTS = [
  'brands',
  'labels',
  'minSeverity',
  'minUrgency',
  'sources',
  'languages',
  'authors',
  'topics',
] as const
/** One of the parts. */
export type ConditionPart = (typeof CONDITION_PARTS)[number]

/** What is wrong with a topic of a rule; null when cases can be held against it. */
export function topicFault(topic: string, names: readonly string[]): string | null {
  const own = new Set(names.flatMap(wordsOf))
  if (featuresOf(topic, own).size > 0) return null
  return `"${topic}" says nothing that parts one case from another: describe it ("no llega la factura")`
}

/** The rules that are about a case, in their order, as far as none of them says stop. */
export function matchingRules(rules: readonly Rule[], facts: CaseFacts): readonly Rule[] {
  const matching: Rule[] = []
  for (const rule of rules) {
    if (missedPart(rule.when, facts) !== null) continue
    matching.push(rule)
    if (rule.stop || rule.mute) break
  }
  return matching
}

/** The first part of a condition that does not hold; null when all do. */
export function missedPart(when: RuleCondition, facts: CaseFacts): ConditionPart | null {
  return CONDITION_PARTS.find((part) => !HOLDS[part](when, facts)) ?? null
}

type Holds = (when: RuleCondition, facts: CaseFacts) => boolean

const HOLDS: Readonly<Record<ConditionPart, Holds>> = {
  brands: (when, { brand }) => when.brands?.includes(brand.id) ?? true,
  labels: (when, { labels }) => when.labels === null || labels.some((label) => when.labels?.includes(label)),
  minSeverity: (when, { severity }) => severity >= when.minSeverity,
  minUrgency: (when, { urgency }) => urgency >= when.minUrgency,
  sources: (when, { source }) => when.sources?.includes(source) ?? true,
  languages: (when, { language }) => when.languages === null || when.languages.includes(language ?? ''),
  authors: (when, { author }) => {
    if (when.authors === null) return true
    const key = authorKey(author)
    return key !== null && when.authors.some((name) => authorKey(name) === key)
  },
  topics: (when, { brand, text }) => {
    if (when.topics === null) return true
    const own = ownWords(brand)
    const topics = when.topics.map((topic) => featuresOf(topic, own))
    return raises(text, topics, own, SAME_TOPIC_FROM) || partsOf(text).some((part) => raises(part, topics, own))
  },
}

function raises(
  text: string,
  topics: readonly ReturnType<typeof featuresOf>[],
  own: ReadonlySet<string>,
  least = SAME_TOPIC_IN_PART_FROM,
): boolean {
  const said = featuresOf(text, own)
  return topics.some((topic) => likeness(topic, said) >= least)
}

/** The title and the sentences: a customer who tells much beside it has raised it all the same. */
function partsOf(text: string): readonly string[] {
  return text.split(/[.!?;\n]+/, PARTS_MAX).filter((part) => part.trim() !== '')
}
