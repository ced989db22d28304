// Articles: the words that the reader takes from recorded pages, against what people marked as the article. Measured as
// scrapinghub's benchmark does (four words in a row, precision and recall averaged over the pages); where a page has only
// passages that must and must not come, these are counted; where it has Readability's own answer, that.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { decodeBody } from '../../dist/http/charset.js'
import { article } from '../../dist/sources/article.js'
import { sourceKinds } from '../../dist/sources/index.js'
import { htmlToText } from '../../dist/sources/reading/html.js'

/** Reads every article that `index.json` describes, once as kind article and once as `auto` would, and prints how right. */
export function runArticles(folder, now, show) {
  const index = join(folder, 'index.json')
  if (!existsSync(index)) {
    console.log('index.json is not there: articles skipped')
    return
  }
  const entries = JSON.parse(readFileSync(index, 'utf8')).filter(
    (entry) => entry.kind === 'article' && existsSync(join(folder, entry.file)),
  )
  printReport('as article', entries, () => article, folder, now, show)
  printReport('as auto', entries, surestKind, folder, now, show)
}

function printReport(name, entries, kindFor, folder, now, show) {
  const started = process.cpuUsage()
  const results = entries.map((entry) => measure(entry, kindFor, folder, now, show))
  const { user, system } = process.cpuUsage(started)
  const marked = results.filter((result) => result.shingles !== undefined)
  const passages = results.filter((result) => result.passages !== undefined)
  const spanish = passages.filter((result) => result.lang === 'es')
  console.log(`articles ${name}: ${marked.length} marked pages ${meanText(marked.map((result) => result.shingles))}`)
  console.log(`articles ${name}: ${passages.length} pages with passages ${passageText(passages)}`)
  console.log(`articles ${name}: Spanish ${spanish.length} pages ${passageText(spanish)}`)
  for (const field of ['title', 'author', 'date']) {
    const asked = results.filter((result) => result[field] !== undefined)
    console.log(`articles ${name}: ${field} ${asked.filter((result) => result[field]).length}/${asked.length}`)
  }
  console.log(`articles ${name}: ${(entries.length / ((user + system) / 1e6)).toFixed(1)} pages/s of CPU`)
}

function measure(entry, kindFor, folder, now, show) {
  const post = firstPost(entry, kindFor, folder, now, show)
  const { expectation } = entry
  const result = { lang: entry.lang ?? null, ...fieldsOf(entry, post, show) }
  const text = post?.text ?? ''
  if (expectation.with !== undefined) result.passages = countPassages(text, entry, show)
  else result.shingles = countShingles(expectation.articleBody ?? htmlToText(expectation.expectedHtml), text)
  if (show && result.shingles && f1(...result.shingles) < 0.95) {
    console.log(`LOW ${entry.file} P ${result.shingles[0].toFixed(3)} R ${result.shingles[1].toFixed(3)}`)
  }
  return result
}

function firstPost(entry, kindFor, folder, now, show) {
  const raw = readFileSync(join(folder, entry.file))
  const bytes = entry.file.endsWith('.gz') ? gunzipSync(raw) : raw
  const url = /^https?:/.test(entry.url ?? '') ? entry.url : 'https://news.example/2020/01/an-article.html'
  const text = decodeBody(bytes, 'text/html')
  const page = {
    url,
    status: 200,
    contentType: 'text/html',
    headers: {},
    text,
    fetchedAt: now,
    timezone: 'UTC',
    role: null,
  }
  try {
    const { posts } = kindFor(page).read(page, { options: {}, memory: {} })
    return posts.find((post) => post.kind === 'article') ?? posts[0] ?? null
  } catch (error) {
    if (show || error.code === undefined)
      console.log(`FAILED ${entry.file}: ${error.code ?? error.stack} ${error.message}`)
    return null
  }
}

function surestKind(page) {
  const sure = sourceKinds.map((kind) => ({ kind, sureness: kind.recognise(page) }))
  return sure.sort((one, other) => other.sureness - one.sureness)[0].kind
}

function fieldsOf({ file, expectation }, post, show) {
  const fields = {}
  if (expectation.title)
    fields.title =
      bare(post?.title).includes(bare(expectation.title)) ||
      (bare(post?.title) !== '' && bare(expectation.title).includes(bare(post?.title)))
  if (expectation.author)
    fields.author = expectation.author.split(/[;,]/).some((name) => bare(post?.author.name).includes(bare(name)))
  if (expectation.date)
    fields.date = Math.abs(Date.parse(post?.publishedAt ?? '') - Date.parse(expectation.date)) <= 129_600_000
  const given = { title: post?.title, author: post?.author.name, date: post?.publishedAt }
  const missed = show ? Object.keys(fields).filter((field) => !fields[field]) : []
  for (const field of missed) console.log(`MISS ${file} ${field}: ${given[field]} for ${expectation[field]}`)
  return fields
}

function bare(text) {
  return (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Precision and recall of one page, over its runs of four words. */
function countShingles(expected, given) {
  const wanted = shinglesOf(expected)
  const found = shinglesOf(given)
  const size = (shingles) => [...shingles.values()].reduce((sum, count) => sum + count, 0)
  let shared = 0
  for (const [shingle, count] of found) shared += Math.min(count, wanted.get(shingle) ?? 0)
  return [size(found) === 0 ? 0 : shared / size(found), size(wanted) === 0 ? 1 : shared / size(wanted)]
}

function shinglesOf(text) {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? []
  const shingles = new Map()
  for (let at = 0; at < Math.max(1, words.length - 3); at += 1) {
    const shingle = words.slice(at, at + 4).join(' ')
    shingles.set(shingle, (shingles.get(shingle) ?? 0) + 1)
  }
  return shingles
}

function meanText(pairs) {
  const mean = (at) => pairs.reduce((sum, pair) => sum + pair[at], 0) / Math.max(1, pairs.length)
  return `F1 ${f1(mean(0), mean(1)).toFixed(3)} (precision ${mean(0).toFixed(3)}, recall ${mean(1).toFixed(3)})`
}

function f1(precision, recall) {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}

/** Trafilatura's measure: a wanted passage that is there is right, one that is absent or unwanted is wrong. */
function countPassages(text, { file, expectation }, show) {
  const line = text.replace(/\s+/g, ' ')
  const has = (passage) => line.includes(passage.replace(/\s+/g, ' ').trim())
  const kept = expectation.with.filter(has)
  const extra = expectation.without.filter(has)
  if (show && (kept.length < expectation.with.length || extra.length > 0)) {
    const lost = expectation.with.filter((passage) => !has(passage))
    console.log(`LOW ${file} lost ${JSON.stringify(lost)} extra ${JSON.stringify(extra)}`)
  }
  return [kept.length, extra.length, expectation.with.length - kept.length]
}

function passageText(results) {
  const sum = (at) => results.reduce((total, result) => total + result.passages[at], 0)
  const [kept, extra, lost] = [sum(0), sum(1), sum(2)]
  const precision = kept / Math.max(1, kept + extra)
  const recall = kept / Math.max(1, kept + lost)
  return `F1 ${f1(precision, recall).toFixed(3)} (precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)})`
}
