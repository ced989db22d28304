// `npm run evaluate -- FOLDER`: holds the model that ships against labelled posts in a folder that is not part of this
// repository (`dev.jsonl` of research sets). It reads; it never trains and never tunes.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openClassifier } from '../classifier.js'
import { evaluateModel, evaluationTable } from '../evaluate.js'
import { brandOf, type LabelledPost, readLabelled } from '../labelled.js'

const folder = process.argv[2]
const file = folder === undefined ? null : join(folder, 'dev.jsonl')
if (file === null || !existsSync(file)) {
  process.stdout.write('evaluate: skipped, there is no dev.jsonl in the folder that was given\n')
} else {
  const text = readFileSync(file, 'utf8')
  const sources = new Map(
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => sourceOf(line)),
  )
  const posts = readLabelled(text, 'dev.jsonl').map(withBrand)
  const evaluation = evaluateModel(openClassifier([]), posts, { setOf: (post) => sources.get(post.id) ?? 'dev' })
  process.stdout.write(`${evaluationTable({ ...evaluation, misses: [] })}\n`)
}

function sourceOf(line: string): [string, string] {
  const row = JSON.parse(line) as { readonly id: string; readonly source?: string }
  return [row.id, (row.source ?? 'dev').split(/[\s/]/u).slice(0, 2).join('/')]
}

/** These posts were labelled as wholes: the first handle stands for the brand, or nobody does. */
function withBrand(post: LabelledPost): LabelledPost {
  const handle = /@\w+/u.exec(post.text)?.[0]
  return { ...post, brand: brandOf(handle ?? 'the post', handle === undefined ? [] : [handle]) }
}
