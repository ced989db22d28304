// Finds the replies of a conversation that nobody has judged yet, each with what has to be known to judge it: what the
// case that it replies to asks, and what was said since. The judging itself is understanding's.

import type { Brand } from '../../domain/brand.js'
import type { Alert, ConversationView } from '../../domain/case.js'
import type { ReplyInContext, ReplyVerdict } from '../../domain/reply.js'
import type { AlertRules } from '../../domain/settings.js'
import { isOther, readThread, type Said } from './thread.js'

/** Replies of one conversation that are judged at once; of a thread of thousands the newest count. */
const JUDGED_MAX = 500

/** Posts before a reply that tell what it answers to. */
const BETWEEN_MAX = 3

/** A reply to be judged. */
export interface ReplyToJudge {
  readonly post: string
  readonly brand: string
  readonly context: ReplyInContext
}

/** The replies to cases about these brands that bear no verdict yet. */
export function repliesToJudge(
  view: ConversationView,
  brands: readonly Brand[],
  rules: AlertRules,
): readonly ReplyToJudge[] {
  if (view.posts.length < 2) return []
  return brands.flatMap((brand) => {
    const alerts = view.alerts.filter((alert) => alert.brand === brand.id)
    const isSpokenOf = view.posts.some(({ judgements }) => judgements.some((entry) => entry.brand === brand.id))
    if (alerts.length === 0 && !isSpokenOf) return []
    return repliesInThread(view, brand, readThread(view, brand, rules), alerts)
  })
}

/** The conversation with these verdicts beside its posts. */
export function withVerdicts(
  view: ConversationView,
  verdicts: readonly { readonly post: string; readonly verdict: ReplyVerdict }[],
): ConversationView {
  if (verdicts.length === 0) return view
  const byPost = new Map<string, ReplyVerdict[]>()
  for (const { post, verdict } of verdicts) byPost.set(post, [...(byPost.get(post) ?? []), verdict])
  const posts = view.posts.map((judged) => {
    const fresh = byPost.get(judged.post.id)
    return fresh === undefined ? judged : { ...judged, replies: [...(judged.replies ?? []), ...fresh] }
  })
  return { ...view, posts }
}

/** A case as far as its replies go. */
interface Asked {
  readonly opener: Said
  readonly place: number
}

function repliesInThread(
  view: ConversationView,
  brand: Brand,
  thread: readonly Said[],
  alerts: readonly Alert[],
): readonly ReplyToJudge[] {
  const cases = casesIn(thread, alerts)
  const [first] = cases
  if (first === undefined) return []
  const byPost = ownPosts(thread, cases)
  const found: ReplyToJudge[] = []
  for (let place = thread.length - 1; place > first.place && found.length < JUDGED_MAX; place -= 1) {
    const said = thread[place]
    if (said === undefined || said.verdict !== null || said.judged.post.text.trim() === '') continue
    const asked = byPost.get(said.judged.post.inReplyTo ?? '') ?? first
    if (place <= asked.place || !isOther(said, asked.opener.author)) continue
    found.push({ post: said.judged.post.id, brand: brand.id, context: contextOf(view, thread, asked, said, place) })
  }
  return found
}

/** The first post of each customer that opened a case, or is about to; in order. */
function casesIn(thread: readonly Said[], alerts: readonly Alert[]): readonly Asked[] {
  const openers = new Set(alerts.map(({ posts }) => posts[0]))
  const seen = new Set<string>()
  return thread.flatMap((opener, place) => {
    const isOpener = openers.has(opener.judged.post.id)
    const opens = opener.flagged.length > 0 && !opener.staff && opener.judged.copyOf === null
    const key = opener.author ?? `post ${opener.judged.post.id}`
    if ((!isOpener && !opens) || seen.has(key)) return []
    seen.add(key)
    return [{ opener, place }]
  })
}

/** Which case a post belongs to, for replies that say to which post they reply. */
function ownPosts(thread: readonly Said[], cases: readonly Asked[]): ReadonlyMap<string, Asked> {
  const byAuthor = new Map(
    cases.flatMap((asked) => (asked.opener.author === null ? [] : [[asked.opener.author, asked]])),
  )
  const byPost = new Map(cases.map((asked) => [asked.opener.judged.post.id, asked]))
  for (const { author, judged } of thread) {
    const asked = author === null ? undefined : byAuthor.get(author)
    if (asked !== undefined) byPost.set(judged.post.id, asked)
  }
  return byPost
}

function contextOf(
  view: ConversationView,
  thread: readonly Said[],
  { opener, place: asked }: Asked,
  said: Said,
  place: number,
): ReplyInContext {
  const before = thread.slice(Math.max(asked + 1, place - BETWEEN_MAX), place)
  return {
    title: opener.judged.post.title ?? view.conversation.title,
    question: opener.judged.post.text,
    between: before.map(({ judged }) => judged.post.text),
    reply: said.judged.post.text,
    author: said.staff ? 'staff' : 'customer',
  }
}
