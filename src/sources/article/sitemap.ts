// Sitemaps: which pages a site has, the latest first where they are dated; and the index that lists the sitemaps of a large
// site. The tags are few and flat, so one pass of the tokenizer is the reader.

import { Parser } from 'htmlparser2'
import type { Page } from '../../domain/source.js'
import type { Instant } from '../../domain/time.js'
import { readDate } from '../reading/dates.js'
import { cleanLine } from '../reading/text.js'
import { resolveUrl } from '../reading/urls.js'

/** A page, or a further sitemap, that a sitemap lists. */
export interface SitemapEntry {
  readonly url: string
  readonly changedAt: Instant | null
  /** Only news sitemaps tell it. */
  readonly title: string | null
}

/** What a sitemap lists: sitemaps where it is an index, else pages. */
export interface Sitemap {
  readonly isIndex: boolean
  readonly entries: readonly SitemapEntry[]
}

/** The limit of the format itself. */
const ENTRIES_MAX = 50_000
const FIELD_CHARS_MAX = 5_000
/** Read in pieces, so that reading can stop where the limit is reached. */
const PIECE_CHARS = 65_536

/** Whether the page is a sitemap, by its root element. */
export function looksLikeSitemap(page: Page): boolean {
  return /<(?:\w{1,20}:)?(?:urlset|sitemapindex)[\s>]/.test(page.text.slice(0, 3_000))
}

/** Reads a sitemap; what is broken in it is left out. The latest come first; undated ones keep their order. */
export function readSitemap(page: Page): Sitemap {
  const handler = new SitemapHandler(page)
  const parser = new Parser(handler, { xmlMode: true })
  for (let at = 0; at < page.text.length && !handler.full; at += PIECE_CHARS)
    parser.write(page.text.slice(at, at + PIECE_CHARS))
  parser.end()
  const entries = [...handler.entries].sort((one, other) => (other.changedAt ?? '').localeCompare(one.changedAt ?? ''))
  return { isIndex: handler.isIndex, entries }
}

const FIELDS: ReadonlySet<string> = new Set(['loc', 'lastmod', 'publication_date', 'title'])

class SitemapHandler {
  readonly entries: SitemapEntry[] = []
  isIndex = false
  #fields: Map<string, string> | null = null
  #field: string | null = null
  /** Images and videos within an entry have addresses and titles of their own. */
  #aside: string | null = null

  constructor(private readonly page: Page) {}

  get full(): boolean {
    return this.entries.length >= ENTRIES_MAX
  }

  onopentag(name: string): void {
    const bare = localName(name)
    if (bare === 'sitemapindex') this.isIndex = true
    if (bare === 'url' || bare === 'sitemap') this.#fields = new Map()
    else if (/^(?:image|video):(?:image|video)$/.test(name)) this.#aside = name
    else if (this.#aside === null && this.#fields !== null && FIELDS.has(bare) && !this.#fields.has(bare))
      this.#field = bare
  }

  ontext(text: string): void {
    if (this.#field === null || this.#fields === null) return
    const before = this.#fields.get(this.#field) ?? ''
    if (before.length < FIELD_CHARS_MAX) this.#fields.set(this.#field, before + text)
  }

  onclosetag(name: string): void {
    this.#field = null
    if (name === this.#aside) this.#aside = null
    const bare = localName(name)
    if ((bare !== 'url' && bare !== 'sitemap') || this.#fields === null) return
    this.#close(this.#fields)
    this.#fields = null
  }

  #close(fields: ReadonlyMap<string, string>): void {
    const url = resolveUrl(fields.get('loc'), this.page.url)
    if (url === null || this.full) return
    const { fetchedAt: now, timezone } = this.page
    const date = fields.get('publication_date') ?? fields.get('lastmod') ?? ''
    this.entries.push({ url, changedAt: readDate(date, { now, timezone }), title: cleanLine(fields.get('title')) })
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
