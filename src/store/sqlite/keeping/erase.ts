// Personal-data erasure: every post of one person, or at one address, with all that quotes or retells it. What is
// left is a keyed hash of each post's identity, so that no scan brings it back.

import { EscuchaError } from '../../../domain/errors.js'
import type { Quote } from '../../../domain/post.js'
import type { Erased } from '../../store.js'
import type { Database } from '../database.js'
import { foldName, foldUrl } from '../names.js'
import { fromJson } from '../rows.js'
import { eraseAlerts } from './erase-alerts.js'
import { type DoomedPost, removeEmptyConversations, removePost } from './remove.js'
import { Tombstones } from './tombstones.js'

/** Who or what is to be erased. */
export type ErasureOf = { readonly author: string } | { readonly url: string }

/** Tells whether a post is meant. */
type Meant = (post: PersonalRow) => boolean

interface PersonalRow extends DoomedPost {
  readonly author: string | null
  readonly author_url: string | null
  readonly url: string | null
  readonly conversation_url: string | null
}

/** Erases inside one transaction. The caller then has the file forget too: see `forgetDeleted`. */
export function erase(database: Database, what: ErasureOf): Erased {
  const meant = meaning(what)
  return database.write(() => {
    const doomed = matching(database, meant)
    return eraseThese(database, doomed, 'author' in what ? foldName(what.author) : null)
  })
}

/** Erases these posts; an author's name, folded, also finds what others quoted and what cases kept. */
export function eraseThese(database: Database, doomed: readonly DoomedPost[], author: string | null): Erased {
  const mentions = countMentions(database, doomed)
  const tombstones = new Tombstones(database)
  const titles = forgetTitles(database, doomed)
  const conversations = new Set(doomed.map((post) => post.conversation))
  dropQuotes(database, doomed, author)
  const linked = alertsOfPosts(database, doomed)
  for (const post of doomed) removePost(database, post, tombstones, 'erased')
  const { alerts, sentTo } = eraseAlerts(database, linked, author, titles)
  removeEmptyConversations(database, conversations)
  return { posts: doomed.length, mentions, alerts, sentTo }
}

function meaning(what: ErasureOf): Meant {
  if ('author' in what) {
    const author = foldName(what.author)
    if (author === '') throw new EscuchaError('bad-input', 'the author to erase has no name')
    return (post) => post.author !== null && foldName(post.author) === author
  }
  const url = foldUrl(what.url)
  if (url === '') throw new EscuchaError('bad-input', 'the address to erase is empty')
  // What stands at an address: a post, a whole thread, or the profile of the one who wrote.
  return (post) =>
    [post.url, post.conversation_url, post.author_url].some((own) => own !== null && foldUrl(own) === url)
}

/** Reads every post's row: an erasure is rare, and an index of folded names would cost each post that is stored. */
function matching(database: Database, meant: Meant): readonly DoomedPost[] {
  const sql = `SELECT p.key, p.source, p.id, p.conversation, p.author, p.author_url, p.url, c.url AS conversation_url
    FROM post p CROSS JOIN conversation c ON c.key = p.conversation`
  return database.select<PersonalRow>(sql, meant)
}

function countMentions(database: Database, doomed: readonly DoomedPost[]): number {
  const sql = 'SELECT count(*) AS n FROM judgement WHERE post = ? AND mention = 1'
  return doomed.reduce((sum, post) => sum + (database.first<{ n: number }>(sql, post.key)?.n ?? 0), 0)
}

function alertsOfPosts(database: Database, doomed: readonly DoomedPost[]): ReadonlySet<number> {
  const sql = 'SELECT alert FROM alert_post WHERE post = ?'
  return new Set(doomed.flatMap((post) => database.all<{ alert: number }>(sql, post.key).map((row) => row.alert)))
}

/** A thread's title is the words of whoever opened it: it goes with the opening post. Gives the titles that went. */
function forgetTitles(database: Database, doomed: readonly DoomedPost[]): ReadonlyMap<number, string> {
  const sql = `SELECT c.title FROM conversation c JOIN post_text t ON t.title = c.title WHERE c.key = ? AND t.post = ?`
  const titles = new Map<number, string>()
  for (const { key, conversation } of doomed) {
    const row = database.first<{ title: string }>(sql, conversation, key)
    if (row === null) continue
    titles.set(conversation, row.title)
    database.run('UPDATE conversation SET title = NULL WHERE key = ?', conversation)
  }
  return titles
}

/** What others quoted of the erased posts, or of the erased person, goes too. */
function dropQuotes(database: Database, doomed: readonly DoomedPost[], author: string | null): void {
  const ids = new Set(doomed.map((post) => JSON.stringify([post.source, post.id])))
  const sql = `SELECT t.post, t.quotes, p.source FROM post_text t CROSS JOIN post p ON p.key = t.post
    WHERE t.quotes IS NOT NULL`
  const isMeant = (quote: Quote, source: string) =>
    ids.has(JSON.stringify([source, quote.postId])) || isBy(quote, author)
  const quoting = database.select<QuotingRow>(sql, ({ quotes, source }) =>
    fromJson<Quote[]>(quotes).some((quote) => isMeant(quote, source)),
  )
  for (const { post, quotes, source } of quoting) {
    const kept = fromJson<Quote[]>(quotes).filter((quote) => !isMeant(quote, source))
    const json = kept.length === 0 ? null : JSON.stringify(kept)
    database.run('UPDATE post_text SET quotes = ? WHERE post = ?', json, post)
  }
}

interface QuotingRow {
  readonly post: number
  readonly quotes: string
  readonly source: string
}

function isBy(quote: Quote, author: string | null): boolean {
  return author !== null && quote.author !== null && foldName(quote.author) === author
}
