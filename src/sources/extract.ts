// From one page to its posts, with nothing stored and nothing else fetched: what `escucha extract` prints.

import type { Post } from '../domain/post.js'
import type { Page, PageReader } from '../domain/source.js'
import { kindOfPage } from './detect.js'
import { toPost } from './reading/identity.js'

/** What one page gives. */
export interface Extraction {
  readonly kind: string
  readonly posts: readonly Post[]
  /** Addresses that a scan would go on to: the threads behind a listing, the forums behind an index. */
  readonly further: readonly string[]
  readonly warnings: readonly string[]
}

/** Reads a page as `kind`, or as what it is recognised as for `auto`. Throws what the reader throws. */
export async function extractPage(
  page: Page,
  given: { readonly kind: string; readonly options: Readonly<Record<string, unknown>> },
  reader: PageReader,
): Promise<Extraction> {
  const kind = given.kind === 'auto' ? await kindOfPage(page, reader) : given.kind
  const { posts, next, warnings } = await reader.read(kind, page, { options: given.options, memory: {} })
  return {
    kind,
    posts: posts.map((draft) => toPost(draft, null)),
    further: next.map(({ url }) => url),
    warnings: warnings ?? [],
  }
}

/** The posts of a page alone. Throws what the reader throws. */
export async function extractPosts(page: Page, kind: string, reader: PageReader): Promise<readonly Post[]> {
  return (await extractPage(page, { kind, options: {} }, reader)).posts
}
