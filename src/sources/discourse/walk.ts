// How a Discourse forum is walked: a listing names the topics that are new or have grown, a topic gives its first posts and the ids of
// all of them, and the ids not yet read are fetched in pieces, each piece asking for the next.

import type { ConversationRef } from '../../domain/post.js'
import type { PageRequest, ReadContext, SourceMemory } from '../../domain/source.js'
import type { ForumOptions } from '../forum/staff.js'
import { knownThread, withThread } from '../forum/visit.js'
import { postsUrl, rootOf, topicIn, topicUrl } from './addresses.js'
import type { TopicFacts } from './posts.js'

/** Discourse gives this many posts of a topic at once. */
const POSTS_PER_REQUEST = 20
/** The latest posts of a topic that are worth reading when it is new to us: older ones are history. */
const POSTS_PER_VISIT = 100

/** What a request is for. */
export interface Errand {
  readonly place: 'list' | 'topic' | 'posts' | 'piece'
  readonly mark: string
  readonly topic: string | null
  readonly slug: string | null
  readonly title: string | null
  readonly accepted: number | null
  readonly first: string | null
  /** Ids still to be fetched after this piece. */
  readonly rest: readonly string[]
}

/** The role of a request. */
export function roleFor(place: Errand['place'], more: Partial<Errand> = {}): string {
  const values = new URLSearchParams()
  for (const [name, value] of Object.entries(more)) {
    if (value !== null && value !== undefined) values.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  const query = values.toString()
  return query === '' ? place : `${place}?${query}`
}

/** Reads a role back; null for a page that came from nowhere. */
export function errandOf(role: string | null): Errand | null {
  if (role === null) return null
  const [place, query] = role.split('?', 2)
  const values = new URLSearchParams(query ?? '')
  const accepted = Number(values.get('accepted') ?? '')
  return {
    place: place === 'topic' || place === 'posts' || place === 'piece' ? place : 'list',
    mark: values.get('mark') ?? '',
    topic: values.get('topic'),
    slug: values.get('slug'),
    title: values.get('title'),
    accepted: accepted > 0 ? accepted : null,
    first: values.get('first'),
    rest: (values.get('rest') ?? '').split(',').filter((id) => /^\d+$/.test(id)),
  }
}

/** A topic as a listing tells it. */
interface ListedTopic {
  readonly id: string
  readonly mark: string
}

/** Requests for the topics that are new or have changed. */
export function topicRequests(
  topics: readonly ListedTopic[],
  root: string,
  memory: SourceMemory,
): readonly PageRequest[] {
  const changed = topics.filter(({ id, mark }) => mark === '' || knownThread(memory, id)?.mark !== mark)
  return changed.map(({ id, mark }) => ({ url: topicUrl(root, id), role: roleFor('topic', { mark }), detail: true }))
}

/** After a topic's first posts: the ids that are new to us, in pieces; or, when there are none, the memory of having read it. */
export function afterTopic(
  facts: TopicFacts,
  stream: readonly string[],
  given: readonly string[],
  errand: Errand,
  root: string,
  memory: SourceMemory,
): { readonly next: readonly PageRequest[]; readonly memory: SourceMemory | null } {
  const seenTo = Number(knownThread(memory, facts.id)?.page ?? 0)
  const shown = new Set(given)
  const wanted = stream.filter((id) => !shown.has(id) && Number(id) > seenTo).slice(-POSTS_PER_VISIT)
  const carried: Partial<Errand> = {
    mark: errand.mark,
    topic: facts.id,
    slug: facts.slug,
    title: facts.title?.slice(0, 300) ?? null,
    accepted: facts.acceptedNumber,
    first: facts.idsByNumber.get(1) ?? null,
  }
  const solution = solutionRequests(facts, stream, wanted, carried, root)
  if (wanted.length > 0) return { next: [pieceRequest(facts.id, wanted, carried, root), ...solution], memory: null }
  return {
    next: solution,
    memory: withThread(memory, facts.id, { mark: errand.mark, page: latest([...stream, ...given]) }),
  }
}

/** A post that was read long ago may have become the solution since: it is read again for its mark. */
function solutionRequests(
  facts: TopicFacts,
  stream: readonly string[],
  wanted: readonly string[],
  carried: Partial<Errand>,
  root: string,
): readonly PageRequest[] {
  const number = facts.acceptedNumber
  if (number === null || facts.idsByNumber.has(number) || wanted.length === stream.length) return []
  const url = `${root}/posts/by_number/${facts.id}/${number}.json`
  return [{ url, role: roleFor('piece', { ...carried, mark: '', rest: [] }), detail: true }]
}

/** After a piece: the next piece, or the memory of having read the topic. */
export function afterPiece(
  errand: Errand,
  given: readonly string[],
  root: string,
  memory: SourceMemory,
): { readonly next: readonly PageRequest[]; readonly memory: SourceMemory | null } {
  if (errand.topic === null) return { next: [], memory: null }
  if (errand.rest.length > 0) return { next: [pieceRequest(errand.topic, errand.rest, errand, root)], memory: null }
  return { next: [], memory: withThread(memory, errand.topic, { mark: errand.mark, page: latest(given) }) }
}

function pieceRequest(topic: string, ids: readonly string[], carried: Partial<Errand>, root: string): PageRequest {
  const { mark, slug, title, accepted, first } = carried
  const role = roleFor('piece', {
    topic,
    ...(mark === undefined ? {} : { mark }),
    ...(slug === undefined ? {} : { slug }),
    ...(title === undefined ? {} : { title }),
    ...(accepted === undefined ? {} : { accepted }),
    ...(first === undefined ? {} : { first }),
    rest: ids.slice(POSTS_PER_REQUEST),
  })
  return { url: postsUrl(root, topic, ids.slice(0, POSTS_PER_REQUEST)), role, detail: true }
}

function latest(ids: readonly string[]): string | null {
  let best: string | null = null
  for (const id of ids) if (best === null || Number(id) > Number(best)) best = id
  return best
}

/** A topic is seen again by its JSON: what is new in it follows from what is remembered of it. */
export function revisitDiscourse(
  conversation: ConversationRef,
  sourceUrl: string,
  context: ReadContext<ForumOptions>,
): readonly PageRequest[] {
  const id = topicIn(conversation.url ?? '') ?? conversation.id
  if (!/^\d+$/.test(id)) return []
  const mark = knownThread(context.memory, id)?.mark ?? ''
  const root = rootOf(conversation.url ?? sourceUrl)
  return [{ url: topicUrl(root, id), role: roleFor('topic', { mark }), detail: true }]
}
