// The list of source kinds: adding one is one file beside this, one test, one line here.

import type { SourceKind } from '../domain/source.js'
import { applereviews } from './applereviews.js'
import { article } from './article.js'
import { blogger } from './blogger.js'
import { bluesky } from './bluesky.js'
import { discourse } from './discourse.js'
import { feed } from './feed.js'
import { flarum } from './flarum.js'
import { fluxbb } from './fluxbb.js'
import { googlealerts } from './googlealerts.js'
import { googlenews } from './googlenews.js'
import { googleplay } from './googleplay.js'
import { hackernews } from './hackernews.js'
import { html } from './html.js'
import { lemmy } from './lemmy.js'
import { lobsters } from './lobsters.js'
import { mastodon } from './mastodon.js'
import { mybb } from './mybb.js'
import { nodebb } from './nodebb.js'
import { phpbb } from './phpbb.js'
import { reddit } from './reddit.js'
import { smf } from './smf.js'
import { stackexchange } from './stackexchange.js'
import { telegram } from './telegram.js'
import { vanilla } from './vanilla.js'
import { vbulletin } from './vbulletin.js'
import { wordpress } from './wordpress.js'
import { xenforo } from './xenforo.js'
import { youtube } from './youtube.js'

/** Every kind, in the order in which `sources list --kinds` shows them. */
export const sourceKinds: readonly SourceKind[] = [
  feed,
  discourse,
  phpbb,
  wordpress,
  xenforo,
  vbulletin,
  smf,
  mybb,
  fluxbb,
  stackexchange,
  vanilla,
  nodebb,
  flarum,
  blogger,
  reddit,
  hackernews,
  mastodon,
  bluesky,
  lemmy,
  lobsters,
  youtube,
  telegram,
  googlenews,
  googlealerts,
  applereviews,
  googleplay,
  article,
  html,
]

/** The kind of that name; undefined when there is none. */
export function sourceKind(name: string): SourceKind | undefined {
  return sourceKinds.find((kind) => kind.kind === name)
}
