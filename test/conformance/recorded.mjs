// Recorded feeds, forum pages and forum JSON against what index.json says that they hold.

import { readDate } from '../../dist/sources/reading/dates.js'
import { isDisputed } from './disputed.mjs'
import { jsonFile, pageOf, readAuto, share, textOfFile } from './documents.mjs'

const FEED_FIELDS = { title: 'title', url: 'link', id: 'id', author: 'author', publishedAt: 'date' }

/** Every recorded document of the folder: how many of the expected facts are found. */
export async function runRecorded(folder, now, show) {
  const index = jsonFile(folder, 'index.json')
  if (index === null) return
  for (const kind of ['feed', 'forum-html', 'forum-json']) {
    const rows = new Map()
    for (const entry of index.filter((candidate) => candidate.kind === kind))
      await compare(folder, entry, now, rows, show)
    console.log(`\nrecorded ${kind}`)
    for (const [fact, { right, total }] of rows) console.log(`  ${fact.padEnd(12)} ${share(right, total)}`)
  }
}

async function compare(folder, entry, now, rows, show) {
  const result = await readAuto(pageOf(textOfFile(folder, entry.file), entry.url ?? 'http://site.example/page', now))
  const note = (fact, right, got, want) => {
    if (!right && isDisputed(entry.file, fact)) return
    const row = rows.get(fact) ?? { right: 0, total: 0 }
    rows.set(fact, { right: row.right + (right ? 1 : 0), total: row.total + 1 })
    if (!right && show !== null)
      console.log(
        `WRONG ${entry.file} ${fact}: ${JSON.stringify(got)?.slice(0, 160)} instead of ${JSON.stringify(want)?.slice(0, 160)} ${result.failure ?? ''}`,
      )
  }
  if (entry.kind === 'feed') compareFeed(result, entry.expectation, note)
  else compareForum(result, entry.expectation, note, now)
}

function compareFeed({ posts }, expected, note) {
  note('entries', posts.length === expected.entries, posts.length, expected.entries)
  if (expected.first === null) return
  const [post] = posts
  const got = { ...post, author: post?.author.name }
  for (const [field, name] of Object.entries(FEED_FIELDS)) {
    if (name in expected.first)
      note(name, sameFact(got[field], expected.first[name], name), got[field], expected.first[name])
  }
}

function sameFact(got, want, name) {
  if (name !== 'link' || got === null || got === undefined) return (got ?? null) === want
  return got === want || (URL.canParse(want) && new URL(want).href === got)
}

function compareForum(result, expected, note, now) {
  // An article above its comments is not what the expectations count.
  const posts = result.posts.filter((post) => post.kind !== 'article' || result.posts.length === 1)
  if (typeof expected.posts === 'number') note('posts', posts.length === expected.posts, posts.length, expected.posts)
  if (expected.listing === true || typeof expected.topics === 'number')
    note('listings', posts.length > 0, posts.length, expected.topics)
  for (const [where, post] of [
    ['first', posts[0]],
    ['last', posts.at(-1)],
  ]) {
    if (expected[where] === undefined || expected[where] === null) continue
    comparePost(post, expected[where], note, now)
  }
}

function comparePost(post, want, note, now) {
  const digits = (text) => /(\d+)\D*$/.exec(text ?? '')?.[1]
  note('post id', digits(post?.id) === digits(want.id), post?.id, want.id)
  note('author', post?.author.name === want.author.replace(/ says$/, ''), post?.author.name, want.author)
  const date = readDate(want.date, { now, timezone: 'UTC' })
  if (date !== null) note('date', sameMinute(post?.publishedAt, date), post?.publishedAt, want.date)
  note('permalink', post?.url !== null && post?.url !== undefined, post?.url, want.link)
  const start = folded(want.text).slice(0, 60)
  note(
    'text',
    folded(`${post?.text} ${post?.quotes.map((quote) => quote.text).join(' ')}`).includes(start.slice(0, 30)),
    post?.text,
    want.text,
  )
}

const folded = (text) =>
  String(text ?? '')
    .replace(/\W+/g, ' ')
    .trim()
    .toLowerCase()
const sameMinute = (got, want) => Boolean(got) && Math.abs(Date.parse(got) - Date.parse(want)) < 60_000
