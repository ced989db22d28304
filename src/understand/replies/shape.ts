// The shape of a reply and its standing among what was said before, as numbers by name: how long it is, whether it
// asks, what it counts, shouts and repeats.

import type { ReplyInContext } from '../../domain/reply.js'
import type { Saying } from '../concepts.js'
import { ADDRESS, ALL_CAPS, EMOJI, MARK, NUMBER, type Reading, WORD } from '../reading.js'
import { type ContextWords, overlapsWith } from './context.js'

/** Of a longer reply this much is judged. */
export const REPLY_UNITS_MAX = 4_000

/** Named features besides the cues, in their order. */
export const SHAPES = [
  'by-staff',
  'by-asker',
  'by-customer',
  'first',
  'third-or-later',
  'words-log',
  'words-4',
  'words-8',
  'words-16',
  'words-32',
  'words-over-32',
  'asks',
  'asks-at-end',
  'asks-whole',
  'asks-opener',
  'numbers',
  'path',
  'address',
  'quotes',
  'shouts',
  'faces',
  'exclaims',
  'commas',
  'colon',
  'sentences',
  'lines',
  'handle',
  'lower-case',
  'steps-2',
  'steps-4',
  'echo-question',
  'echo-question-many',
  'question-covered',
  'echo-last',
  'echo-any',
  'echo-any-half',
  'new-words',
  'failed-before',
  'failed-last',
  'asked-before',
  'asked-last',
  'answered-before',
  'thanks-before',
  'echo-after-failed',
  'short-after-failed',
] as const
type Shape = (typeof SHAPES)[number]

/** Where a count stops saying more. */
const COUNT_MAX = 6

/** The shape of the reply that was read last, by name. */
export function shapesOf(
  { author, between, reply }: ReplyInContext,
  reading: Reading,
  sayings: readonly Saying[],
  context: ContextWords,
  places: ReadonlyMap<string, number>,
): Readonly<Record<Shape, number>> {
  const counts = countsOf(reading)
  const { words } = counts
  const steps = sayings.filter(({ concept, negated }) => concept === places.get('step') && !negated).length
  const overlaps = overlapsWith(context, reading)
  const isBand = (from: number, to: number): number => Number(words > from && words <= to)
  const sentences = Math.max(1, reply.split(/[.!?…\n]+/u, 40).filter((part) => part.trim() !== '').length)
  return {
    'by-staff': Number(author === 'staff'),
    'by-asker': Number(author === 'asker'),
    'by-customer': Number(author === 'customer'),
    first: Number(between.length === 0),
    'third-or-later': Number(between.length >= 3),
    'words-log': Math.log2(1 + words) / 6,
    'words-4': isBand(-1, 4),
    'words-8': isBand(4, 8),
    'words-16': isBand(8, 16),
    'words-32': isBand(16, 32),
    'words-over-32': isBand(32, Number.MAX_VALUE),
    asks: Number(reading.questions > 0),
    'asks-at-end': Number(/\?[\s)"'”»]*$/u.test(reply.slice(-20))),
    'asks-whole': Math.min(1, reading.questions / sentences),
    'asks-opener': Number(reading.openers > 0),
    numbers: Math.min(COUNT_MAX, counts.numbers) / COUNT_MAX,
    path: Number(/[>→»›]/u.test(reply)),
    address: counts.addresses > 0 ? 1 : 0,
    quotes: Math.min(1, reading.quotes / 2),
    shouts: Math.min(1, counts.shouts / 3),
    faces: Math.min(1, counts.faces / 2),
    exclaims: Math.min(1, reading.exclamations / 3),
    commas: Math.min(1, counted(reply, ',') / COUNT_MAX),
    colon: Number(/[:;]\s/u.test(reply)),
    sentences: Math.min(COUNT_MAX, sentences) / COUNT_MAX,
    lines: Math.min(1, reading.lines / 2),
    handle: Number(reply.trimStart().startsWith('@')),
    'lower-case': Number(/^\s*\p{Ll}/u.test(reply)),
    'steps-2': Number(steps >= 2),
    'steps-4': Number(steps >= 4),
    ...overlaps,
    'echo-after-failed': overlaps['failed-last'] * Math.max(overlaps['echo-any'], overlaps['echo-question']),
    'short-after-failed': Number(overlaps['failed-last'] > 0 && words <= 16),
  }
}

function counted(text: string, sign: string): number {
  return text.slice(0, REPLY_UNITS_MAX).split(sign).length - 1
}

function countsOf(reading: Reading) {
  const counts = { words: 0, numbers: 0, addresses: 0, faces: 0, shouts: 0 }
  for (let token = 0; token < reading.tokens; token++) {
    const kind = reading.kind[token]
    if (kind !== MARK && kind !== EMOJI) counts.words++
    if (kind === NUMBER) counts.numbers++
    if (kind === ADDRESS) counts.addresses++
    if (kind === EMOJI) counts.faces++
    if (kind === WORD && ((reading.shape[token] ?? 0) & ALL_CAPS) !== 0) counts.shouts++
  }
  return counts
}
