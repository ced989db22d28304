// Remembers, as long as the program runs, what was grouped and which features texts have: the next look at the topics
// then costs the cases that are new. What is remembered follows from what is stored; forgetting it changes nothing.

import type { Brand } from '../../domain/brand.js'
import type { Alert } from '../../domain/case.js'
import type { Store } from '../../store/store.js'
import { type Features, featuresOf } from './features.js'
import { Grouping } from './group.js'
import { ownWords, type Topic, textsOf, topicId, topicsIn } from './topics.js'

/** Texts whose features are remembered for a brand: some ten megabytes. */
const FEATURES_MAX = 20_000

const groupings = new WeakMap<Store, Map<string, Grouping>>()
const ids = new WeakMap<Brand, Map<string, string>>()
const features = new WeakMap<ReadonlySet<string>, Map<string, Features>>()

/** The topics of a brand's cases, given oldest first. Only what was not grouped before is grouped now. */
export function groupedTopics(store: Store, brand: Brand, cases: readonly Alert[]): readonly Topic[] {
  const own = ownWords(brand)
  const texts = textsOf(cases)
  const ofStore = groupings.get(store) ?? new Map<string, Grouping>()
  groupings.set(store, ofStore)
  const known = ofStore.get(brand.id)
  // A case that was dismissed or edited since is another past: it is grouped from its beginning.
  const grouping = known?.agreesWith(texts) ? known : new Grouping(own)
  ofStore.set(brand.id, grouping)
  for (const text of texts.slice(grouping.size)) grouping.add(text)
  return topicsIn(cases, brand, grouping.groups(texts.length), topicIdOf)
}

/** A topic's id, made once: thousands of hashes at every look would cost more than the look. */
function topicIdOf(brand: Brand, founder: string): string {
  const known = ids.get(brand) ?? new Map<string, string>()
  ids.set(brand, known)
  const found = known.get(founder) ?? topicId(brand, founder)
  if (known.size >= FEATURES_MAX) known.clear()
  known.set(founder, found)
  return found
}

/** The features of a text among a brand's cases. */
export function rememberedFeatures(text: string, brand: Brand): Features {
  const own = ownWords(brand)
  const known = features.get(own) ?? new Map<string, Features>()
  features.set(own, known)
  const found = known.get(text)
  if (found !== undefined) return found
  if (known.size >= FEATURES_MAX) known.clear()
  const fresh = featuresOf(text, own)
  known.set(text, fresh)
  return fresh
}
