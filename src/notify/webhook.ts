// A signed webhook after Standard Webhooks: any program can take alerts, be sure that they come from here, and tell a
// repeat from a new one. `data` is the alert record of the contract, the same bytes at every attempt.

import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import type { Alert } from '../domain/case.js'
import type { AlertEvent } from '../domain/delivery.js'
import type { Notifier } from '../domain/notifier.js'
import { type AlertRecord, alertRecord } from '../domain/records.js'
import { cut } from './wording/plain.js'

/** Standard Webhooks asks for less than 20 kB. */
const BODY_BYTES_MAX = 20_000
/** Fewer bytes can be guessed; more are no gain (Standard Webhooks: 24 to 64). */
const SECRET_BYTES = { least: 24, most: 64 }

const secret = z.string().refine(isSecret, {
  error: `give "whsec_" and the base64 of ${SECRET_BYTES.least} to ${SECRET_BYTES.most} random bytes, as "openssl rand -base64 32" prints them`,
})

const options = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'give a web address such as https://une.example/hooks/escucha' })
    .meta({ description: 'Where messages are posted; part of it may be secret, so give it as ${…}' }),
  secret: z
    .union([secret, z.array(secret).min(1).max(4)])
    .optional()
    .meta({
      description:
        'Key that signs messages (whsec_…); several while one replaces another; without one, messages go unsigned',
    }),
})

type WebhookOptions = z.infer<typeof options>

/** Any program that takes signed webhooks. */
export const webhook: Notifier<WebhookOptions> = {
  kind: 'webhook',
  title: 'Signed webhook (Standard Webhooks)',
  example: { url: 'https://une.example/hooks/escucha', secret: 'whsec_ZXNjdWNoYSBleGFtcGxlIGtleSwgbm90IGEgc2VjcmV0' },
  options,
  render(event, { url, secret: secrets }, { deliveryId, at }) {
    const body = fittingBody(event)
    const headers: Record<string, string> = {
      'content-type': 'application/json; charset=utf-8',
      'webhook-id': deliveryId,
      'webhook-timestamp': String(Math.floor(Date.parse(at) / 1000)),
    }
    const keys = secrets === undefined ? [] : [secrets].flat()
    if (keys.length > 0) headers['webhook-signature'] = signature(keys, deliveryId, at, body)
    return { url, headers, body }
  },
}

function isSecret(text: string): boolean {
  const base64 = text.replace(/^whsec_/, '')
  if (!/^[A-Za-z0-9+/]{1,200}={0,2}$/.test(base64)) return false
  const { length } = Buffer.from(base64, 'base64')
  return length >= SECRET_BYTES.least && length <= SECRET_BYTES.most
}

// Several signatures side by side: while keys change hands, the receiver accepts whichever it knows.
function signature(keys: readonly string[], id: string, at: string, body: string): string {
  return keys.map((key) => new Webhook(key).sign(id, new Date(at), body)).join(' ')
}

/** How much of each alert is told; the next step is taken when the whole is still too long. */
interface Allowance {
  readonly alerts: number
  readonly excerptChars: number
  readonly titleChars: number
  readonly evidence: number
  readonly posts: number
  /** A link is told whole or not at all. */
  readonly linkChars: number
}

const ALLOWANCES: readonly Allowance[] = [
  { alerts: 20, excerptChars: 4_000, titleChars: 300, evidence: 20, posts: 50, linkChars: 3_000 },
  { alerts: 20, excerptChars: 400, titleChars: 150, evidence: 3, posts: 5, linkChars: 1_000 },
  { alerts: 10, excerptChars: 200, titleChars: 80, evidence: 0, posts: 1, linkChars: 500 },
  { alerts: 5, excerptChars: 100, titleChars: 40, evidence: 0, posts: 0, linkChars: 200 },
  { alerts: 1, excerptChars: 0, titleChars: 0, evidence: 0, posts: 0, linkChars: 0 },
]

function fittingBody(event: AlertEvent): string {
  for (const allowance of ALLOWANCES) {
    const body = bodyOf(event, dataOf(event, allowance))
    if (Buffer.byteLength(body) < BODY_BYTES_MAX) return body
  }
  // Only ids that no engine makes are that long: what is left tells which alerts to look up.
  return bodyOf(event, {
    count: event.alerts.length,
    alerts: event.alerts.slice(0, 20).map(({ id }) => ({ id: cut(id, 200) })),
  })
}

function bodyOf(event: AlertEvent, data: unknown): string {
  const type = event.kind === 'report' ? 'report' : `alert.${event.kind}`
  return JSON.stringify({ type, timestamp: event.at, data })
}

function dataOf(event: AlertEvent, allowance: Allowance): unknown {
  const [only, ...others] = event.alerts
  if (event.kind === 'report') return reportOf(event, allowance)
  const isList = event.kind === 'digest' || event.kind === 'spike' || others.length > 0
  if (only !== undefined && !isList) return shortened(only, allowance)
  const alerts = event.alerts.slice(0, allowance.alerts).map((alert) => shortened(alert, allowance))
  return { count: event.alerts.length, alerts, ...(event.spike === undefined ? {} : { spike: event.spike }) }
}

/** The figures of each brand, and those of the period before; of very many brands the first. */
function reportOf({ report = [] }: AlertEvent, allowance: Allowance): unknown {
  const brands = report.slice(0, allowance.alerts).map(({ brand, name, since, until, figures, before }) => {
    return { brand, name, since, until, figures, before }
  })
  return { count: report.length, brands }
}

function shortened(alert: Alert, allowance: Allowance): AlertRecord {
  const record = alertRecord(alert)
  const excerpt = cut(record.excerpt, Math.max(1, allowance.excerptChars))
  const title = (text: string | null) => (text === null ? null : cut(text, Math.max(1, allowance.titleChars)))
  const link = (url: string | null) => (url !== null && url.length <= allowance.linkChars ? url : null)
  return {
    ...record,
    conversation: {
      ...record.conversation,
      url: link(record.conversation.url),
      title: title(record.conversation.title),
    },
    author: title(record.author),
    title: title(record.title),
    url: link(record.url),
    excerpt,
    // Offsets must still point into the excerpt that is told.
    evidence: record.evidence.filter((span) => excerpt.startsWith(span.text, span.start)).slice(0, allowance.evidence),
    posts: record.posts.slice(Math.max(0, record.posts.length - allowance.posts)),
  }
}
