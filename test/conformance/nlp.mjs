// Holds the corpus and the shipped model against the research sets of a folder that is not part of this repository:
//   node test/conformance/nlp.mjs FOLDER
// No text of the corpus may stand in the folder's exclude_sha1.txt; the model's floor on each public set is held.

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { evaluateModel } from '../../dist/understand/evaluate.js'
import { openClassifier, readLabelled } from '../../dist/understand/index.js'
import { readCorpus } from '../../dist/understand/train/corpus.js'

const folder = process.argv[2]
if (folder === undefined || !existsSync(join(folder, 'dev.jsonl'))) {
  console.log('nlp: skipped, no folder with a dev.jsonl was given')
  process.exit(0)
}

function fingerprint(text) {
  const plain = text
    .toLowerCase()
    .replace(/https?:\/\/\S+/gu, '')
    .replace(/[^\p{L}\p{N}_]+/gu, ' ')
    .trim()
  return createHash('sha1').update(plain).digest('hex')
}

const excluded = new Set(
  readFileSync(join(folder, 'exclude_sha1.txt'), 'utf8')
    .split('\n')
    .map((line) => line.trim()),
)
const leaked = readCorpus().filter((post) => excluded.has(fingerprint(post.text)))
console.log(`nlp: ${leaked.length} texts of the corpus stand in the excluded list`)

const posts = readLabelled(readFileSync(join(folder, 'dev.jsonl'), 'utf8'), 'dev.jsonl')
const evaluation = evaluateModel(openClassifier([]), posts, { setOf: (post) => post.id.split('-')[0] ?? 'dev' })
for (const row of evaluation.rows) {
  if (row.auc === null || row.positives < 20) continue
  console.log(
    `nlp: ${row.set} ${row.language} ${row.label} n=${row.n} F1 ${row.f1?.toFixed(3)} macro ${row.macroF1?.toFixed(3)} AUC ${row.auc.toFixed(3)}`,
  )
}
process.exitCode = leaked.length > 0 ? 1 : 0
