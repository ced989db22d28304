// Flarum by its JSON:API, because its pages bear no dates. A post's id is Flarum's number of it; the best answer is known where that
// extension is in use.

import type { Page, SourceKind } from '../domain/source.js'
import { postsUrl, rootOf } from './flarum/addresses.js'
import { readFlarum } from './flarum/read.js'
import { recogniseBy } from './forum/engine.js'
import { type ForumOptions, forumOptions } from './forum/staff.js'
import { knownThread, roleOf, threadRequest } from './forum/visit.js'
import { looksLikeJson } from './reading/answers.js'

/** Flarum forums. */
export const flarum: SourceKind<ForumOptions> = {
  kind: 'flarum',
  title: 'Flarum forum',
  about:
    'Reads public Flarum forums by their JSON:API: all discussions, a tag, or one discussion, with solutions where the forum marks them. No key; only what guests may see.',
  exampleUrl: 'https://comunidad.example/t/soporte',
  example: {},
  options: forumOptions,
  recognise,
  start: (url) => [startRequest(url)],
  read: readFlarum,
  revisit: (conversation, sourceUrl, context) => {
    const known = knownThread(context.memory, conversation.id)
    const url = postsUrl(rootOf(conversation.url ?? sourceUrl), conversation.id)
    return [threadRequest(conversation.id, url, known?.mark ?? '', known)]
  },
}

function recognise(page: Page): number {
  if (!looksLikeJson(page)) {
    return recogniseBy(
      [
        {
          pattern: /\bid="flarum-(?:content|loading|json-payload)"|flarum\.core\.app|class="App-composer/i,
          weight: 0.96,
        },
      ],
      page,
    )
  }
  const head = page.text.slice(0, 200_000)
  return /"type"\s*:\s*"(?:discussions|posts)"/.test(head) && /"attributes"\s*:/.test(head) ? 0.97 : 0
}

function startRequest(address: string): ReturnType<SourceKind['start']>[number] {
  if (/\/api\//.test(address)) return { url: address, role: roleOf({ place: 'start' }) }
  const root = rootOf(address)
  const discussion = /\/d\/(\d+)/.exec(address)?.[1]
  if (discussion !== undefined)
    return { url: postsUrl(root, discussion), role: roleOf({ place: 'thread', thread: discussion }) }
  const tag = /\/t\/([^/?#]+)/.exec(address)?.[1]
  const filter = tag === undefined ? '' : `filter[tag]=${tag}&`
  return {
    url: `${root}/api/discussions?${filter}sort=-lastPostedAt&include=user,firstPost&page[limit]=50`,
    role: roleOf({ place: 'list' }),
  }
}
