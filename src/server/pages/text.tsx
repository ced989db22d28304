// Text from outside, shown so that it can only ever be text: the deciding spans marked by offsets, never by putting
// markup into strings, and links only where a web address is really one.

import type { Child, FC } from 'hono/jsx'
import type { Evidence } from '../../domain/verdict.js'

/** A span to be marked, in UTF-16 units. */
export interface MarkedSpan {
  readonly start: number
  readonly end: number
}

/** A piece of text, marked or plain. */
export interface TextPiece {
  readonly text: string
  readonly marked: boolean
}

/** Cuts a text into plain and marked pieces. Spans may overlap, lie outside or be turned around: the text stays whole. */
export function splitMarks(text: string, spans: readonly MarkedSpan[]): readonly TextPiece[] {
  const pieces: TextPiece[] = []
  let at = 0
  for (const span of sound(text, spans)) {
    const start = Math.max(at, span.start)
    if (start >= span.end) continue
    if (start > at) pieces.push({ text: text.slice(at, start), marked: false })
    pieces.push({ text: text.slice(start, span.end), marked: true })
    at = span.end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false })
  return pieces
}

function sound(text: string, spans: readonly MarkedSpan[]): readonly MarkedSpan[] {
  return spans
    .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(text.length, end) }))
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => a.start - b.start)
}

/** The spans worth marking: those that speak for something. */
export function markedSpans(evidence: readonly Evidence[]): readonly MarkedSpan[] {
  return evidence.filter((entry) => entry.weight > 0)
}

/** The same spans, relative to a part of the text that begins at `from`. */
export function shiftSpans(spans: readonly MarkedSpan[], from: number): readonly MarkedSpan[] {
  return spans.map(({ start, end }) => ({ start: start - from, end: end - from }))
}

/** Somebody else's words, with their own direction, and with the spans marked. */
export const Words: FC<{ text: string; spans?: readonly MarkedSpan[] }> = ({ text, spans = [] }) => (
  <bdi dir="auto">
    {splitMarks(text, spans).map((piece) => (piece.marked ? <mark>{piece.text}</mark> : piece.text))}
  </bdi>
)

/** The address and its host when this is a web address; null otherwise, so that no other scheme reaches a link. */
export function webAddress(url: string | null): { readonly href: string; readonly host: string } | null {
  if (url === null) return null
  try {
    const parsed = new URL(url)
    if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return null
    if (parsed.username !== '' || parsed.password !== '') return null
    return { href: parsed.href, host: parsed.host }
  } catch {
    return null
  }
}

/** A link out of the program: it tells nobody where it was clicked, and shows where it leads. */
export const OutLink: FC<{ url: string | null; class?: string; title?: string; children?: Child }> = (props) => {
  const address = webAddress(props.url)
  if (address === null) return null
  return (
    <a
      href={address.href}
      class={props.class ?? 'out'}
      title={props.title ?? address.host}
      target="_blank"
      rel="noopener noreferrer nofollow ugc"
    >
      {props.children} <span class="host">{address.host}</span> <span aria-hidden="true">↗</span>
    </a>
  )
}
