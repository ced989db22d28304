// Offers the answer that is known already: of the brand's cases in which staff or a marked reply answered in public,
// those that are most like this one are searched for it.

import type { Brand } from '../../domain/brand.js'
import type { Alert } from '../../domain/case.js'
import type { AlertRules } from '../../domain/settings.js'
import { instantPlus } from '../../domain/time.js'
import type { Store } from '../../store/store.js'
import { type Features, likeness, sharedFeatures } from './features.js'
import { readKnownAnswer } from './read.js'
import { rememberedFeatures } from './remembered.js'
import type { KnownAnswer } from './topics.js'

/**
 * A wrong draft costs more than none: two cases have to be this alike, by several things and not by one that both name
 * in few words, unless they say nearly the same. Of such pairs in the corpus, its unseen parts included, 95 % share a topic.
 */
const LIKENESS_MIN = 0.65
const SHARED_MIN = 3
const NEARLY_THE_SAME = 0.9

/** Answers age: prices, menus and apps change. */
const PAST_MS = 365 * 86_400_000

/** Answered cases compared, the newest first: a fraction of a second. */
const COMPARED_MAX = 2_000

/** The known answer to what this alert raises, from another case of the brand; null when there is none. */
export async function suggestAnswer(
  store: Store,
  alert: Alert,
  brand: Brand,
  rules: AlertRules,
): Promise<KnownAnswer | null> {
  const since = instantPlus(alert.openedAt, -PAST_MS)
  const until = instantPlus(alert.updatedAt, 1)
  const cases = await store.alertsOpened({ brand: brand.id, since, until })
  const answered = cases
    .filter(({ id, acceptedAt, staffRespondedAt }) => id !== alert.id && (acceptedAt ?? staffRespondedAt) !== null)
    .slice(-COMPARED_MAX)
  const features = rememberedFeatures(alert.excerpt, brand)
  const alike = answered
    .map((other) => ({ other, own: rememberedFeatures(other.excerpt, brand) }))
    .filter(({ own }) => sureEnough(features, own))
    .sort((one, other) => likeness(features, other.own) - likeness(features, one.own))
  return readKnownAnswer(store, { cases: alike.map(({ other }) => other).toReversed() }, brand, rules)
}

/** True when two cases are so alike that the answer to one may be offered to the other. */
export function sureEnough(one: Features, other: Features): boolean {
  const alike = likeness(one, other)
  if (alike < LIKENESS_MIN) return false
  return alike >= NEARLY_THE_SAME || sharedFeatures(one, other) >= SHARED_MIN
}
