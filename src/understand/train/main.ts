// `npm run train`: fits the model that ships from the corpus and the lexicon of this repository.

import { mkdirSync, writeFileSync } from 'node:fs'
import { readCorpus, SEED, SHIPPED_MODEL_FILE, shippedLexicon } from './corpus.js'
import { trainModel } from './train.js'

const started = process.cpuUsage()
const posts = readCorpus()
const bytes = trainModel(posts, {
  ...shippedLexicon(),
  seed: SEED,
  onStep: (step) => process.stderr.write(`${step}\n`),
})
mkdirSync(new URL('.', SHIPPED_MODEL_FILE), { recursive: true })
writeFileSync(SHIPPED_MODEL_FILE, bytes)
const { user, system } = process.cpuUsage(started)
process.stdout.write(`${posts.length} posts, ${bytes.length} bytes, ${Math.round((user + system) / 1e6)} CPU seconds\n`)
