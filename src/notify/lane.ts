// Carries the deliveries of one target, one after the other in the order of events. A failure is settled with its next
// try; a target that is down or asks to wait is left alone, and the deliveries behind lose no attempt by it.

import type { AlertEvent, Delivery } from '../domain/delivery.js'
import { EscuchaError } from '../domain/errors.js'
import type { PostOutcome } from '../domain/fetcher.js'
import type { Notifier } from '../domain/notifier.js'
import type { TargetSpec } from '../domain/settings.js'
import { type Instant, instantOf, instantPlus } from '../domain/time.js'
import { type Decision, decide } from './decide.js'
import { notifier } from './index.js'
import type { SendTools } from './outbox.js'
import { shownAddress } from './wording/address.js'

/** An attempt lasts up to 15 s: with less of the lease left, another sender could take the delivery meanwhile. */
const LEASE_LEFT_MIN_MS = 15_500
/** After so many failures in a row the target is down, not unlucky: the rest waits instead of knocking in turn. */
const FAILURES_IN_A_ROW_MAX = 3
/** A target that is down gets one knock a minute. */
const DOWN_HOLD_MS = 60_000

interface Leased {
  readonly delivery: Delivery
  readonly until: Instant
}

/** The deliveries to one target, one after the other. */
export class Lane {
  sent = 0
  failed = 0
  readonly #targetId: string
  readonly #tools: SendTools
  #queue: Leased[] = []
  #isBusy = false
  #running: Promise<void> = Promise.resolve()
  #failuresInARow = 0
  /** The delivery that alone may knock, or '' when none may; null while the target is free. */
  #heldBy: string | null = null
  #wasDown = false

  constructor(targetId: string, tools: SendTools) {
    this.#targetId = targetId
    this.#tools = tools
  }

  get isBusy(): boolean {
    return this.#isBusy
  }

  async idle(): Promise<void> {
    await this.#running
  }

