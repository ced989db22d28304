// Cuts what a customer says to a list's length around the words that decided, and moves the evidence along.

import type { Post } from '../../domain/post.js'
import type { Evidence } from '../../domain/verdict.js'

/** Three lines of the alert list. */
const EXCERPT_LENGTH_MAX = 280

/** How much stands before the deciding words when the start has to be cut. */
const LEAD_LENGTH = 70

/** How far a cut is moved to fall between two words. */
const WORD_SLACK = 24

/** A piece of a post, with the spans that decided as offsets into it. */
export interface Excerpt {
  readonly excerpt: string
  readonly evidence: readonly Evidence[]
}

/** The excerpt of a post around its strongest evidence. */
export function excerptOf(post: Post, evidence: readonly Evidence[]): Excerpt {
  // One space for each white-space unit: offsets stay true.
  const whole = (post.title === null ? post.text : `${post.title}\n${post.text}`).replace(/\s/g, ' ')
  const within = evidence.filter((span) => span.start >= 0 && span.start < span.end && span.end <= whole.length)
  const [start, end] = windowAround(whole, strongest(within))
  const before = start > 0 ? '…' : ''
  const after = end < whole.length ? '…' : ''
  const excerpt = before + whole.slice(start, end) + after
  const shift = before.length - start
  return {
    excerpt,
    evidence: within
      .filter((span) => span.start >= start && span.end <= end)
      .map((span) => ({
        ...span,
        start: span.start + shift,
        end: span.end + shift,
        text: excerpt.slice(span.start + shift, span.end + shift),
      })),
  }
}

function strongest(evidence: readonly Evidence[]): Evidence | null {
  const speaking = evidence.filter((span) => span.label !== 'relevance')
  const candidates = speaking.length > 0 ? speaking : evidence
  return candidates.reduce<Evidence | null>(
    (best, span) => (best === null || span.weight > best.weight ? span : best),
    null,
  )
}

function windowAround(whole: string, centre: Evidence | null): readonly [number, number] {
  if (whole.length <= EXCERPT_LENGTH_MAX) return [0, whole.length]
  const room = EXCERPT_LENGTH_MAX - 2
  const from = centre === null || centre.end <= room ? 0 : Math.min(centre.start - LEAD_LENGTH, whole.length - room)
  const start = from <= 0 ? 0 : wordStart(whole, from)
  const end = Math.min(start + room, whole.length)
  return [start, end === whole.length ? end : wordEnd(whole, end)]
}

function wordStart(whole: string, from: number): number {
  const space = whole.indexOf(' ', from)
  if (space !== -1 && space - from <= WORD_SLACK) return space + 1
  return splitsPair(whole, from) ? from + 1 : from
}

function wordEnd(whole: string, to: number): number {
  const space = whole.lastIndexOf(' ', to)
  if (to - space <= WORD_SLACK) return space
  return splitsPair(whole, to) ? to - 1 : to
}

/** True where a cut would leave half of a character beyond the basic plane. */
function splitsPair(whole: string, at: number): boolean {
  const code = whole.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff
}
