// The public sets that papers report on, each in the form in which its authors publish it. They stand in a folder outside
// this repository and never enter it; neither do weights that were fitted on them.

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Label } from '../../domain/verdict.js'
import { brandOf, type LabelledPost, readLabelled } from '../labelled.js'
import { readCsv, readRecords } from './csv.js'

/** A public set. */
export interface PublicSet {
  readonly name: string
  readonly label: Label
  readonly lang: 'es' | 'en'
  /** Its file, and where that comes from. */
  readonly file: string
  readonly origin: string
  /** What the papers report: macro-F1 and AUC, in words. */
  readonly published: string
  /** How its rows are named in `dev.jsonl`. */
  readonly devPrefix: string
  readonly read: (text: string) => readonly Labelled[]
}

/** A text and whether it bears the set's label. */
export interface Labelled {
  readonly text: string
  readonly truth: boolean
}

const yes = (text: string | undefined): boolean => Number(text) === 1

/** Every set that is known. */
export const PUBLIC_SETS: readonly PublicSet[] = [
  {
    name: 'ACL 2019 complaints',
    label: 'complaint',
    lang: 'en',
    file: 'complaints-data.csv',
    origin: 'danielpreotiuc/complaints-social-media',
    published:
      '.78/.87 linear, .79/.885 distant supervision (ACL 2019); .87-.88 transformers (COLING 2020, NAACL 2021)',
    devPrefix: 'acl-',
    read: (text) =>
      readCsv(text).flatMap(([, said, label]) =>
        label === '0' || label === '1' ? [{ text: said ?? '', truth: yes(label) }] : [],
      ),
  },
  {
    name: 'US airline tweets',
    label: 'complaint',
    lang: 'en',
    file: 'Tweets.csv',
    origin: 'Kaggle twitter-airline-sentiment (CrowdFlower)',
    published: '.84/.93 linear, 5-fold (research notes)',
    devPrefix: 'air-',
    read: (text) =>
      readRecords(text).map((row) => ({ text: row.text ?? '', truth: row.airline_sentiment === 'negative' })),
  },
  {
    name: 'SemEval-2019 task 9 A',
    label: 'suggestion',
    lang: 'en',
    file: 'V1.4_Training.csv',
    origin: 'Semeval2019Task9/Subtask-A',
    published: 'F1 .78 on its own test part (OleNet, BERT)',
    devPrefix: 'sugg-',
    read: (text) =>
      readCsv(text).flatMap(([, said, label]) =>
        label === '0' || label === '1' ? [{ text: said ?? '', truth: yes(label) }] : [],
      ),
  },
  {
    name: 'MeIA 2025 reviews, two stars or fewer',
    label: 'complaint',
    lang: 'es',
    file: 'MeIA_2025_train.csv',
    origin: 'Rest-Mex / MeIA 2025',
    published: '.83/.91 linear, 5-fold (research notes)',
    devPrefix: 'meia-',
    read: (text) =>
      readRecords(text).flatMap((row) => {
        const stars = Number(row.Polarity)
        return stars >= 1 && stars <= 5 ? [{ text: row.Review ?? '', truth: stars <= 2 }] : []
      }),
  },
]

/** The posts of a set's own file in a folder, each text once; null where the file is not there. */
export function postsOf(set: PublicSet, folder: string): readonly LabelledPost[] | null {
  const own = join(folder, set.file)
  if (!existsSync(own)) return null
  const seen = new Set<string>()
  const rows = set.read(readFileSync(own, 'utf8')).filter(({ text }) => {
    const print = fingerprint(text)
    if (text.trim() === '' || seen.has(print)) return false
    seen.add(print)
    return true
  })
  return rows.map((row, at) => postOf(set, row, at))
}

/** The set's rows in the folder's `dev.jsonl`, which are there to be tested on and for nothing else. */
export function devSampleOf(set: PublicSet, folder: string): readonly LabelledPost[] {
  return devRows(folder)
    .filter(({ id, labels }) => id.startsWith(set.devPrefix) && labels[set.label] !== null)
    .map(({ text, labels }, at) => postOf(set, { text, truth: labels[set.label] === true }, at))
}

function devRows(folder: string): readonly LabelledPost[] {
  const file = join(folder, 'dev.jsonl')
  return existsSync(file) ? readLabelled(readFileSync(file, 'utf8'), 'dev.jsonl') : []
}

/** These posts were labelled as wholes: the first handle stands for the brand. */
function postOf({ name, label, lang }: PublicSet, { text, truth }: Labelled, at: number): LabelledPost {
  const handle = /@\w+/u.exec(text)?.[0] ?? ''
  const labels = { complaint: null, question: null, suggestion: null, praise: null, churn: null, [label]: truth }
  const brand = brandOf(handle, handle === '' ? [] : [handle])
  const id = `${name} ${at}`
  return {
    id,
    text,
    brand,
    lang,
    relevant: true,
    labels,
    severity: null,
    urgency: null,
    group: id,
    origin: name,
    weight: 1,
  }
}

/** Texts that may never be learnt from, by fingerprint: those of the folder's list, and all of `dev.jsonl`. */
export function excludedIn(folder: string): ReadonlySet<string> {
  const file = join(folder, 'exclude_sha1.txt')
  const listed = existsSync(file) ? readFileSync(file, 'utf8').split(/\s+/u) : []
  const ofDev = devRows(folder).map(({ text }) => fingerprint(text))
  return new Set([...listed, ...ofDev].filter((print) => print !== ''))
}

/** A text as the list names it: lower case, without addresses, words parted by one space. */
export function fingerprint(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/https?:\/\/\S+/gu, '')
    .replace(/[^\p{L}\p{N}_]+/gu, ' ')
    .trim()
  return createHash('sha1').update(plain).digest('hex')
}
