// What the figures are counted over: cases with what became of them, mentions cut to what is counted, and the posts
// in which people responded. Made once per brand and period; everything in `insights.ts` is arithmetic on it.

import type { Brand } from '../../domain/brand.js'
import type { Alert, ConversationView, DismissReason } from '../../domain/case.js'
import type { AlertRules } from '../../domain/settings.js'
import type { Instant } from '../../domain/time.js'
import { LABELS, type Label } from '../../domain/verdict.js'
import type { Mention } from '../../store/store.js'
import { caseThread } from '../case/follow.js'
import { authorKey, isStaff, staffKeys } from '../case/people.js'
import { readThread, type Said } from '../case/thread.js'

/** ISO 639-2's word for a language that nobody could tell. */
export const UNKNOWN_LANGUAGE = 'und'

/** A mention, cut to what is counted. */
export interface MentionFact {
  readonly source: string
  readonly post: string
  readonly at: Instant
  /** Name as shown; null for nobody. */
  readonly author: string | null
  readonly staff: boolean
  readonly language: string | null
  readonly labels: readonly Label[]
  /** It belongs to an alert. */
  readonly flagged: boolean
}

/** One response to at least one case. */
export interface ResponseFact {
  readonly source: string
  readonly post: string
  readonly author: string | null
  readonly staff: boolean
  readonly answers: boolean
}

/** A person who dismissed it said that it never was a case of ours. */
const NO_CASE: ReadonlySet<DismissReason> = new Set(['not-our-brand', 'wrong-label', 'duplicate', 'spam'])

/** The alerts that are cases: all but those that a person dismissed as none. */
export function casesOf(alerts: readonly Alert[]): readonly Alert[] {
  return alerts.filter(({ dismissReason }) => dismissReason === null || !NO_CASE.has(dismissReason))
}

/** A mention as a fact; null for a copy, which folds into the post it copies. */
export function mentionFact(mention: Mention, brand: Brand, rules: AlertRules): MentionFact | null {
  const { post, seenAt } = mention
  if (mention.copyOf !== null) return null
  return {
    source: post.source ?? '',
    post: post.id,
    at: post.publishedAt !== null && post.publishedAt <= seenAt ? post.publishedAt : seenAt,
    author: authorKey(post.author.name) === null ? null : post.author.name,
    staff: isStaff(post.author, staffKeys(brand)),
    language: post.language,
    labels: LABELS.filter((label) => mention.labels[label] >= rules.threshold[label]),
    flagged: mention.alert !== null,
  }
}

/** Every response to these cases, once, however many cases of its conversation it responds to. */
export function responsesTo(
  cases: readonly Alert[],
  views: readonly ConversationView[],
  brand: Brand,
  rules: AlertRules,
): readonly ResponseFact[] {
  const openers = new Set(cases.map((alert) => key(alert.source, alert.posts[0] ?? '')))
  return views.flatMap((view) => {
    const thread = readThread(view, brand, rules)
    const responses = new Set<Said>()
    for (const said of thread) {
      if (!openers.has(key(view.source, said.judged.post.id))) continue
      for (const response of caseThread(thread, said).responses) responses.add(response)
    }
    return [...responses].map((said) => ({
      source: view.source,
      post: said.judged.post.id,
      author: said.author === null ? null : said.judged.post.author.name,
      staff: said.staff,
      answers: said.answers,
    }))
  })
}

/** The sources whose engine marks solutions: it says of some question whether it is answered, or marks some reply. */
export function sourcesWithMarks(views: readonly ConversationView[]): ReadonlySet<string> {
  const marking = views.filter(({ posts }) => posts.some(({ post }) => post.accepted || post.answered !== null))
  return new Set(marking.map((view) => view.source))
}

function key(source: string, post: string): string {
  return `${source} ${post}`
}
