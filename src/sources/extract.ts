// From one page to its posts, with nothing stored and nothing else fetched: what `escucha extract` prints.

import type { Post } from '../domain/post.js'
import type { Page, PageReader } from '../domain/source.js'
import { kindOfPage } from './detect.js'
import { toPost } from './reading/identity.js'

/** The posts of a page, read as `kind`, or as what it is recognised as for `auto`. Throws what the reader throws. */
export async function extractPosts(page: Page, kind: string, reader: PageReader): Promise<readonly Post[]> {
  const named = kind === 'auto' ? await kindOfPage(page, reader) : kind
  const { posts } = await reader.read(named, page, { options: {}, memory: {} })
  return posts.map((draft) => toPost(draft, null))
}
