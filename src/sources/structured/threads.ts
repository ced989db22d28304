// The conversations that a page describes: a discussion or a question with its replies, the comments of an article,
// reviews. JSON-LD and microdata may both tell them; who tells more posts is believed.

import type { ConversationRef, PostDraft, PostKind } from '../../domain/post.js'
import { starredTitle } from '../platform/stars.js'
import { canonicalUrl } from '../reading/urls.js'
import { addressIn, draftOf, idOf, isReply, starsOf, type ThingReading, titleOf } from './draft.js'
import { everyThing, isOf, lineIn, NESTING_MAX, type Thing, thingsIn } from './things.js'

const DISCUSSIONS: ReadonlySet<string> = new Set(['DiscussionForumPosting', 'SocialMediaPosting', 'Question'])
const REVIEWS: ReadonlySet<string> = new Set(['Review', 'UserReview', 'CriticReview'])
const FAQ: ReadonlySet<string> = new Set(['FAQPage'])
/** More posts than any engine puts on one page. */
const POSTS_MAX = 2_000

/** The page's discussion as posts, its opening one first; empty when the page describes none, or several. */
export function discussionIn(
  things: readonly Thing[],
  reading: ThingReading,
  page: string | null,
): readonly PostDraft[] {
  const every = everyThing(things)
  // The questions of a company's own help pages are nobody's.
  const asked = new Set(every.filter((thing) => isOf(thing, FAQ)).flatMap((faq) => thingsIn(faq, 'mainEntity')))
  const openings = every.filter((thing) => isOf(thing, DISCUSSIONS) && !asked.has(thing) && isOpening(thing, every))
  const [opening] = openings
  if (opening === undefined || openings.length > 1) return []
  return new ThreadReader(reading, addressOfThread(opening, reading, page), titleOf(opening)).read(opening)
}

/** Some engines mark each reply as a posting of its own, within the first. */
function isOpening(thing: Thing, every: readonly Thing[]): boolean {
  return !every.some((other) => other !== thing && isOf(other, DISCUSSIONS) && repliesOf(other).includes(thing))
}

function addressOfThread(opening: Thing, reading: ThingReading, page: string | null): string | null {
  const url = addressIn(opening, reading)
  return (url === null ? null : url.replace(/#.*$/, '')) ?? page
}

/** The comments that the page describes, of an article that is read otherwise. */
export function commentsIn(
  things: readonly Thing[],
  reading: ThingReading,
  conversation: ConversationRef,
): readonly PostDraft[] {
  const every = everyThing(things).filter(isReply)
  const inner = new Set(every.flatMap(repliesOf))
  const thread = new ThreadReader(reading, conversation.url, conversation.title, conversation)
  return every.filter((thing) => !inner.has(thing)).flatMap((thing) => thread.replies(thing, 'comment', null))
}

/** The reviews that the page describes, of a product, an app or a place. */
export function reviewsIn(things: readonly Thing[], reading: ThingReading, page: string | null): readonly PostDraft[] {
  const reviews = everyThing(things)
    .filter((thing) => isOf(thing, REVIEWS))
    .slice(0, POSTS_MAX)
  return reviews.map((thing) => asReview(thing, reading, page)).filter((post) => post.text !== '')
}

function asReview(thing: Thing, reading: ThingReading, page: string | null): PostDraft {
  const draft = draftOf(thing, reading)
  const url = draft.url ?? anchorOf(thing, page)
  const located = { ...draft, url }
  const title = starredTitle(starsOf(thing), titleOf(thing))
  return { ...located, id: idOf(thing, located, page), kind: 'review', title }
}

/** Comments, answers and what else is said in reply, in the order in which a page shows them. */
function repliesOf(thing: Thing): readonly Thing[] {
  return thingsIn(thing, 'acceptedAnswer', 'suggestedAnswer', 'comment', 'reply', 'replies')
}

class ThreadReader {
  readonly #conversation: ConversationRef
  readonly #seen = new Set<Thing>()

  constructor(
    private readonly reading: ThingReading,
    private readonly page: string | null,
    title: string | null,
    conversation: ConversationRef | null = null,
  ) {
    this.#conversation = conversation ?? { id: page === null ? (title ?? '') : canonicalUrl(page), url: page, title }
  }

  read(opening: Thing): readonly PostDraft[] {
    this.#seen.add(opening)
    const draft = draftOf(opening, this.reading)
    const accepted = thingsIn(opening, 'acceptedAnswer').length > 0
    const first: PostDraft = {
      ...draft,
      url: this.page,
      kind: 'topic',
      conversation: this.#conversation,
      answered: answeredOf(opening, accepted),
    }
    const told = repliesOf(opening).flatMap((reply) =>
      this.replies(reply, 'reply', null, thingsIn(opening, 'acceptedAnswer')),
    )
    return [first, ...told]
  }

  /** A reply and those below it. */
  replies(
    thing: Thing,
    kind: PostKind,
    parent: PostDraft | null,
    accepted: readonly Thing[] = [],
    depth = 0,
  ): readonly PostDraft[] {
    if (this.#seen.has(thing) || this.#seen.size > POSTS_MAX || depth > NESTING_MAX) return []
    this.#seen.add(thing)
    const draft = draftOf(thing, this.reading)
    const located = { ...draft, url: draft.url ?? anchorOf(thing, this.page) }
    const post: PostDraft = {
      ...located,
      id: idOf(thing, located, this.page),
      kind,
      title: null,
      conversation: this.#conversation,
      inReplyTo: parent === null ? this.#namedParent(thing) : identityOf(parent),
      accepted: accepted.includes(thing),
    }
    const below = repliesOf(thing).flatMap((reply) => this.replies(reply, kind, post, [], depth + 1))
    return post.text === '' ? below : [post, ...below]
  }

  /** `parentItem` names what a comment answers, by its address; the page itself is no comment. */
  #namedParent(thing: Thing): string | null {
    const parent = thingsIn(thing, 'parentItem')[0]
    const url = parent === undefined || !isReply(parent) ? null : addressIn(parent, this.reading)
    return url === null ? null : canonicalUrl(url)
  }
}

function answeredOf(opening: Thing, accepted: boolean): boolean | null {
  if (accepted) return true
  return lineIn(opening, 'answerCount') === '0' ? false : null
}

/** The id that a post will have (`reading/identity.ts`). */
function identityOf(post: PostDraft): string | null {
  return post.id ?? (post.url === null ? null : canonicalUrl(post.url))
}

function anchorOf(thing: Thing, page: string | null): string | null {
  const id = thing.element?.attribs.id
  return page === null || id === undefined || id === '' ? null : `${page.replace(/#.*$/, '')}#${encodeURIComponent(id)}`
}
