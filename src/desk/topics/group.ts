// Groups near-identical texts one by one, in the order in which they came: each joins the group that it is most like,
// or founds one. What has been grouped is never grouped anew, so a group keeps its identity for ever, and the next
// text costs a comparison with the groups, not with the past.

import { type Features, featuresOf, likeness } from './features.js'

/** A text with the id of what it belongs to. */
export interface Groupable {
  readonly id: string
  readonly text: string
}

/** Texts about the same thing. */
export interface Group {
  /** The first member's id: the group's identity. */
  readonly founder: string
  readonly members: readonly string[]
  /** The member that is most like the others. */
  readonly typical: string
}

/**
 * Below this likeness a text founds its own group. The more groups there are to choose from, the likelier it is that
 * one is alike by chance, so the bar rises by a step each time that their number doubles. Both are measured on
 * `data/corpus/topics.jsonl`, brand by brand and all brands in one pool: README.md has the figures.
 */
const LIKENESS_MIN = 0.25
const LIKENESS_STEP = 0.05
const GROUPS_FEW = 8

/** The members that speak for a group. More would make a large group slow, and no clearer. */
const WITNESSES_MAX = 12

/** Groups texts in their order. */
export function groupTexts(texts: Iterable<Groupable>, ownWords: ReadonlySet<string>): readonly Group[] {
  const groups: Draft[] = []
  const byFeature = new Map<string, Set<Draft>>()
  for (const { id, text } of texts) {
    const features = featuresOf(text, ownWords)
    const group = closest(features, byFeature, likenessMin(groups.length)) ?? found(groups)
    group.members.push(id)
    if (group.witnesses.length >= WITNESSES_MAX) continue
    group.witnesses.push({ id, features })
    for (const feature of features.keys()) file(byFeature, feature, group)
  }
  return groups.map(({ members, witnesses }) => ({
    founder: members[0] ?? '',
    members,
    typical: typicalOf(witnesses),
  }))
}

interface Witness {
  readonly id: string
  readonly features: Features
}

interface Draft {
  readonly members: string[]
  readonly witnesses: Witness[]
}

function likenessMin(groups: number): number {
  return LIKENESS_MIN + LIKENESS_STEP * Math.log2(1 + groups / GROUPS_FEW)
}

function found(groups: Draft[]): Draft {
  const group: Draft = { members: [], witnesses: [] }
  groups.push(group)
  return group
}

function file(byFeature: Map<string, Set<Draft>>, feature: string, group: Draft): void {
  const groups = byFeature.get(feature) ?? new Set()
  groups.add(group)
  byFeature.set(feature, groups)
}

function closest(features: Features, byFeature: ReadonlyMap<string, ReadonlySet<Draft>>, least: number): Draft | null {
  const candidates = new Set<Draft>()
  for (const feature of features.keys()) for (const group of byFeature.get(feature) ?? []) candidates.add(group)
  let best: Draft | null = null
  let bestLikeness = least
  for (const group of candidates) {
    const alike = likenessToGroup(features, group)
    if (alike <= bestLikeness) continue
    best = group
    bestLikeness = alike
  }
  return best
}

/** Half how it is like the group as a whole, half how it is like the member nearest to it. */
function likenessToGroup(features: Features, { witnesses }: Draft): number {
  let sum = 0
  let nearest = 0
  for (const witness of witnesses) {
    const alike = likeness(features, witness.features)
    sum += alike
    if (alike > nearest) nearest = alike
  }
  return (sum / witnesses.length + nearest) / 2
}

function typicalOf(witnesses: readonly Witness[]): string {
  const ranked = witnesses.map(({ id, features }) => ({
    id,
    alike: witnesses.reduce((sum, other) => sum + likeness(features, other.features), 0),
  }))
  return ranked.reduce((best, entry) => (entry.alike > best.alike ? entry : best), ranked[0] ?? { id: '', alike: 0 }).id
}
