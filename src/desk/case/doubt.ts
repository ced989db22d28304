// Weighs the answers of a case. The plain rule of the contract says what counts as an answer, in every figure; here it
// is asked whether any of them helps, because a wrong or empty answer leaves the customer waiting all the same. What
// comes out moves who must act, never when the case was answered.

import type { AnswerDoubt, DoubtKind } from '../../domain/case.js'
import type { ReplyVerdict } from '../../domain/reply.js'
import type { AlertRules } from '../../domain/settings.js'
import { type Instant, instantPlus } from '../../domain/time.js'
import { graceMs } from './flags.js'
import type { Progress } from './progress.js'
import { refutes } from './refuted.js'
import { saysOver } from './solved.js'
import { asksOrComplains, type Said } from './thread.js'

/**
 * From this probability on a verdict is believed against the plain rule, where it also leaves little room for an
 * answer. On conversations that were held out, 3 of 100 good answers are doubted so, and two thirds of the others are found.
 */
const SURE = 0.7
const ANSWERS_MAX = 0.2

/** Of hundreds of answers the newest are what is talked about. */
const NEWEST_MAX = 50

/** What a reply that the plain rule calls an answer is worth. */
type Worth = 'good' | Exclude<DoubtKind, 'settled'>

interface Weighed {
  readonly said: Said
  worth: Worth
  /** The post that says so, where another one than the reply itself does. */
  reason: Said
}

/** What speaks against the answers, and the post that gives reason to it. */
interface Found {
  readonly kind: Exclude<DoubtKind, 'settled'>
  readonly reason: Said
}

/**
 * What was answered since the customer last asked or complained. It hears every post of the case in order, those that
 * are known as well, so that one late look weighs as many early ones did.
 */
export class Round {
  #answers: Weighed[] = []
  #startedAt: Instant
  #hasCustomerSpoken = false
  #good = 0

  constructor(opener: Said) {
    this.#startedAt = opener.at
  }

  /** When the customer last asked or complained. */
  get startedAt(): Instant {
    return this.#startedAt
  }

  /** True when the customer wrote after staff had asked for data. */
  get hasCustomerSpoken(): boolean {
    return this.#hasCustomerSpoken
  }

  /** Takes in the customer's own post; true when it says that the answers did not help. */
  hearCustomer(said: Said): boolean {
    const isRefuting = this.#answers.length > 0 && saysFailed(said)
    this.#hasCustomerSpoken = true
    if (isRefuting || asksOrComplains(said)) {
      this.#answers = []
      this.#good = 0
      this.#startedAt = said.at
      this.#hasCustomerSpoken = false
    }
    return isRefuting
  }

  /** Takes in somebody else's post. */
  hearResponse(said: Said): void {
    const refuted = this.#answers.length > 0 && denies(said) ? this.#target(said) : undefined
    if (refuted !== undefined) {
      if (refuted.worth === 'good') this.#good -= 1
      refuted.worth = 'wrong'
      refuted.reason = said
      // Who only says that another is wrong has not answered either.
      if (!said.staff && said.verdict?.kind !== 'answer') return
    }
    if (!said.answers) return
    const worth = worthOf(said)
    if (worth === 'asked') this.#hasCustomerSpoken = false
    if (worth === 'good') this.#good += 1
    this.#answers.push({ said, worth, reason: said })
  }

  /** What speaks against all that was answered; null when something is good, or nothing was answered. */
  get doubt(): Found | null {
    if (this.#good > 0) return null
    const newest = this.#answers.slice(-NEWEST_MAX)
    for (const kind of ['asked', 'wrong', 'empty'] as const) {
      const weighed = newest.findLast(({ worth }) => worth === kind)
      if (weighed !== undefined) return { kind, reason: weighed.reason }
    }
    return null
  }

  /** Which answer a denial is about: the one that it replies to, else the last one by somebody else. A mark stands. */
  #target(said: Said): Weighed | undefined {
    const { inReplyTo } = said.judged.post
    const others = this.#answers
      .slice(-NEWEST_MAX)
      .filter(({ said: { author, judged } }) => (author === null || author !== said.author) && !judged.post.accepted)
    return others.find((weighed) => weighed.said.judged.post.id === inReplyTo) ?? others.at(-1)
  }
}

