// Public Telegram channels by the preview that t.me shows to browsers. Groups and comments under messages are not there.

import type { Element } from 'domhandler'
import { z } from 'zod'
import { EscuchaError } from '../domain/errors.js'
import type { PostDraft } from '../domain/post.js'
import type { Page, PageRequest, ReadContext, ReadResult, SourceKind } from '../domain/source.js'
import { countIn, linesAt } from './forum/fields.js'
import { postWith } from './forum/json.js'
import { HtmlPage } from './forum/page.js'
import { notBefore, placeOf, utcInstant } from './platform/answer.js'
import { addressWith, hostOf, segment, webAddress } from './platform/place.js'
import { walkKey, walkOn, walkRole } from './platform/walk.js'
import { refuseFaultyPage } from './reading/faults.js'
import { lineOf, textOf } from './reading/html.js'
import { cleanLine } from './reading/text.js'

/** The kind takes no options. */
export type TelegramOptions = Readonly<Record<never, never>>

/** The preview is renewed some every quarter of an hour. */
const MIN_INTERVAL_MS = 900_000

/** A message has one text, and one more where it answers another. */
const BODIES_MAX = 20

/** Public channels of Telegram. */
export const telegram: SourceKind<TelegramOptions> = {
  kind: 'telegram',
  title: 'Telegram channel',
  about:
    'Messages of a public Telegram channel (https://t.me/NAME) with their views, from the preview at t.me/s/NAME; no key. Groups, comments and channels without a preview cannot be read; asked at most every quarter of an hour.',
  exampleUrl: 'https://canales.example/s/avisosfibra',
  example: {},
  options: z.strictObject({}),
  recognise: (page) => {
    if (/class="[^"]{0,80}\btgme_widget_message\b/.test(page.text.slice(0, 400_000))) return 0.98
    return hostOf(page.url) === 't.me' && /class="tgme_page/.test(page.text) ? 0.9 : 0
  },
  start: (address) => [startRequest(address)],
  read,
}

function startRequest(address: string): PageRequest {
  const url = webAddress(address)
  const name = segment(/^\/(?:s\/)?([^/]+)/.exec(url?.pathname ?? '')?.[1]?.replace(/^@/, ''))
  if (url === null || name === null) return { url: address, role: walkRole('') }
  return { url: `${url.origin}/s/${name}`, role: walkRole('') }
}

function read(page: Page, context: ReadContext<TelegramOptions>): ReadResult {
  const html = new HtmlPage(page.text)
  const messages = html.all('.tgme_widget_message[data-post]')
  if (messages.length === 0) throw refusal(page, html)
  const title = lineAt(html, null, '.tgme_channel_info_header_title') ?? lineAt(html, null, '.tgme_header_title')
  const posts = messages.map((message) => draftOf(message, html, page)).filter((post) => post !== null)
  const stretch = { key: '', instants: posts.map((post) => post.publishedAt), next: olderPage(html, page) }
  return {
    // The page shows the newest last.
    posts: posts.reverse(),
    ...(walkKey(page.role) === null ? { next: [] } : walkOn(page.role, stretch, context)),
    title,
    language: null,
    hints: notBefore(MIN_INTERVAL_MS),
  }
}

function refusal(page: Page, html: HtmlPage): EscuchaError {
  if (html.first('.tgme_page, .tgme_channel_info') !== null) {
    return new EscuchaError(
      'login-required',
      `${placeOf(page)} shows no messages: it is no public channel, or its preview is off`,
      {
        hint: 'Only public channels with a preview can be read; groups and private channels cannot.',
      },
    )
  }
  refuseFaultyPage(page, html)
  return new EscuchaError('unreadable', `${placeOf(page)} is no preview of a Telegram channel`)
}

function olderPage(html: HtmlPage, page: Page): { readonly url: string } | null {
  const before = html.first('[data-before]')?.attribs['data-before'] ?? ''
  return /^\d{1,15}$/.test(before) && webAddress(page.url) !== null
    ? { url: addressWith(page.url, { before, after: null }) }
    : null
}

function draftOf(message: Element, html: HtmlPage, page: Page): PostDraft | null {
  const post = /^([\w-]{1,64})\/(\d{1,15})$/.exec(message.attribs['data-post'] ?? '')
  if (post === null || html.matches(message, '.service_message')) return null
  const [id = '', channel = '', number = ''] = post
  const url = `https://t.me/${channel}/${number}`
  const reply = html.within(message, 'a.tgme_widget_message_reply')[0]
  const repliesTo = /\/(\d{1,15})(?:\?|$)/.exec(reply?.attribs.href ?? '')?.[1]
  const said =
    reply === undefined ? null : lineAt(html, reply, '.tgme_widget_message_text, .tgme_widget_message_metatext')
  return postWith({
    id,
    url,
    kind: 'topic',
    text: textIn(message, reply, html),
    author: {
      name: lineAt(html, message, '.tgme_widget_message_owner_name'),
      url: `https://t.me/${channel}`,
      staff: false,
    },
    publishedAt: utcInstant(
      html.within(message, '.tgme_widget_message_date time')[0]?.attribs.datetime,
      page.fetchedAt,
    ),
    conversation: { id, url, title: null },
    inReplyTo: repliesTo === undefined ? null : `${channel}/${repliesTo}`,
    views: countIn(lineAt(html, message, '.tgme_widget_message_views')),
    quotes:
      said === null || reply === undefined
        ? []
        : [
            {
              author: lineAt(html, reply, '.tgme_widget_message_author_name'),
              postId: repliesTo === undefined ? null : `${channel}/${repliesTo}`,
              text: said,
            },
          ],
  })
}

/** The words of a message, or of a poll; never those of the message that it answers. */
function textIn(message: Element, reply: Element | undefined, html: HtmlPage): string {
  const quoted = new Set(reply === undefined ? [] : html.within(reply, '.tgme_widget_message_text'))
  const bodies = html
    .within(message, '.tgme_widget_message_text')
    .slice(0, BODIES_MAX)
    .filter((body) => !quoted.has(body))
  // A text may stand within another of the same class, when the channel has marked it up.
  const outer = bodies.filter(
    (body) => !bodies.some((other) => other !== body && html.within(other, '.tgme_widget_message_text').includes(body)),
  )
  const texts = outer.map((body) => textOf(body))
  const poll = linesAt(html, message, '.tgme_widget_message_poll_question, .tgme_widget_message_poll_option_text', 12)
  const document = linesAt(html, message, '.tgme_widget_message_document_title', 3)
  return [...texts, ...poll, ...document].filter((text) => text !== '').join('\n')
}

function lineAt(html: HtmlPage, root: Element | null, selector: string): string | null {
  const element = root === null ? html.first(selector) : html.within(root, selector)[0]
  return element === undefined || element === null ? null : cleanLine(lineOf(element))
}
