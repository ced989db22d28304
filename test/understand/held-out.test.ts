import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LABELS } from '../../src/domain/verdict.js'
import { classifierOf, loadModel } from '../../src/understand/classifier.js'
import { readCorpus, SHIPPED_MODEL_FILE } from '../../src/understand/train/corpus.js'

const model = loadModel(SHIPPED_MODEL_FILE)
const classifier = classifierOf(model, [])
/** Every hundredth post: enough to see a broken model, quick enough for every run. */
const posts = readCorpus().filter((_, index) => index % 100 === 0)

test('the model that ships is under three megabytes and opens in a moment', () => {
  expect(readFileSync(SHIPPED_MODEL_FILE).length).toBeLessThan(3_000_000)
  const started = process.cpuUsage()
  classifierOf(loadModel(SHIPPED_MODEL_FILE), [])
  const { user, system } = process.cpuUsage(started)
  expect(user + system).toBeLessThan(600_000)
})

test('the corpus has no row that does not read, and no label on a post that is not about its brand', () => {
  const strays = readCorpus().filter(
    (post) => post.relevant === false && LABELS.some((label) => post.labels[label] === true),
  )
  expect(strays.map((post) => post.id)).toEqual([])
})

test('deleting the strongest span lowers the probability in nine of ten positives', () => {
  let positives = 0
  let lowered = 0
  for (const post of posts) {
    const judge = (text: string) =>
      classifier.classify(
        [{ title: null, text, languageHint: post.lang, conversationTitle: null, sourceText: null }],
        [post.brand],
      )[0]?.judgements[0]
    const before = judge(post.text)
    for (const label of before?.tags ?? []) {
      const top = before?.evidence.find((evidence) => evidence.label === label && evidence.weight > 0)
      if (top === undefined || before === undefined) continue
      positives++
      const after = judge(`${post.text.slice(0, top.start)} ${post.text.slice(top.end)}`)
      if ((after?.labels[label] ?? 1) < before.labels[label]) lowered++
    }
  }
  expect(positives).toBeGreaterThan(50)
  expect(lowered / positives).toBeGreaterThanOrEqual(0.9)
})
