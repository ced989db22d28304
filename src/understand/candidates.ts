// Which brands a post is to be judged for, and what it holds of each: those that it may mean, or those that were asked for.

import type { Brand } from '../domain/brand.js'
import type { PostText } from '../domain/verdict.js'
import { type BrandFinder, type BrandHits, compileBrands, NO_HITS, type Span } from './brands.js'
import type { Room } from './classifier.js'
import type { Surroundings } from './relevance.js'

/** Ad-hoc brands kept compiled, as `classify` may name the same one on every line. */
const COMPILED_MAX = 500

/** A post that names more brands than this is a list: its clauses belong to nobody. */
const OTHERS_MAX = 30

/** One brand that a post is to be judged for. */
export interface Candidate {
  readonly brand: Brand
  readonly hits: BrandHits
  /** Where the other brands stand. */
  readonly others: readonly Span[]
  readonly surroundings: Surroundings
}

/** The compiled brands that the post which was read last may mean. */
export function foundBrands(room: Room, post: PostText): Candidate[] {
  const { finder } = room
  const { hits: found, title, source } = seenBy(finder, room, post)
  // A reply in a thread about the brand speaks of it without naming it.
  for (const around of [title, source]) for (const index of around) if (!found.has(index)) found.set(index, NO_HITS)
  const meant = [...found]
    .filter(([index, hits]) => hits.spans.length > 0 || title.has(index) || source.has(index))
    .sort(([a], [b]) => a - b)
  return meant.map(([index, hits]) => ({
    brand: finder.brands[index] as Brand,
    hits,
    others: meant.length > OTHERS_MAX ? [] : meant.flatMap(([other, theirs]) => (other === index ? [] : theirs.spans)),
    surroundings: { titleNames: title.has(index), sourceNames: source.has(index) },
  }))
}

/** These brands, in the post that was read last. */
export function askedBrands(room: Room, post: PostText, asked: readonly Brand[]): Candidate[] {
  const places = asked.map((brand) => placeOf(room, brand))
  const seen = new Map<BrandFinder, Seen>()
  for (const { finder } of places) if (!seen.has(finder)) seen.set(finder, seenBy(finder, room, post))
  const hitsOf = places.map(({ finder, index }) => seen.get(finder)?.hits.get(index) ?? NO_HITS)
  return places.map(({ finder, index }, at) => ({
    brand: finder.brands[index] as Brand,
    hits: hitsOf[at] ?? NO_HITS,
    others: hitsOf.flatMap((theirs, other) => (other === at ? [] : theirs.spans)),
    surroundings: {
      titleNames: seen.get(finder)?.title.has(index) ?? false,
      sourceNames: seen.get(finder)?.source.has(index) ?? false,
    },
  }))
}

/** What a finder sees in a post and around it, by the places of its brands. */
interface Seen {
  readonly hits: Map<number, BrandHits>
  readonly title: ReadonlySet<number>
  readonly source: ReadonlySet<number>
}

function seenBy(finder: BrandFinder, room: Room, post: PostText): Seen {
  return {
    hits: finder.findIn(room.analysis.reading, room.others),
    title: finder.named(post.conversationTitle),
    source: finder.named(post.sourceText),
  }
}

function placeOf(room: Room, brand: Brand): { readonly finder: BrandFinder; readonly index: number } {
  const index = room.finder.places.get(brand)
  if (index !== undefined) return { finder: room.finder, index }
  const key = JSON.stringify(brand)
  const known = room.adHoc.get(key)
  if (known !== undefined) return { finder: known, index: 0 }
  if (room.adHoc.size >= COMPILED_MAX) room.adHoc.clear()
  const finder = compileBrands([brand])
  room.adHoc.set(key, finder)
  return { finder, index: 0 }
}
