// What a notifier is: it turns an event into the request that tells it. It sends nothing and keeps nothing.

import type { ZodType } from 'zod'
import type { AlertEvent, OutboundMessage } from './delivery.js'
import type { Instant } from './time.js'

/** What a notifier may use besides the event. */
export interface RenderContext {
  /** The delivery's id: the idempotency key. */
  readonly deliveryId: string
  /** The instant of this attempt (Standard Webhooks renews its timestamp per attempt). */
  readonly at: Instant
}

/** One kind of target. Adding one is one file, one test, one line in `notify/index.ts`. */
export interface Notifier<Options = Readonly<Record<string, unknown>>> {
  readonly kind: string
  readonly title: string
  readonly example: Options
  /** Checks the notifier's own keys in the configuration. */
  readonly options: ZodType<Options>
  /** Renders within the target's limits: the customer's words are shortened, links never. */
  render(event: AlertEvent, options: Options, context: RenderContext): OutboundMessage
  /**
   * What an answer means, where the target's own rules differ from the common ones; null leaves it to those.
   * `refused`: the target takes nothing more and is switched off. `unfit`: it will never take this one message.
   */
  judgeAnswer?(status: number, body: string): 'sent' | 'retry' | 'refused' | 'unfit' | null
}
