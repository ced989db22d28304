// Keeps where the fresh posts about a brand link to: what new places are suggested by. It comes after their scan was
// stored: a crash in between loses a suggestion, and no post.

import type { FreshPost } from '../reading/posts.js'
import type { ScanTools } from '../tools.js'

/** Keeps the links of those of these posts that are mentions; the store knows which. */
export async function keepLinks(
  source: string,
  fresh: readonly FreshPost[],
  links: ReadonlyMap<string, readonly string[]>,
  { store }: Pick<ScanTools, 'store'>,
): Promise<void> {
  if (links.size === 0) return
  const linking = fresh.flatMap(({ post }) => {
    const urls = links.get(post.id) ?? links.get(post.url ?? '') ?? []
    return urls.length === 0 ? [] : [{ id: post.id, urls }]
  })
  if (linking.length > 0) await store.keepLinks(source, linking)
}
