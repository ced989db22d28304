// Slack by incoming webhook, in Block Kit. What strangers wrote goes into plain-text objects, escaped, where neither
// markup nor mentions mean anything; only our own words are set in bold.

import { z } from 'zod'
import type { Alert } from '../domain/case.js'
import type { AlertEvent, OutboundMessage } from '../domain/delivery.js'
import type { Notifier, RenderContext } from '../domain/notifier.js'
import { cut, cutEscaped } from './wording/plain.js'
import { type AlertStory, headline, pageUrl, reportUrl, spikeLine, tellAlert, tellReport } from './wording/story.js'
import { type Words, wordsOf } from './wording/words.js'

/** Slack's own limits: beyond them it answers `invalid_blocks`. */
const HEADER_CHARS_MAX = 150
const SECTION_CHARS_MAX = 3_000
/** Shown on the phone's lock screen; Slack itself cuts far later. */
const FALLBACK_CHARS_MAX = 300
/** A list this long is still read; with 50 blocks and 13,000 characters in all Slack stops. */
const LISTED_MAX = 20
const LISTED_QUOTE_CHARS_MAX = 140

const options = z.strictObject({
  url: z
    .url({
      protocol: /^https?$/,
      error: 'give the address of a Slack incoming webhook: https://hooks.slack.com/services/…',
    })
    .meta({ description: 'Address of the incoming webhook: a secret, best given as ${SLACK_WEBHOOK_URL}' }),
})

type SlackOptions = z.infer<typeof options>
type Block = Readonly<Record<string, unknown>>

/** Slack, through an incoming webhook. */
export const slack: Notifier<SlackOptions> = {
  kind: 'slack',
  title: 'Slack',
  example: { url: 'https://hooks.slack.com/services/T000/B000/example' },
  options,
  render: (event, { url }, context) => render(event, url, context),
  judgeAnswer,
}

function render(event: AlertEvent, url: string, { deliveryId }: RenderContext): OutboundMessage {
  const blocks = [header(headline(event)), ...bodyBlocks(event)]
  const message = { text: fallback(event), blocks, unfurl_links: false, unfurl_media: false }
  return {
    url,
    headers: { 'content-type': 'application/json; charset=utf-8', 'webhook-id': deliveryId },
    body: JSON.stringify(message),
  }
}

function bodyBlocks(event: AlertEvent): Block[] {
  const words = wordsOf(event.language)
  const [only, ...others] = event.alerts
  if (event.kind === 'test') return [section(words.testText)]
  if (event.kind === 'report') return reportBlocks(event, words)
  if (only === undefined) return []
  return others.length === 0 && event.kind !== 'digest' && event.kind !== 'spike'
    ? alertBlocks(tellAlert(only, event), words)
    : listBlocks(event, words)
}

function alertBlocks(story: AlertStory, words: Words): Block[] {
  const buttons = [
    story.alertUrl === null ? null : button('open-alert', words.openHere, story.alertUrl, 'primary'),
    story.postUrl === null ? null : button('open-post', words.openPost, story.postUrl),
  ].filter((entry) => entry !== null)
  return [
    {
      type: 'section',
      text: { type: 'mrkdwn', text: `*${escaped(story.action)}*\n${escaped(story.verdict)}`, verbatim: true },
    },
    ...(story.quote === '' ? [] : [section(`“${story.quote}”`)]),
    { type: 'context', elements: [story.place, story.why].filter((text) => text !== null).map(plainText) },
    ...(buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons }]),
  ]
}

/** Brands told in one message: each takes two blocks, and Slack stops at 50. */
const REPORTED_MAX = 15

function reportBlocks(event: AlertEvent, words: Words): Block[] {
  const parts = tellReport(event)
  const all = reportUrl(event)
  const more = parts.length - REPORTED_MAX
  return [
    ...parts
      .slice(0, REPORTED_MAX)
      .flatMap(({ name, period, lines, remark }) => [
        section(cut([parts.length === 1 ? period : `${name} · ${period}`, ...lines].join('\n'), SECTION_CHARS_MAX)),
        ...(remark === null ? [] : [{ type: 'context', elements: [plainText(remark)] }]),
      ]),
    ...(more <= 0 ? [] : [{ type: 'context', elements: [plainText(words.andMore(more))] }]),
    ...(all === null ? [] : [{ type: 'actions', elements: [button('open-report', words.openReport, all, 'primary')] }]),
  ]
}

function listBlocks(event: AlertEvent, words: Words): Block[] {
  const listed = event.alerts.slice(0, LISTED_MAX)
  const more = event.alerts.length - listed.length
  const all = pageUrl(event, '/')
  const risen = spikeLine(event)
  return [
    ...(risen === null ? [] : [section(risen)]),
    ...listed.map((alert, index) => listedBlock(alert, index, event, words)),
    ...(more === 0 ? [] : [{ type: 'context', elements: [plainText(words.andMore(more))] }]),
    ...(all === null ? [] : [{ type: 'actions', elements: [button('open-list', words.openList, all, 'primary')] }]),
  ]
}

function listedBlock(alert: Alert, index: number, event: AlertEvent, words: Words): Block {
  const story = tellAlert(alert, event)
  const text = `${story.action} · ${story.verdict}\n${story.place}\n“${cut(story.quote, LISTED_QUOTE_CHARS_MAX)}”`
  const link = story.alertUrl ?? story.postUrl
  if (link === null) return section(text)
  const label = story.alertUrl === null ? words.openPost : words.openHere
  return { ...section(text), accessory: button(`open-${index}`, label, link) }
}

function header(text: string): Block {
  return {
    type: 'header',
    text: { type: 'plain_text', text: cutEscaped(text, HEADER_CHARS_MAX, escaped), emoji: false },
  }
}

function section(text: string): Block {
  return { type: 'section', text: plainText(text) }
}

function plainText(text: string): Block {
  return { type: 'plain_text', text: cutEscaped(text, SECTION_CHARS_MAX, escaped), emoji: false }
}

function button(action: string, text: string, url: string, style?: 'primary'): Block {
  const face = { type: 'button', action_id: action, text: { type: 'plain_text', text, emoji: false }, url }
  return style === undefined ? face : { ...face, style }
}

function fallback(event: AlertEvent): string {
  const only = event.alerts.length === 1 ? event.alerts[0] : undefined
  const quote = only === undefined ? '' : tellAlert(only, event).quote
  const text = quote === '' ? headline(event) : `${headline(event)}: “${quote}”`
  return cutEscaped(text, FALLBACK_CHARS_MAX, escaped)
}

// Slack asks for these three and no others. The word after @ is parted from it too: where a workspace turns on old
// parsing rules, "@channel" in plain text would ring everybody.
function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@(?=channel|here|everyone|group)/gi, '@\u200b')
}

const REFUSED = [
  'invalid_token',
  'no_service',
  'no_service_id',
  'no_active_hooks',
  'no_team',
  'team_disabled',
  'user_not_found',
  'channel_not_found',
  'channel_is_archived',
  'action_prohibited',
  'posting_to_general_channel_denied',
]
const UNFIT = [
  'invalid_payload',
  'invalid_blocks',
  'no_text',
  'too_many_attachments',
  'msg_blocks_too_long',
  'msg_too_long',
]

// Slack says in a word of the body what a status alone leaves open: whether the channel is closed or the message bad.
function judgeAnswer(status: number, body: string): 'sent' | 'refused' | 'unfit' | null {
  const word = body.trim().slice(0, 60)
  if (status < 400 || status === 429 || status >= 500) return null
  if (REFUSED.includes(word)) return 'refused'
  return UNFIT.includes(word) ? 'unfit' : null
}
