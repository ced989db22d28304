// How many posts of some 200 characters the classifier judges in a second of one core (relevance, every label, grades,
// language and evidence), how soon it opens, and how `natural`'s Bayes does on the same posts. It fails when the
// classifier is slower than what the project promises, or no better than the baseline.
//
//   node test/bench/understand.mjs [FLOOR]        (after npm run build; FLOOR: posts per second it must reach, 10000)

import { readFileSync, statSync } from 'node:fs'
import { classifierOf, loadModel, openClassifier } from '../../dist/understand/classifier.js'
import { figuresOf } from '../../dist/understand/metrics.js'
import { bayesJudge } from '../../dist/understand/research/bayes.js'
import { readCorpus, SEED, SHIPPED_MODEL_FILE } from '../../dist/understand/train/corpus.js'
import { isHeldOut } from '../../dist/understand/train/train.js'

const FLOOR = Number(process.argv[2] ?? 10_000)
const OPENING_MS_MAX = 150
const BYTES_MAX = 3_000_000
/** natural's Bayes takes minutes on more. */
const BAYES_TRAINING = 3_000
const BAYES_TEST = 500
/** A run this long is past warming up. */
const POSTS_JUDGED = 60_000
/** More than most configurations watch. */
const BRANDS = 150

const cpuMs = (run) => {
  const started = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}

/** The quickest of some: what the machine did beside it is not ours. */
const quickest = (times, run) => Math.min(...Array.from({ length: times }, () => cpuMs(run)))

const corpus = readCorpus()
const brands = mostNamed(corpus, BRANDS)
const posts = corpus.filter(
  ({ text, relevant, brand }) =>
    relevant === true && text.length >= 160 && text.length <= 240 && brands.has(brand.name),
)
const failures = []

const openingMs = cpuMs(() => classifierOf(loadModel(SHIPPED_MODEL_FILE), []))
const { size } = statSync(SHIPPED_MODEL_FILE)
console.log(`model: ${size} bytes, opens in ${openingMs.toFixed(0)} ms`)
if (openingMs > OPENING_MS_MAX) failures.push(`opening takes more than ${OPENING_MS_MAX} ms`)
if (size > BYTES_MAX) failures.push(`the model is larger than ${BYTES_MAX} bytes`)

const classifier = openClassifier([...brands.values()])
const rounds = Math.ceil(POSTS_JUDGED / posts.length / 6)
const texts = posts.map(({ text, lang, brand }) => [
  [{ title: null, text, languageHint: lang, conversationTitle: null, sourceText: null }],
  [brands.get(brand.name)],
])
const judge = () => {
  for (let round = 0; round < rounds; round++) for (const [post, brands] of texts) classifier.classify(post, brands)
}
cpuMs(judge)
const perSecond = (rounds * posts.length) / (quickest(5, judge) / 1000)
const length = posts.reduce((sum, { text }) => sum + text.length, 0) / posts.length
console.log(
  `classifier: ${Math.round(perSecond)} posts of ${Math.round(length)} characters per CPU second, ${brands.size} brands`,
)
if (perSecond < FLOOR) failures.push(`fewer than ${FLOOR} posts per second`)

const spanish = corpus.filter(({ lang, labels }) => lang === 'es' && labels.complaint !== null)
const training = spanish.filter((post) => !isHeldOut(post, SEED)).filter((_, index) => index % 4 === 0)
const test = spanish.filter((post) => isHeldOut(post, SEED)).slice(0, BAYES_TEST)
let guesses = []
const judgeByBayes = bayesJudge({ label: 'complaint', lang: 'es' }, training.slice(0, BAYES_TRAINING))
const bayesMs = quickest(2, () => {
  guesses = judgeByBayes(test)
})
const bayes = figuresOf(guesses, 0.5)
const bayesPerSecond = test.length / (bayesMs / 1000)
console.log(`natural's Bayes: ${Math.round(bayesPerSecond)} posts per CPU second, complaint F1 ${bayes.f1?.toFixed(3)}`)
const ours = Number(/held-out +es +complaint +\d+ +\d+ +\S+ \S+ +\S+ \S+ +([\d.]+)/u.exec(heldOut())?.[1])
console.log(`classifier, on posts that it had not seen: complaint F1 ${ours.toFixed(3)} (data/model/held-out.txt)`)
if (!(ours > (bayes.f1 ?? 0)) || perSecond < bayesPerSecond) failures.push('the baseline is as good')

for (const failure of failures) console.error(`bench: ${failure}`)
process.exitCode = failures.length === 0 ? 0 : 1

function heldOut() {
  return readFileSync(new URL('held-out.txt', SHIPPED_MODEL_FILE), 'utf8')
}

function mostNamed(rows, count) {
  const times = new Map()
  for (const { brand } of rows) times.set(brand.name, (times.get(brand.name) ?? 0) + 1)
  const names = [...times].sort(([, a], [, b]) => b - a).slice(0, count)
  const brandOf = new Map(rows.map(({ brand }) => [brand.name, brand]))
  return new Map(names.map(([name]) => [name, brandOf.get(name)]))
}
