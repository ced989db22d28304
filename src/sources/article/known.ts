// Which articles of a listing have been read. An article is known once it has been read, not once it was asked for; one
// that fails again and again is left alone.

import type { PageRequest, SourceMemory } from '../../domain/source.js'
import { comparableUrl } from '../reading/urls.js'

/** Articles remembered per source: some weeks of a busy site. The oldest are forgotten first. */
const KNOWN_MAX = 1_000
/** Articles asked for in one scan; the rest come at the next. */
const ASKED_MAX = 20
/** An article that could not be read this often is not asked for again. */
const TRIES_MAX = 3

/** The role of a request for one article. */
export const ARTICLE_ROLE = 'article'

/** What to fetch of a listing, and the memory in which that is noted. */
export interface Errands {
  readonly next: readonly PageRequest[]
  readonly memory: SourceMemory
}

/** Requests for the articles that are not known, the first of the list first. */
export function errandsFor(urls: readonly string[], memory: SourceMemory): Errands {
  const tries = triesIn(memory)
  const wanted = urls.filter((url) => (tries.get(comparableUrl(url)) ?? 0) < TRIES_MAX).slice(0, ASKED_MAX)
  for (const url of wanted) note(tries, url, (tries.get(comparableUrl(url)) ?? 0) + 1)
  return { next: wanted.map((url) => ({ url, role: ARTICLE_ROLE, detail: true })), memory: noted(tries, memory) }
}

/** The memory with these addresses of one article read. */
export function withRead(urls: readonly (string | null)[], memory: SourceMemory): SourceMemory {
  const tries = triesIn(memory)
  for (const url of urls) if (url !== null) note(tries, url, TRIES_MAX)
  return noted(tries, memory)
}

/** Noted last is forgotten last. */
function note(tries: Map<string, number>, url: string, count: number): void {
  const key = comparableUrl(url)
  tries.delete(key)
  tries.set(key, count)
}

function triesIn(memory: SourceMemory): Map<string, number> {
  const entries = Array.isArray(memory.articles) ? memory.articles.filter(Array.isArray) : []
  return new Map(entries.map((entry) => [String(entry[0]), Number(entry[1]) || 0]))
}

function noted(tries: ReadonlyMap<string, number>, memory: SourceMemory): SourceMemory {
  return { ...memory, articles: [...tries].slice(-KNOWN_MAX) }
}