/** A thread of thousands may hold thousands of cases: what a post says of others is asked once. */
const known = new WeakMap<Said, { readonly failed: boolean; readonly denied: boolean }>()

function sayingsOf(said: Said): { readonly failed: boolean; readonly denied: boolean } {
  const before = known.get(said)
  if (before !== undefined) return before
  const { text } = said.judged.post
  const sayings = { failed: saysOver(text) === null && refutes(text, 'asker'), denied: refutes(text, 'other') }
  known.set(said, sayings)
  return sayings
}

function saysFailed(said: Said): boolean {
  return sayingsOf(said).failed
}

function denies(said: Said): boolean {
  return sayingsOf(said).denied
}

/** Staff answer unless they only ask for data; of others a sure verdict is believed; a mark settles it. */
function worthOf(said: Said): Worth {
  const { verdict } = said
  if (said.judged.post.accepted || verdict === null || !isSure(verdict)) return 'good'
  if (said.staff) return verdict.kind === 'staffprobe' ? 'asked' : 'good'
  if (verdict.kind === 'wrong') return 'wrong'
  return verdict.kind === 'answer' || verdict.kind === 'partial' ? 'good' : 'empty'
}

function isSure({ probability, answers }: ReplyVerdict): boolean {
  return probability >= SURE && answers <= ANSWERS_MAX
}

/** Lets what was weighed up to `at` say who must act. Only an answered case has an answer to doubt. */
export function weighAnswers(progress: Progress, round: Round, at: Instant, rules: AlertRules): void {
  const { status, doubt: before } = progress.alert
  if (status !== 'answered') {
    if (before !== null) progress.set({ doubt: null })
    return
  }
  const found = round.doubt
  // A person said that it is answered: only somebody who says later that it is wrong speaks against that.
  const isSettled = before?.kind === 'settled'
  if (isSettled && (found?.kind !== 'wrong' || found.reason.at <= before.since)) return
  if (found === null) {
    if (before !== null) clear(progress, at)
    return
  }
  if (before?.kind !== found.kind) raise(progress, round, found, rules)
  const { doubt } = progress.alert
  const isStaffsTurn = found.kind === 'asked' && round.hasCustomerSpoken
  if (doubt !== null && doubt.handedOverAt === null && isStaffsTurn) handOver(progress, doubt, at)
}

function clear(progress: Progress, at: Instant): void {
  progress.set({ doubt: null, dueAt: null })
  progress.note('doubt', at, 'doubt.cleared')
  progress.tell('answered')
}

function raise(progress: Progress, round: Round, { kind, reason }: Found, rules: AlertRules): void {
  const { at } = reason
  const post = reason.judged.post.id
  // An empty reply buys no time; who is asked for data gets some, and so does a team that learns that it was wrong.
  const dueAt = instantPlus(kind === 'empty' ? round.startedAt : at, graceMs(progress.alert, rules))
  const doubt: AnswerDoubt = { kind, since: at, post, handedOverAt: null }
  progress.set({ doubt, dueAt })
  progress.note('doubt', at, `doubt.${kind}`, { to: post })
  const { answeredAt, escalatedAt } = progress.alert
  const isTeams = escalatedAt !== null || (answeredAt !== null && answeredAt < round.startedAt)
  if (kind === 'wrong' || (kind === 'empty' && (isTeams || dueAt <= at))) handOver(progress, doubt, at)
}

/**
 * Hands the case to the team. A team that was called before, and that nobody has answered for, need not be told again;
 * nor need one that asked for data itself: it finds the case in its list.
 */
export function handOver(progress: Progress, doubt: AnswerDoubt, at: Instant): void {
  progress.set({ doubt: { ...doubt, handedOverAt: at } })
  if (doubt.kind === 'asked' || doubt.kind === 'empty') progress.note('handed-over', at, `handed-over.${doubt.kind}`)
  const isNews = doubt.kind === 'wrong' || (doubt.kind === 'empty' && progress.alert.escalatedAt === null)
  if (isNews) progress.tell('escalated')
}