  add(delivery: Delivery, until: Instant): void {
    this.#queue.push({ delivery, until })
    this.#queue.sort((one, other) => one.delivery.event.at.localeCompare(other.delivery.event.at))
    if (this.#isBusy) return
    this.#isBusy = true
    this.#running = this.#run()
  }

  async #run(): Promise<void> {
    try {
      // Reading the hold takes a moment, in which those that were leased together are put in order.
      await this.#readHold()
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
        if (this.#mustWait(next.delivery)) continue
        const leftMs = Date.parse(next.until) - this.#tools.clock().getTime()
        // What is not sent now is not settled either: it is due again when its lease ends, no attempt counted.
        if (leftMs < LEASE_LEFT_MIN_MS) continue
        if (!(await this.#send(next.delivery))) this.#queue = []
      }
    } finally {
      this.#isBusy = false
    }
  }

  // A test is a person's question whether the target works now: it does not wait.
  #mustWait({ id, event }: Delivery): boolean {
    return this.#heldBy !== null && this.#heldBy !== id && event.kind !== 'test'
  }

  async #readHold(): Promise<void> {
    const value = (await this.#tools.store.setting(holdKey(this.#targetId))) ?? ''
    const [until = '', by = ''] = value.split(' ')
    this.#heldBy = until > instantOf(this.#tools.clock()) ? by : null
    // Nothing has got through since: one more failure is enough to leave the target alone again.
    this.#wasDown = value !== ''
    if (this.#wasDown) this.#failuresInARow = FAILURES_IN_A_ROW_MAX - 1
  }

  /** Makes one attempt; false when the target wants no more for now. */
  async #send(delivery: Delivery): Promise<boolean> {
    const target = this.#tools.targets.find(({ id }) => id === this.#targetId)
    const decision = await attempt(delivery, target, this.#tools)
    await this.#settle(delivery, decision)
    this.#log(delivery, decision)
    if (decision.kind === 'sent') {
      this.sent += 1
      this.#failuresInARow = 0
      if (this.#wasDown) await this.#saveHold('')
      this.#wasDown = false
      this.#heldBy = null
      return true
    }
    this.failed += 1
    this.#failuresInARow += 1
    if (decision.kind === 'disable') return false
    return decision.kind !== 'retry' || (await this.#goOn(delivery, decision))
  }

  async #goOn(delivery: Delivery, decision: Extract<Decision, { kind: 'retry' }>): Promise<boolean> {
    const isDown = this.#failuresInARow >= FAILURES_IN_A_ROW_MAX
    const holdMs = decision.holdMs ?? (isDown ? DOWN_HOLD_MS : null)
    if (holdMs === null) return true
    const until = instantPlus(instantOf(this.#tools.clock()), holdMs)
    // While a target is merely down, the delivery that found out keeps its own schedule and knocks for the others.
    const knocks = decision.holdMs === null ? delivery.id : ''
    await this.#saveHold(`${until} ${knocks}`)
    return false
  }

  // Kept in the store, so that neither a restart nor another process knocks too early.
  async #saveHold(value: string): Promise<void> {
    await this.#tools.store.saveSetting(holdKey(this.#targetId), value)
  }

  async #settle(delivery: Delivery, decision: Decision): Promise<void> {
    const { store, clock } = this.#tools
    const now = instantOf(clock())
    if (decision.kind === 'sent') return store.settleDelivery(delivery.id, { status: 'sent', at: now })
    const error = decision.reason
    if (decision.kind === 'dead') return store.settleDelivery(delivery.id, { status: 'dead', at: now, error })
    if (decision.kind === 'disable') await store.disableTarget(this.#targetId, error, now)
    // A target that is switched off keeps what it is owed: it goes out when somebody switches it on again.
    const nextAt = instantPlus(now, decision.kind === 'retry' ? decision.afterMs : 0)
    return store.settleDelivery(delivery.id, { status: 'pending', nextAt, error })
  }

  #log(delivery: Delivery, decision: Decision): void {
    const { log } = this.#tools
    const fields = { target: this.#targetId, delivery: delivery.id, attempt: delivery.attempts + 1 }
    if (decision.kind === 'sent') log.info(fields, 'notification sent')
    else log.warn({ ...fields, reason: decision.reason }, SENTENCES[decision.kind])
  }
}

const SENTENCES = {
  retry: 'notification not taken; it is tried again',
  dead: 'notification given up',
  disable: 'target switched off',
} as const

function holdKey(target: string): string {
  return `outbox.hold.${target}`
}

async function attempt(delivery: Delivery, target: TargetSpec | undefined, tools: SendTools): Promise<Decision> {
  const kind = target === undefined ? undefined : notifier(target.kind)
  if (target === undefined || kind === undefined) {
    return { kind: 'dead', reason: `there is no target "${delivery.target}" in the configuration any more` }
  }
  const now = tools.clock()
  const { url } = target.options
  const answer = await answerTo(delivery.event, delivery.id, target, kind, tools, now)
  return decide({
    answer,
    attempts: delivery.attempts + 1,
    place: typeof url === 'string' ? shownAddress(url) : target.id,
    judgeAnswer: kind.judgeAnswer?.bind(kind),
    now,
    random: tools.random,
  })
}

// A fence: whatever is wrong with one message, the others go out.
async function answerTo(
  event: AlertEvent,
  deliveryId: string,
  target: TargetSpec,
  kind: Notifier,
  tools: SendTools,
  now: Date,
): Promise<PostOutcome | EscuchaError> {
  try {
    const { url, headers, body } = kind.render(event, target.options, { deliveryId, at: instantOf(now) })
    return await tools.fetcher.post(url, headers, body)
  } catch (error) {
    if (error instanceof EscuchaError) return error
    tools.log.error({ target: target.id, delivery: deliveryId, error }, 'unexpected failure in a notification')
    return new EscuchaError(
      'target-failed',
      `notification to ${target.id} failed in an unexpected way; the log says how`,
      { cause: error },
    )
  }
}
