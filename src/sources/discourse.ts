// Discourse by its JSON interface, which every public forum of the kind offers; and by its pages, for recorded ones. A post's id is
// Discourse's own number of it, a conversation's that of the topic.

import type { SourceKind } from '../domain/source.js'
import { startOf } from './discourse/addresses.js'
import { readDiscourse } from './discourse/read.js'
import { looksLikeDiscourse } from './discourse/recognise.js'
import { revisitDiscourse, roleFor } from './discourse/walk.js'
import { type ForumOptions, forumOptions } from './forum/staff.js'

/** Discourse forums. */
export const discourse: SourceKind<ForumOptions> = {
  kind: 'discourse',
  title: 'Discourse forum',
  about:
    'Reads public Discourse forums by their JSON: a whole forum, a category, a tag, a search or one topic. Knows staff, accepted answers and views.',
  exampleUrl: 'https://comunidad.example/latest',
  example: {},
  options: forumOptions,
  recognise: looksLikeDiscourse,
  start: (url) => {
    const { url: first, place } = startOf(url)
    return [{ url: first, role: roleFor(place) }]
  },
  read: readDiscourse,
  revisit: revisitDiscourse,
}
