// `npm run corpus [-- FOLDER…]`: says what the corpus holds and whether it keeps what it promises: enough of every label,
// more plain posts than demanding ones, no near-copies, no template, no text of the folders given, and two annotators
// that agree. `--sample FOLDER` writes the rows of a blind second pass instead. It ends with 1 when something falls short.

import { existsSync, readFileSync } from 'node:fs'
import type { LabelledPost } from '../labelled.js'
import { readCorpus } from '../train/corpus.js'
import { agreements, readTwoPasses } from './agreement.js'
import { contradictions, countsOf, shortfalls } from './counts.js'
import { nearPairs, SHARE_MAX } from './near.js'
import { barredBy, leaksFrom } from './outside.js'
import { writeBlindSample } from './sample.js'
import { TEMPLATE_SHARE_MAX, type Template, templatesOf } from './templates.js'
import { type CorpusText, textsOf } from './texts.js'

const SECOND_PASS = new URL('../../../data/corpus/second-pass.tsv', import.meta.url)
/** Pairs or rows named in full; the rest is counted. */
const NAMED_MAX = 40

const faults: string[] = []

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function fault(line: string): void {
  faults.push(line)
}

function tellCounts(posts: readonly LabelledPost[], texts: readonly CorpusText[]): void {
  const counts = countsOf(posts, texts)
  say(`${counts.rows} rows, ${counts.texts} texts, ${counts.severalBrands} of them judged of several brands`)
  say([...counts.files].map(([file, rows]) => `${file.replace('.jsonl', '')} ${rows}`).join(', '))
  for (const [lang, labels] of counts.positives) {
    say(
      `${lang}: ${Object.entries(labels)
        .map(([label, n]) => `${label} ${n}`)
        .join(', ')}`,
    )
  }
  say(`plain ${counts.plain}, demanding ${counts.demanding}, about something else ${counts.aboutSomethingElse}`)
  for (const line of [...shortfalls(counts), ...contradictions(posts)]) fault(line)
}

function tellNear(texts: readonly CorpusText[]): void {
  const pairs = nearPairs(texts)
  say(`near-duplicates (more than ${SHARE_MAX} of their runs of three words): ${pairs.length} pairs`)
  for (const pair of pairs.slice(0, NAMED_MAX))
    fault(`near-duplicates: ${pair.first} ${pair.second} ${pair.share.toFixed(2)}`)
}

function tellTemplates(texts: readonly CorpusText[]): void {
  for (const [part, templates] of Object.entries(templatesOf(texts)) as Array<[string, readonly Template[]]>) {
    const shown = templates.map((template) => `${template.texts} × "${template.skeleton}"`)
    say(`commonest skeletons, ${part}: ${shown.length === 0 ? 'none comes twice' : shown.join(', ')}`)
    const commonest = templates[0]
    if (commonest === undefined || commonest.texts <= texts.length * TEMPLATE_SHARE_MAX) continue
    fault(`a template makes more than a twentieth of the corpus: "${commonest.skeleton}"`)
  }
}

function tellAgreement(): void {
  if (!existsSync(SECOND_PASS)) {
    fault('there is no second pass')
    return
  }
  const rows = readTwoPasses(readFileSync(SECOND_PASS, 'utf8'))
  say(`second pass, blind: ${rows.length} rows`)
  say(
    agreements(rows)
      .map(({ on, n, kappa }) => `${on} ${kappa?.toFixed(3) ?? '-'} (${n})`)
      .join(', '),
  )
}

function tellOutside(texts: readonly CorpusText[], folder: string): void {
  const leaks = leaksFrom(texts, folder)
  if (leaks === null) {
    say(`${folder}: skipped, there is no such folder`)
    return
  }
  say(`${folder}: ${leaks.length} texts of the corpus stand in it`)
  for (const group of barredBy(texts, folder)) fault(`barred by the list of ${folder}: ${group}`)
  for (const leak of leaks.slice(0, NAMED_MAX)) fault(`stands in ${folder}: ${leak.group} ${leak.share.toFixed(2)}`)
}

function tellAll(posts: readonly LabelledPost[], folders: readonly string[]): void {
  const texts = textsOf(posts)
  tellCounts(posts, texts)
  tellNear(texts)
  tellTemplates(texts)
  tellAgreement()
  for (const folder of folders) tellOutside(texts, folder)
  for (const line of faults) say(`FAULT ${line}`)
  process.exitCode = faults.length > 0 ? 1 : 0
}

const [first, ...others] = process.argv.slice(2)
const posts = readCorpus()
if (first === '--sample') say(`${writeBlindSample(posts, others[0] ?? 'second-pass')} rows written without labels`)
else tellAll(posts, first === undefined ? others : [first, ...others])
