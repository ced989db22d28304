// `npm run train`: fits the model that ships from the corpus and the lexicon of this repository, and writes beside it
// its figures on posts that it had not seen: each fold of the corpus judged by a model of the other folds.

import { mkdirSync, writeFileSync } from 'node:fs'
import { classifierOf } from '../classifier.js'
import { kindOf } from '../corpus/counts.js'
import { evaluateParts, evaluationTable } from '../evaluate.js'
import { shipReplies } from '../replies/ship.js'
import { readCorpus, SEED, SHIPPED_MODEL_FILE, shippedLexicon } from './corpus.js'
import { type HeldOut, trainModel } from './train.js'

function writeFigures(parts: readonly HeldOut[]): void {
  const judged = parts.map(({ model, posts }) => ({ classifier: classifierOf(model, []), posts }))
  const whole = evaluateParts(judged, { setOf: () => 'held-out' })
  // Half of the corpus was written to be hard: what holds for plain posts does not hold for all.
  const byKind = { ...evaluateParts(judged, { setOf: kindOf }), misses: [] }
  const table = `${evaluationTable(whole)}\n\nBy kind of file:\n${evaluationTable(byKind)}`
  writeFileSync(new URL('held-out.txt', SHIPPED_MODEL_FILE), `${table}\n`)
  process.stdout.write(`${table}\n`)
}

const started = process.cpuUsage()
const posts = readCorpus()
mkdirSync(new URL('.', SHIPPED_MODEL_FILE), { recursive: true })
const bytes = trainModel(posts, {
  ...shippedLexicon(),
  seed: SEED,
  onStep: (step) => process.stderr.write(`${step}\n`),
  onHeldOut: writeFigures,
})
writeFileSync(SHIPPED_MODEL_FILE, bytes)
const { user, system } = process.cpuUsage(started)
process.stdout.write(`${posts.length} posts, ${bytes.length} bytes, ${Math.round((user + system) / 1e6)} CPU seconds\n`)
process.stdout.write(`${shipReplies()}\n`)
