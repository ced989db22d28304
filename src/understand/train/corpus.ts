// Finds the corpus and the lexicon in this repository's data folder.

import { readdirSync, readFileSync } from 'node:fs'
import { type LabelledPost, readLabelled } from '../labelled.js'

const DATA = new URL('../../../data/', import.meta.url)
/** Files of the corpus that hold other records than labelled posts. */
const NOT_POSTS = /^(?:replies|topics)\./u

/** Chosen once; another number holds out another part and, but for that, gives the same model. */
export const SEED = 20_261_121

/** Where the model that ships is written. */
export const SHIPPED_MODEL_FILE = new URL('model/escucha.model', DATA)

/** Reads the corpus, files in order of their names. */
export function readCorpus(folder: URL = new URL('corpus/', DATA)): LabelledPost[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl') && !NOT_POSTS.test(name))
    .sort()
    .flatMap((name) => readLabelled(readFileSync(new URL(name, folder), 'utf8'), name))
}

/** The lexicon and the names that are also words, and what companies deal in: what `trainModel` needs besides posts. */
export function shippedLexicon(folder: URL = new URL('lexicon/', DATA)): {
  readonly lexiconText: string
  readonly commonWords: readonly string[]
  readonly companiesText: string
} {
  const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
  const commonWords = textOf('common.txt')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/\s+/u))
    .filter((word) => word !== '')
  return { lexiconText: textOf('concepts.txt'), commonWords, companiesText: textOf('companies.txt') }
}
