// New places to listen to: where the posts about a brand link to, and nobody listens yet. It fetches nothing: what a
// place is made of is found out when somebody asks for it.

import type { Brand } from '../../domain/brand.js'
import type { LinkingPost, StoredSource } from '../../store/store.js'
import { bareHost, placeOf, placesIn } from './hosts.js'

/** A place that is not listened to yet. */
export interface SuggestedPlace {
  readonly place: string
  /** Where to look for what it offers. */
  readonly url: string
  /** Posts that link to it. */
  readonly count: number
  /** Ids of the brands that these posts are about. */
  readonly brands: readonly string[]
  /** The newest post that links to it. */
  readonly example: string | null
}

/** As many as somebody would look at. */
const PLACES_MAX = 20

/** Parts of a brand's own site where customers talk. */
const WHERE_CUSTOMERS_TALK = /^(?:foros?|forums?|comunidad|community|ayuda|help|soporte|support|blog)[.-]?/

/** The places that these posts link to and no source covers, most linked first. */
export function suggestPlaces(
  posts: readonly LinkingPost[],
  sources: readonly StoredSource[],
  brands: readonly Brand[],
): readonly SuggestedPlace[] {
  const covered = new Set(sources.flatMap(({ spec, state }) => [spec.url, state.url]).flatMap(coverage))
  const own = new Set(brands.flatMap(ownLabels))
  const found = new Map<string, SuggestedPlace>()
  const counted = new Set<string>()
  for (const post of posts) {
    for (const { place, url } of placesIn(post.text)) {
      if (covered.has(place) || isOwnSite(place, own)) continue
      const before = found.get(place) ?? { place, url, count: 0, brands: [], example: post.url }
      const key = JSON.stringify([place, post.source, post.id])
      const isNew = !counted.has(key)
      counted.add(key)
      found.set(place, {
        ...before,
        count: before.count + Number(isNew),
        brands: before.brands.includes(post.brand) ? before.brands : [...before.brands, post.brand],
      })
    }
  }
  return [...found.values()]
    .sort((one, other) => other.count - one.count || (one.place < other.place ? -1 : 1))
    .slice(0, PLACES_MAX)
}

/** What a source covers: its place, and its host, whose other pages it is for the operator to add. */
function coverage(url: string): readonly string[] {
  const place = placeOf(url)?.place
  const host = URL.canParse(url) ? bareHost(new URL(url).hostname) : null
  return [place, host].filter((entry) => typeof entry === 'string')
}

/** The brand's site is no news to the brand; its forum is a place like any other. */
function isOwnSite(place: string, own: ReadonlySet<string>): boolean {
  const [host = ''] = place.split('/')
  if (place.includes('/') || WHERE_CUSTOMERS_TALK.test(host)) return false
  return host
    .split('.')
    .slice(0, -1)
    .some((label) => own.has(label.replace(/-/g, '')))
}

function ownLabels({ id, name, terms }: Brand): readonly string[] {
  return [id, name, ...terms]
    .map((word) =>
      word
        .normalize('NFKD')
        .replace(/[^a-zA-Z0-9]/g, '')
        .toLowerCase(),
    )
    .filter((word) => word.length > 1)
}
