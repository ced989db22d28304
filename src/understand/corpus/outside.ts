// Holds the corpus against a folder of texts that must not stand in it: other people's posts, kept for evaluation. Two
// texts are the same when most of the runs of four words of the one stand in the other's folder.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { excludedIn, fingerprint } from '../research/sets.js'
import { type CorpusText, shinglesOf, wordsOf } from './texts.js'

/** A text of the corpus that stands in the folder, whole or nearly. */
export interface Leak {
  readonly group: string
  readonly share: number
}

const SHINGLE_WORDS = 4
/** Common phrases meet in any large folder; half of a text does not. */
const SHARE_MAX = 0.5
/** Shorter texts are made of common phrases only and are compared as wholes. */
const WORDS_MIN = 8

/** Texts that stand in the folder; null where there is no such folder. */
export function leaksFrom(texts: readonly CorpusText[], folder: string): Leak[] | null {
  if (!existsSync(folder)) return null
  const runs = new Set<number>()
  for (const file of filesUnder(folder)) {
    for (const run of shinglesOf(wordsOf(readText(file)), SHINGLE_WORDS)) runs.add(run)
  }
  return texts.flatMap((text) => {
    const share = shareIn(wordsOf(text.text), runs)
    return share > SHARE_MAX ? [{ group: text.group, share }] : []
  })
}

/** Texts that the folder's list of fingerprints bars, however short and common: none of them may be trained on. */
export function barredBy(texts: readonly CorpusText[], folder: string): string[] {
  const barred = excludedIn(folder)
  return texts.filter(({ text }) => barred.has(fingerprint(text))).map(({ group }) => group)
}

function shareIn(words: readonly string[], runs: ReadonlySet<number>): number {
  if (words.length < WORDS_MIN) return 0
  const own = shinglesOf(words, SHINGLE_WORDS)
  return own.filter((run) => runs.has(run)).length / own.length
}

function filesUnder(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** Tags and escapes are not words of anybody. */
function readText(file: string): string {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .replace(/\\u([0-9a-f]{4})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\[nrt]/gu, ' ')
    .replace(/<[^<>]{0,2000}>/gu, ' ')
}
