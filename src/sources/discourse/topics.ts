// Topics as Discourse's listings and its search give them.

import type { PostDraft } from '../../domain/post.js'
import { idIn, type Json, lineIn, numberIn, objectOf, objectsOf, textIn } from '../reading/answers.js'
import { htmlToText } from '../reading/html.js'
import { pastInstant } from '../reading/instants.js'
import { readerUrl } from './addresses.js'

/** The topics of an answer; null when it is no listing. */
export function listedTopics(answer: unknown): readonly Json[] | null {
  if (Array.isArray(answer)) return oldSearchTopics(objectsOf(answer))
  const single = objectOf(answer)
  if (single === null) return null
  const list = objectOf(single.topic_list)
  if (list !== null) return objectsOf(list.topics)
  if (single.grouped_search_result !== undefined) return withBlurbs(objectsOf(single.topics), objectsOf(single.posts))
  const categories = objectOf(single.category_list)
  if (categories !== null) return objectsOf(categories.categories).flatMap((category) => objectsOf(category.topics))
  return Array.isArray(single.topics) ? objectsOf(single.topics) : null
}

/** Search once answered with groups of results. */
function oldSearchTopics(groups: readonly Json[]): readonly Json[] | null {
  if (groups.length > 0 && groups.every((group) => Array.isArray(group.results))) {
    return groups.filter((group) => group.type === 'topic').flatMap((group) => objectsOf(group.results))
  }
  return null
}

function withBlurbs(topics: readonly Json[], posts: readonly Json[]): readonly Json[] {
  return topics.map((topic) => {
    const hit = posts.find((post) => idIn(post.topic_id) === idIn(topic.id) && numberIn(post.post_number) === 1)
    return hit === undefined ? topic : { ...topic, excerpt: hit.blurb, username: hit.username }
  })
}

/** What a listing tells of a topic, as the draft of its opening post. */
export function topicDraft(topic: Json, users: readonly Json[], root: string, now: string): PostDraft {
  const id = idIn(topic.id)
  const title = lineIn(topic.title) ?? lineIn(topic.fancy_title)
  const slug = lineIn(topic.slug) ?? /\/t\/([^/?#]+)\/\d/.exec(lineIn(topic.url) ?? '')?.[1] ?? null
  const url = id === null ? null : readerUrl(root, slug, id, null)
  const count = numberIn(topic.posts_count)
  const author = openingPoster(topic, users)
  return {
    id,
    url,
    kind: 'topic',
    title,
    text: htmlToText(textIn(topic.excerpt) ?? ''),
    author: {
      name: author,
      url: author === null ? null : `${root}/u/${encodeURIComponent(author.toLowerCase())}`,
      staff: false,
    },
    publishedAt: pastInstant(lineIn(topic.created_at), now),
    updatedAt: null,
    conversation: id === null ? null : { id, url, title },
    inReplyTo: null,
    accepted: false,
    answered: typeof topic.has_accepted_answer === 'boolean' ? topic.has_accepted_answer : null,
    views: numberIn(topic.views),
    language: null,
    quotes: [],
    replyCount: count === null ? null : Math.max(0, count - 1),
  }
}

/** The first of the posters opened the topic; what the others did is told after it. */
function openingPoster(topic: Json, users: readonly Json[]): string | null {
  const own = lineIn(topic.username)
  if (own !== null) return own
  const poster = objectsOf(topic.posters)[0]
  const id = idIn(poster?.user_id) ?? idIn(objectOf(poster?.user)?.id)
  const user = users.find((entry) => idIn(entry.id) === id)
  return lineIn(user?.username) ?? lineIn(objectOf(poster?.user)?.username)
}
