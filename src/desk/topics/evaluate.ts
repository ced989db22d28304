// Holds the grouping against texts whose topics people named: B-cubed precision, recall and F1, each brand's texts
// grouped among themselves as the product groups them, and all together as a harder case.

import { wordsOf } from './features.js'
import { groupTexts } from './group.js'

/** A labelled text; one without a topic belongs with nothing. */
export interface LabelledText {
  readonly id: string
  readonly topic: string | null
  readonly brand: string
  readonly text: string
  /** The part of the corpus that it is in; null where there are none. */
  readonly split: string | null
}

/** How the grouping of one set fares. */
export interface TopicRow {
  readonly set: string
  /** `brand`: each brand by itself, as in the product; `pool`: all brands in one. */
  readonly grouped: 'brand' | 'pool'
  readonly n: number
  readonly topics: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** The figures of each part, and of all where there are several. `origin` names the set. */
export function evaluateTopics(texts: readonly LabelledText[], origin: string): readonly TopicRow[] {
  const parts = [...new Set(texts.map(({ split }) => split))]
  const sets = parts.map((split) => ({
    set: split === null ? origin : `${origin} (${split})`,
    own: texts.filter((text) => text.split === split),
  }))
  if (parts.length > 1) sets.push({ set: `${origin} (all)`, own: [...texts] })
  return sets.flatMap(({ set, own }) => [rowOf(set, 'brand', own), rowOf(set, 'pool', own)])
}

function rowOf(set: string, grouped: TopicRow['grouped'], texts: readonly LabelledText[]): TopicRow {
  const pools = grouped === 'pool' ? [texts] : byBrand(texts)
  const groupOf = pools.flatMap(groupsIn)
  const topics = new Set(texts.flatMap(({ topic }) => (topic === null ? [] : [topic]))).size
  return { set, grouped, n: texts.length, topics, ...bCubed(texts, new Map(groupOf)) }
}

function byBrand(texts: readonly LabelledText[]): readonly (readonly LabelledText[])[] {
  const brands = new Map<string, LabelledText[]>()
  for (const text of texts) brands.set(text.brand, [...(brands.get(text.brand) ?? []), text])
  return [...brands.values()]
}

/** Each text with the founder of its group. Ids may repeat across brands, so texts stand for themselves. */
function groupsIn(texts: readonly LabelledText[]): readonly [LabelledText, string][] {
  const ownWords = new Set(texts.flatMap(({ brand }) => wordsOf(brand)))
  const numbered = texts.map(({ text }, at) => ({ id: String(at), text }))
  const pool = texts[0]?.brand ?? ''
  return groupTexts(numbered, ownWords).flatMap(({ founder, members }) =>
    members.flatMap((member): [LabelledText, string][] => {
      const text = texts[Number(member)]
      return text === undefined ? [] : [[text, `${pool} ${founder}`]]
    }),
  )
}

/** B-cubed: of each text's group, how much belongs with it; of what belongs with it, how much is in its group. */
function bCubed(
  texts: readonly LabelledText[],
  groupOf: ReadonlyMap<LabelledText, string>,
): Pick<TopicRow, 'precision' | 'recall' | 'f1'> {
  const groups = sizesBy(texts, (text) => groupOf.get(text) ?? '')
  const topics = sizesBy(texts, topicOf)
  const both = sizesBy(texts, (text) => `${groupOf.get(text) ?? ''}\n${topicOf(text)}`)
  let precision = 0
  let recall = 0
  for (const text of texts) {
    const shared = both.get(`${groupOf.get(text) ?? ''}\n${topicOf(text)}`) ?? 1
    precision += shared / (groups.get(groupOf.get(text) ?? '') ?? 1) / texts.length
    recall += shared / (topics.get(topicOf(text)) ?? 1) / texts.length
  }
  const sum = precision + recall
  return { precision, recall, f1: sum === 0 ? 0 : (2 * precision * recall) / sum }
}

/** A text without a topic is a topic of its own. */
function topicOf({ topic, brand, id, text }: LabelledText): string {
  return topic === null ? `alone ${brand} ${id} ${text}` : `topic ${topic}`
}

function sizesBy(texts: readonly LabelledText[], keyOf: (text: LabelledText) => string): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  for (const text of texts) sizes.set(keyOf(text), (sizes.get(keyOf(text)) ?? 0) + 1)
  return sizes
}

/** The report as a table for a terminal. */
export function topicTable(rows: readonly TopicRow[]): string {
  const lines = rows.map(({ set, grouped, n, topics, precision, recall, f1 }) =>
    [
      set.padEnd(28),
      (grouped === 'brand' ? 'brand by brand' : 'all in one pool').padEnd(16),
      `n=${n}`.padEnd(7),
      `topics=${topics}`.padEnd(11),
      `B-cubed precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}`,
    ].join(' '),
  )
  return ['topics', ...lines].join('\n')
}
