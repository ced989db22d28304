// Draws the rows that a second annotator labels without sight of the first labels: the same rows every time, a fifth of
// every file and language, in an order that tells nothing.

import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LabelledPost } from '../labelled.js'

/** A fifth, and a little more so that rounding cannot leave less. */
const SHARE = 0.202
/** What one reads at a sitting. */
const PART_ROWS = 300

/** The rows of the second pass, in the order in which they are read. */
export function secondPassSample(posts: readonly LabelledPost[]): LabelledPost[] {
  const strata = new Map<string, LabelledPost[]>()
  for (const post of posts) {
    const key = `${post.origin} ${post.lang}`
    strata.set(key, [...(strata.get(key) ?? []), post])
  }
  const drawn = [...strata.values()].flatMap((rows) => byChance(rows, '').slice(0, Math.ceil(rows.length * SHARE)))
  return byChance(drawn, 'order:')
}

/** An order that looks like chance and is always the same. */
function byChance(rows: readonly LabelledPost[], salt: string): LabelledPost[] {
  const keyed = rows.map((row) => ({
    row,
    key: createHash('sha256').update(`second-pass:${salt}${row.id}`).digest('hex'),
  }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row)
}

/** Writes the sample in parts, without any label. */
export function writeBlindSample(posts: readonly LabelledPost[], folder: string): number {
  const rows = secondPassSample(posts)
  mkdirSync(folder, { recursive: true })
  for (let at = 0; at < rows.length; at += PART_ROWS) {
    const lines = rows.slice(at, at + PART_ROWS).map(({ id, lang, brand, text }) => {
      return JSON.stringify({ id, lang, brand: brand.name, brandTerms: brand.terms, text })
    })
    writeFileSync(join(folder, `part-${at / PART_ROWS + 1}.jsonl`), `${lines.join('\n')}\n`)
  }
  return rows.length
}
