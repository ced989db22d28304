// Offers the answer that is known already: of the brand's cases in which staff or a marked reply answered in public,
// those that are most like this one are searched for it.

import type { Brand } from '../../domain/brand.js'
import type { Alert } from '../../domain/case.js'
import type { AlertRules } from '../../domain/settings.js'
import { instantPlus } from '../../domain/time.js'
import type { Store } from '../../store/store.js'
import { likeness } from './features.js'
import { readKnownAnswer } from './read.js'
import { rememberedFeatures } from './remembered.js'
import type { KnownAnswer } from './topics.js'

/** A wrong draft costs more than none: two cases have to be this alike. Of such pairs in the corpus, 96 % share a topic. */
const LIKENESS_MIN = 0.65

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
    .map((other) => ({ other, likeness: likeness(features, rememberedFeatures(other.excerpt, brand)) }))
    .filter((entry) => entry.likeness >= LIKENESS_MIN)
    .sort((one, other) => other.likeness - one.likeness)
  return readKnownAnswer(store, { cases: alike.map(({ other }) => other).toReversed() }, brand, rules)
}
