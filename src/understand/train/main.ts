// `npm run train`: fits the model that ships from the corpus and the lexicon of this repository, and writes beside it
// the figures of the held-out part, measured before the held-out posts were added to the fit.

import { mkdirSync, writeFileSync } from 'node:fs'
import { classifierOf } from '../classifier.js'
import { evaluateModel, evaluationTable } from '../evaluate.js'
import type { LabelledPost } from '../labelled.js'
import type { Model } from '../model.js'
import { readCorpus, SEED, SHIPPED_MODEL_FILE, shippedLexicon } from './corpus.js'
import { trainModel } from './train.js'

function writeFigures(model: Model, heldOut: readonly LabelledPost[]): void {
  const evaluation = evaluateModel(classifierOf(model, []), heldOut, { setOf: () => 'held-out' })
  const table = evaluationTable(evaluation)
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
