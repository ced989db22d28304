// `npm run evaluate [-- FOLDER]`: shows the figures of the corpus's held-out part as training measured them, and holds
// the model that ships against `dev.jsonl` of a folder outside this repository. It reads; it never trains and never tunes.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openClassifier } from './classifier.js'
import { evaluateModel, evaluationTable } from './evaluate.js'
import { brandOf, type LabelledPost, readLabelled } from './labelled.js'
import { SHIPPED_MODEL_FILE } from './train/corpus.js'

showHeldOut()
const folder = process.argv[2]
if (folder !== undefined) showOutside(join(folder, 'dev.jsonl'))

function showHeldOut(): void {
  for (const name of ['held-out.txt', 'replies-held-out.txt']) {
    const file = new URL(name, SHIPPED_MODEL_FILE)
    if (existsSync(file)) process.stdout.write(`${readFileSync(file, 'utf8')}\n`)
  }
}

function showOutside(file: string): void {
  if (!existsSync(file)) {
    process.stdout.write(`evaluate: skipped, there is no ${file}\n`)
    return
  }
  const text = readFileSync(file, 'utf8')
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const sources = new Map(lines.map((line) => sourceOf(line)))
  const posts = readLabelled(text, file).map(withBrand)
  const evaluation = evaluateModel(openClassifier([]), posts, { setOf: (post) => sources.get(post.id) ?? 'dev' })
  process.stdout.write(`${evaluationTable(evaluation)}\n`)
}

/** The set a row comes from, by its id. */
function sourceOf(line: string): [string, string] {
  const row = JSON.parse(line) as { readonly id: string; readonly source?: string }
  return [row.id, (row.source ?? 'dev').split(/[\s/]/u).slice(0, 2).join('/')]
}

/** These posts were labelled as wholes: the first handle stands for the brand, or the post speaks for itself. */
function withBrand(post: LabelledPost): LabelledPost {
  if (post.brand.name !== '') return post
  const handle = /@\w+/u.exec(post.text)?.[0]
  return handle === undefined ? post : { ...post, brand: brandOf(handle, [handle]) }
}
