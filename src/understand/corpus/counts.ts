// How much the corpus holds, and whether that is enough: rows per file, positives per label and language, plain posts
// beside demanding ones, texts of several brands.

import { LABELS, type Label } from '../../domain/verdict.js'
import type { LabelledPost } from '../labelled.js'
import type { CorpusText } from './texts.js'

/** What every label must have, by language: fewer positives leave its threshold to chance. */
export const POSITIVES_MIN: Readonly<Record<string, number>> = { es: 1000, en: 500 }

/** What a file was written to show: the figures of one kind say little of another. */
const KINDS = {
  /** Posts as people mostly write them, in natural proportion. */
  plain: /^(?:pl[a-z]\d?|tw[ef]|ntwen)\./u,
  /** Written to be hard: wit, sarcasm, a third hard negatives. A model of these alone distrusts plain words. */
  demanding: /^(?:co|mx|ar|an|sp|te|en|hard|nwave[sn])\./u,
  /** Several brands to a text, mostly. */
  comparisons: /^(?:cmp|cms|ecm|cmq|pli|ops|opt|m-opses|nopses|ncmpen)\./u,
  /** Names that are words, the company and the word side by side. */
  names: /^(?:amb[enpq]?|m-amb[a-z]+|nambe[sn])\./u,
} as const

/** A kind of file, or `others`. */
export type Kind = keyof typeof KINDS | 'others'

/** The kind of the file that a post stands in. */
export function kindOf({ origin }: LabelledPost): Kind {
  const kinds = Object.keys(KINDS) as Array<keyof typeof KINDS>
  return kinds.find((kind) => KINDS[kind].test(origin)) ?? 'others'
}

/** The corpus in figures. */
export interface Counts {
  readonly rows: number
  readonly texts: number
  readonly files: ReadonlyMap<string, number>
  /** Positives by language and label. */
  readonly positives: ReadonlyMap<string, Readonly<Record<Label, number>>>
  readonly plain: number
  readonly demanding: number
  readonly severalBrands: number
  readonly aboutSomethingElse: number
}

/** Counts rows and texts. */
export function countsOf(posts: readonly LabelledPost[], texts: readonly CorpusText[]): Counts {
  const files = new Map<string, number>()
  for (const post of posts) files.set(post.origin, (files.get(post.origin) ?? 0) + 1)
  return {
    rows: posts.length,
    texts: texts.length,
    files,
    positives: positivesOf(posts),
    plain: posts.filter((post) => kindOf(post) === 'plain').length,
    demanding: posts.filter((post) => kindOf(post) === 'demanding').length,
    severalBrands: texts.filter((text) => text.rows.length > 1).length,
    aboutSomethingElse: posts.filter((post) => post.relevant === false).length,
  }
}

function positivesOf(posts: readonly LabelledPost[]): Map<string, Record<Label, number>> {
  const positives = new Map<string, Record<Label, number>>()
  for (const lang of Object.keys(POSITIVES_MIN)) {
    const rows = posts.filter((post) => post.lang === lang)
    positives.set(
      lang,
      Object.fromEntries(
        LABELS.map((label) => [label, rows.filter((row) => row.labels[label] === true).length]),
      ) as Record<Label, number>,
    )
  }
  return positives
}

/** What falls short, in words; empty when nothing does. */
export function shortfalls(counts: Counts): string[] {
  const thin = [...counts.positives].flatMap(([lang, labels]) =>
    LABELS.filter((label) => labels[label] < (POSITIVES_MIN[lang] ?? 0)).map(
      (label) => `${lang} ${label}: ${labels[label]} positives, ${POSITIVES_MIN[lang]} wanted`,
    ),
  )
  if (counts.plain <= counts.demanding)
    thin.push(`${counts.plain} plain posts do not outweigh ${counts.demanding} demanding ones`)
  return thin
}

/** Rows that contradict themselves: labelled though about something else, or severe without a complaint. */
export function contradictions(posts: readonly LabelledPost[]): string[] {
  return posts.flatMap((post) => {
    const labels = LABELS.filter((label) => post.labels[label] === true)
    if (post.relevant === false && labels.length > 0)
      return [`${post.id}: about something else, yet ${labels.join(', ')}`]
    if (post.labels.complaint !== true && (post.severity ?? 0) > 0) return [`${post.id}: severe, yet no complaint`]
    return []
  })
}
