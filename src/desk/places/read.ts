// Gathers from the store what new places are suggested by.

import type { Brand } from '../../domain/brand.js'
import type { Instant } from '../../domain/time.js'
import type { Store } from '../../store/store.js'
import { type SuggestedPlace, suggestPlaces } from './suggest.js'

/** Posts with links looked through; of a livelier place the newest speak for it. */
const POSTS_MAX = 5_000

/** The places that posts about these brands have linked to in a period, and that nobody listens to yet. */
export async function readPlaces(
  store: Pick<Store, 'linkingPosts' | 'listSources'>,
  brands: readonly Brand[],
  period: { readonly since: Instant; readonly until?: Instant },
): Promise<readonly SuggestedPlace[]> {
  const [posts, sources] = await Promise.all([store.linkingPosts({ ...period, limit: POSTS_MAX }), store.listSources()])
  const wanted = new Set(brands.map(({ id }) => id))
  return suggestPlaces(
    posts.filter(({ brand }) => wanted.has(brand)),
    sources,
    brands,
  )
}
