// Reads a conversation as one brand sees it: in which order things were said, who of them is staff, what counts as
// a response and what as an answer. Everything follows from the posts; nothing here knows of alerts.

import type { Brand } from '../../domain/brand.js'
import type { ConversationView, JudgedPost } from '../../domain/case.js'
import type { ReplyVerdict } from '../../domain/reply.js'
import type { AlertRules } from '../../domain/settings.js'
import type { Instant } from '../../domain/time.js'
import type { Judgement, Label } from '../../domain/verdict.js'
import { flaggedLabels, labelsOf, MENTION_THRESHOLD } from './flags.js'
import { authorKey, isStaff, staffKeys } from './people.js'

/** Fewer words than this ("ok gracias", "lo mismo") answer nothing. */
const ANSWER_WORDS_MIN = 4

/** One post as a brand sees it. */
export interface Said {
  readonly judged: JudgedPost
  /** When it was said: its own date; when it was first seen where it has none, or one in the future. */
  readonly at: Instant
  /** Key of the author; null for somebody without a name. */
  readonly author: string | null
  readonly staff: boolean
  /** What is said of the brand; null when nobody asked that of this post. */
  readonly judgement: Judgement | null
  /** The post is about the brand. */
  readonly mentions: boolean
  /** It is about another brand instead: in a follow-up, the talk has moved on. */
  readonly mentionsOther: boolean
  /** Labels at their thresholds, whether or not the brand is named again. */
  readonly labels: readonly Label[]
  /** Of a mention, the labels that open an alert. */
  readonly flagged: readonly Label[]
  /** What it does for the case that it replies to; null when nobody asked. It moves who must act, and no figure. */
  readonly verdict: ReplyVerdict | null
  /** It would be an answer to somebody else's case. */
  readonly answers: boolean
}

/** The posts of a conversation in the order in which they were said, as the brand sees them. */
export function readThread(view: ConversationView, brand: Brand, rules: AlertRules): readonly Said[] {
  const staff = staffKeys(brand)
  return inOrder(view.posts).map(({ judged, at }) => {
    const judgement = judged.judgements.find((entry) => entry.brand === brand.id) ?? null
    const mentions = judgement !== null && judgement.relevance >= MENTION_THRESHOLD
    const isFromStaff = isStaff(judged.post.author, staff)
    const labels = judgement === null ? [] : labelsOf(judgement, rules)
    return {
      judged,
      at,
      author: authorKey(judged.post.author.name),
      staff: isFromStaff,
      judgement,
      mentions,
      mentionsOther:
        !mentions &&
        judged.judgements.some((entry) => entry.brand !== brand.id && entry.relevance >= MENTION_THRESHOLD),
      labels,
      flagged: mentions ? flaggedLabels(judgement, rules) : [],
      verdict: judged.replies?.find((reply) => reply.brand === brand.id) ?? null,
      answers: isFromStaff || judged.post.accepted || isCustomersAnswer(judged, judgement, labels, rules),
    }
  })
}

/**
 * True when `said` comes from somebody else than the case's author. Of two people without a name nobody knows
 * whether they are two: such a post counts only when staff or the engine's mark vouches for it.
 */
export function isOther(said: Said, author: string | null): boolean {
  if (author !== null || said.author !== null) return said.author !== author
  return said.staff || said.judged.post.accepted
}

/** True when the customer complains or asks, in a post that is not about another brand. */
export function asksOrComplains(said: Said): boolean {
  if (said.mentionsOther || said.judged.copyOf !== null) return false
  return saysTrouble(said.labels)
}

/** True when the customer complains. */
export function complains(said: Said): boolean {
  return asksOrComplains(said) && said.labels.includes('complaint')
}

/** True when the text has at least `least` words; a word holds a letter or a digit. */
export function hasWords(text: string, least: number): boolean {
  const word = /[\p{L}\p{N}]\S*/gu
  for (let count = 0; count < least; count += 1) if (word.exec(text) === null) return false
  return true
}

function isCustomersAnswer(
  judged: JudgedPost,
  judgement: Judgement | null,
  labels: readonly Label[],
  rules: AlertRules,
): boolean {
  if (!hasWords(judged.post.text, ANSWER_WORDS_MIN)) return false
  // In a thread about two brands, what is asked or complained of the one answers nothing about the other.
  const ofAnother = judged.judgements.filter((entry) => entry !== judgement && entry.relevance >= MENTION_THRESHOLD)
  if (ofAnother.some((entry) => saysTrouble(labelsOf(entry, rules)))) return false
  // A post that nobody judged (it was there before the brand was) still shows its question mark.
  if (judgement === null) return !judged.post.text.includes('?')
  return !saysTrouble(labels)
}

function saysTrouble(labels: readonly Label[]): boolean {
  return labels.includes('question') || labels.includes('complaint')
}

interface Dated {
  readonly judged: JudgedPost
  readonly at: Instant
}

const byNaturalId = new Intl.Collator('en', { numeric: true }).compare

function inOrder(posts: readonly JudgedPost[]): readonly Dated[] {
  const dated = posts.map((judged) => ({ judged, at: ownDate(judged) ?? judged.seenAt }))
  const earliest = dated.reduce<Instant | null>((least, { at }) => (least === null || at < least ? at : least), null)
  return dated
    .map(({ judged, at }) => ({ judged, at: earliest !== null && opensUndated(judged) ? earliest : at }))
    .sort(
      (one, other) =>
        compareText(one.at, other.at) ||
        rank(one.judged) - rank(other.judged) ||
        compareText(one.judged.seenAt, other.judged.seenAt) ||
        byNaturalId(one.judged.post.id, other.judged.post.id) ||
        compareText(one.judged.post.id, other.judged.post.id),
    )
}

/** A date after the moment of seeing is a wrong clock or a scheduled post. */
function ownDate({ post, seenAt }: JudgedPost): Instant | null {
  return post.publishedAt !== null && post.publishedAt <= seenAt ? post.publishedAt : null
}

/** An opening post without a date was said no later than the earliest thing below it. */
function opensUndated(judged: JudgedPost): boolean {
  return rank(judged) === 0 && ownDate(judged) === null
}

function rank({ post }: JudgedPost): 0 | 1 {
  return post.kind === 'topic' || post.kind === 'article' ? 0 : 1
}

function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
