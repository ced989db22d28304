// New places, below the sources: where the posts about a brand link to, and nobody listens yet. Nothing is fetched
// until somebody asks what is there.

import type { FC } from 'hono/jsx'
import { readPlaces } from '../../desk/places/read.js'
import type { SuggestedPlace } from '../../desk/places/suggest.js'
import { instantPlus } from '../../domain/time.js'
import { FormFields } from './frame.js'
import type { PageTools, PageView } from './page.js'
import { OutLink } from './text.js'

/** What was linked to this long ago may be gone. */
const PAST_MS = 90 * 86_400_000

/** The places that are suggested now. */
export function placesFor({ store, settings }: PageTools, view: PageView): Promise<readonly SuggestedPlace[]> {
  return readPlaces(store, settings.brands, { since: instantPlus(view.say.now, -PAST_MS) })
}

/** The suggestions, with a button for those who may add sources. */
export const Places: FC<{ view: PageView; places: readonly SuggestedPlace[]; isAdmin: boolean }> = (props) => {
  const { view, places, isAdmin } = props
  const { places: words, sources } = view.words
  if (places.length === 0) return null
  return (
    <section class="card" aria-labelledby="places">
      <h2 id="places">{words.title}</h2>
      <p class="hint">{words.about}</p>
      <ul class="plain rows">
        {places.map(({ place, url, count, example }) => (
          <li>
            <span class="grow">
              <b>
                <bdi dir="auto">{place}</bdi>
              </b>{' '}
              <span class="hint">{words.links(count)}</span> <OutLink url={example}>{words.example}</OutLink>
            </span>
            {isAdmin && (
              <form method="post" action="/sources/discover">
                <FormFields view={view} back="/sources" />
                <input type="hidden" name="url" value={url} />
                <button type="submit" class="btn small" aria-label={`${sources.find}: ${place}`}>
                  {sources.find}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
