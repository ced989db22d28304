// The full-text index: which texts stand in it, and what a person's words mean to it. SQLite's query language never
// sees what a person typed: every word goes in as a quoted phrase.

import type { Database } from '../database.js'

/** More words than anybody types; each costs a walk through the index. */
const WORDS_MAX = 16

/** Longer "words" are pasted text; the index has none of them. */
const WORD_CHARACTERS_MAX = 100

interface TextRow {
  readonly title: string | null
  readonly text: string
  readonly thread_title: string | null
}

interface IndexedRow {
  readonly search_title: string
  readonly text: string
}

/** Puts a post's text into the index, under its own title or else its thread's; does nothing where it stands there. */
export function makeSearchable(database: Database, post: number): void {
  const sql = `SELECT t.title, t.text, c.title AS thread_title FROM post_text t JOIN post p ON p.key = t.post
    JOIN conversation c ON c.key = p.conversation WHERE t.post = ? AND t.search_title IS NULL`
  const row = database.first<TextRow>(sql, post)
  if (row === null) return
  const title = row.title ?? row.thread_title ?? ''
  database.run('INSERT INTO post_search (rowid, title, text) VALUES (?, ?, ?)', post, title, row.text)
  // What was indexed must be told again, word for word, to take it out.
  database.run('UPDATE post_text SET search_title = ? WHERE post = ?', title, post)
}

/** Takes a post's text out of the index; does nothing where it does not stand there. Call it before the text changes. */
export function makeUnsearchable(database: Database, post: number): boolean {
  const sql = 'SELECT search_title, text FROM post_text WHERE post = ? AND search_title IS NOT NULL'
  const row = database.first<IndexedRow>(sql, post)
  if (row === null) return false
  const remove = "INSERT INTO post_search (post_search, rowid, title, text) VALUES ('delete', ?, ?, ?)"
  database.run(remove, post, row.search_title, row.text)
  database.run('UPDATE post_text SET search_title = NULL WHERE post = ?', post)
  return true
}

/**
 * What to MATCH for these words: each must occur, the last one may be the beginning of a word, and "two words" in
 * quotes must stand side by side. Null when there is nothing to search for; words of nothing but signs match nothing.
 */
export function searchPhrase(typed: string): string | null {
  const words = wordsOf(typed)
  if (words.length === 0) return null
  const searchable = words.filter((word) => /[\p{L}\p{N}]/u.test(word.text))
  if (searchable.length === 0) return '""'
  const phrases = searchable.map((word) => `"${word.text.replaceAll('"', ' ')}"`)
  const last = searchable.at(-1)
  return last?.whole === true ? phrases.join(' ') : `${phrases.join(' ')} *`
}

interface Word {
  readonly text: string
  /** It stood in quotes: it is meant as it is, not as a beginning. */
  readonly whole: boolean
}

function wordsOf(typed: string): Word[] {
  const words: Word[] = []
  // Every second piece stood between quotes; an unclosed quote counts as closed at the end.
  for (const [place, piece] of typed.replaceAll('\0', ' ').split('"').entries()) {
    const quoted = place % 2 === 1
    const texts = quoted ? [piece.trim()] : piece.split(/\s+/u)
    for (const text of texts) {
      if (text === '') continue
      words.push({ text: text.slice(0, WORD_CHARACTERS_MAX), whole: quoted })
      if (words.length === WORDS_MAX) return words
    }
  }
  return words
}
