// Groups near-identical texts one by one, in the order in which they came: each joins the group that it is most like,
// or founds one. What has been grouped is never grouped anew, so a group keeps its identity for ever, and the next
// text costs a look at the texts that share a word with it, not a comparison with the past.

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
 * one is alike by chance, so the bar rises by a step each time that their number doubles. Both are measured on the
 * seen parts of `data/corpus/topics.jsonl`, brand by brand and all brands in one pool: README.md has the figures.
 */
const LIKENESS_MIN = 0.15
const LIKENESS_STEP = 0.05
const GROUPS_FEW = 8

/** So many groups more are thought of when it is asked which share of them names a feature: few groups prove nothing. */
const GROUPS_IMAGINED = 4

/** The members that speak for a group. More would make a large group slow, and no clearer. */
const WITNESSES_MAX = 12

/** Groups texts in their order. */
export function groupTexts(texts: Iterable<Groupable>, ownWords: ReadonlySet<string>): readonly Group[] {
  const grouping = new Grouping(ownWords)
  for (const text of texts) grouping.add(text)
  return grouping.groups()
}

interface Witness {
  readonly id: string
  /** Its place among all texts. */
  readonly place: number
  readonly features: Features
}

interface Draft {
  readonly members: { readonly id: string; readonly place: number }[]
  readonly witnesses: Witness[]
  whole?: Group
}

/** Witnesses that name a feature, with its weight in each: two arrays side by side, since they grow long. */
interface Postings {
  readonly witness: number[]
  readonly weight: number[]
  readonly groups: Set<number>
}

/** Groups that grow: texts are added in their order, and what stands stays as it is. */
export class Grouping {
  readonly #ownWords: ReadonlySet<string>
  readonly #texts: Groupable[] = []
  readonly #groups: Draft[] = []
  readonly #byFeature = new Map<string, Postings>()
  /** Which group each witness speaks for. */
  readonly #groupOfWitness: number[] = []

  constructor(ownWords: ReadonlySet<string>) {
    this.#ownWords = ownWords
  }

  /** How many texts were added. */
  get size(): number {
    return this.#texts.length
  }

  /** True when the first texts that were added are these, or these are the first of them. */
  agreesWith(texts: readonly Groupable[]): boolean {
    const length = Math.min(texts.length, this.#texts.length)
    for (let place = 0; place < length; place += 1) {
      const [known, given] = [this.#texts[place], texts[place]]
      if (known?.id !== given?.id || known?.text !== given?.text) return false
    }
    return true
  }

  /** Adds the next text. */
  add(text: Groupable): void {
    const features = featuresOf(text.text, this.#ownWords)
    const place = this.#texts.push(text) - 1
    const closest = this.#closest(features)
    const at = closest ?? this.#groups.push({ members: [], witnesses: [] }) - 1
    const group = this.#groups[at]
    if (group === undefined) return
    group.members.push({ id: text.id, place })
    if (group.witnesses.length >= WITNESSES_MAX) return
    group.witnesses.push({ id: text.id, place, features })
    this.#file(features, this.#groupOfWitness.push(at) - 1, at)
  }

  /** The groups of the first `count` texts, as they were when no more had come; all when absent. */
  groups(count: number = this.#texts.length): readonly Group[] {
    return this.#groups.flatMap((draft) => (count < this.#texts.length ? partOf(draft, count) : wholeOf(draft)))
  }

  #file(features: Features, witness: number, group: number): void {
    for (const [feature, weight] of features) {
      const postings = this.#byFeature.get(feature) ?? { witness: [], weight: [], groups: new Set() }
      postings.witness.push(witness)
      postings.weight.push(weight)
      postings.groups.add(group)
      this.#byFeature.set(feature, postings)
    }
  }

  /** Half how it is like the group as a whole, half how it is like the member nearest to it. */
  #closest(features: Features): number | null {
    const least = LIKENESS_MIN + LIKENESS_STEP * Math.log2(1 + this.#groups.length / GROUPS_FEW)
    const sums = new Map<number, number>()
    const nearest = new Map<number, number>()
    for (const [witness, alike] of this.#likenesses(features)) {
      const group = this.#groupOfWitness[witness] ?? 0
      sums.set(group, (sums.get(group) ?? 0) + alike)
      nearest.set(group, Math.max(nearest.get(group) ?? 0, alike))
    }
    let best: number | null = null
    let bestLikeness = least
    for (const [group, sum] of sums) {
      const speaking = this.#groups[group]?.witnesses.length ?? 1
      const alike = (sum / speaking + (nearest.get(group) ?? 0)) / 2
      if (alike < bestLikeness || (alike === bestLikeness && (best === null || group > best))) continue
      best = group
      bestLikeness = alike
    }
    return best
  }

  /** How like each witness a text is, for those that share a feature with it. */
  #likenesses(features: Features): ReadonlyMap<number, number> {
    const likenesses = new Map<number, number>()
    for (const [feature, own] of features) {
      const postings = this.#byFeature.get(feature)
      if (postings === undefined) continue
      const { witness, weight, groups } = postings
      // What half of a hotel's groups name ("the room") parts none of them, though it would elsewhere.
      const telling = own * (1 - groups.size / (this.#groups.length + GROUPS_IMAGINED))
      for (let at = 0; at < witness.length; at += 1) {
        const other = witness[at] ?? 0
        likenesses.set(other, (likenesses.get(other) ?? 0) + telling * (weight[at] ?? 0))
      }
    }
    return likenesses
  }
}

/** The group as it stands; kept until it grows. */
function wholeOf(draft: Draft): readonly Group[] {
  if (draft.whole?.members.length === draft.members.length) return [draft.whole]
  const members = draft.members.map(({ id }) => id)
  draft.whole = { founder: members[0] ?? '', members, typical: typicalOf(draft.witnesses) }
  return [draft.whole]
}

/** The group as it stood when only the first `count` texts had come; none when it was not founded then. */
function partOf({ members, witnesses }: Draft, count: number): readonly Group[] {
  const known = members.filter(({ place }) => place < count).map(({ id }) => id)
  const [founder] = known
  if (founder === undefined) return []
  return [{ founder, members: known, typical: typicalOf(witnesses.filter(({ place }) => place < count)) }]
}

function typicalOf(witnesses: readonly Witness[]): string {
  if (witnesses.length <= 2) return witnesses[0]?.id ?? ''
  const ranked = witnesses.map(({ id, features }) => ({
    id,
    alike: witnesses.reduce((sum, other) => sum + likeness(features, other.features), 0),
  }))
  return ranked.reduce((best, entry) => (entry.alike > best.alike ? entry : best), ranked[0] ?? { id: '', alike: 0 }).id
}
