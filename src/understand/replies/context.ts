// How a reply stands to what was asked and said before it: which words it repeats, whether what it proposes was tried
// already, whether it answers somebody's question back.

import type { ReplyInContext } from '../../domain/reply.js'
import type { ConceptFinder } from '../concepts.js'
import { read } from '../read.js'
import { HASH_SEED, hashStep, NUMBER, type Reading, WORD } from '../reading.js'

/** Posts before the reply that are looked at: further back the talk was about something else. */
const BETWEEN_MAX = 3

/** A context post is read this far: enough to know its words. */
const CONTEXT_UNITS_MAX = 2_000

/** Beginnings of this length stand for words, so that inflections meet. */
const STEM_UNITS = 5

/** Shorter words are mostly grammar. */
const CONTENT_UNITS_MIN = 4

/** What is known of the posts before a reply. */
export interface ContextWords {
  readonly question: ReadonlySet<number>
  readonly between: readonly ReadonlySet<number>[]
  readonly failedBefore: boolean
  readonly failedLast: boolean
  readonly askedBefore: boolean
  readonly askedLast: boolean
  readonly answeredBefore: boolean
  readonly thanksBefore: boolean
}

/** Reads what stands before a reply. */
export function contextOf(
  { title, question, between }: ReplyInContext,
  reading: Reading,
  finder: ConceptFinder,
  places: ReadonlyMap<string, number>,
): ContextWords {
  read(`${title ?? ''}\n${question}`.slice(0, CONTEXT_UNITS_MAX), reading)
  const asked = contentOf(reading)
  const failedInQuestion = says(reading, finder, places.get('failed'))
  const looked = between.slice(-BETWEEN_MAX).map((text) => {
    read(text.slice(0, CONTEXT_UNITS_MAX), reading)
    return {
      words: contentOf(reading),
      failed: says(reading, finder, places.get('failed')),
      thanks: says(reading, finder, places.get('thanks')),
      asks: reading.questions > 0,
      steps: countOf(reading, finder, places.get('step')) >= 2,
    }
  })
  const last = looked.at(-1)
  return {
    question: asked,
    between: looked.map(({ words }) => words),
    failedBefore: failedInQuestion || looked.some(({ failed }) => failed),
    failedLast: last?.failed ?? false,
    askedBefore: looked.some(({ asks }) => asks),
    askedLast: last?.asks ?? false,
    answeredBefore: looked.some(({ steps }) => steps),
    thanksBefore: looked.some(({ thanks }) => thanks),
  }
}

/** The overlaps of the reply that was read last with its context, as features. */
export function overlapsWith(context: ContextWords, reading: Reading) {
  const own = contentOf(reading)
  const shared = common(own, context.question)
  const echoes = context.between.map((words) => share(common(own, words), own.size))
  const echoAny = Math.max(0, ...echoes)
  let fresh = 0
  for (const word of own) {
    if (!context.question.has(word) && !context.between.some((words) => words.has(word))) fresh++
  }
  return {
    'echo-question': share(shared, own.size),
    'echo-question-many': Math.min(1, shared / 4),
    'question-covered': share(shared, context.question.size),
    'echo-last': echoes.at(-1) ?? 0,
    'echo-any': echoAny,
    'echo-any-half': Number(echoAny >= 0.5),
    'new-words': Math.log2(1 + fresh) / 6,
    'failed-before': Number(context.failedBefore),
    'failed-last': Number(context.failedLast),
    'asked-before': Number(context.askedBefore),
    'asked-last': Number(context.askedLast),
    'answered-before': Number(context.answeredBefore),
    'thanks-before': Number(context.thanksBefore),
  } as const
}

/** The words that carry the matter, as hashes of their beginnings; numbers count as they are. */
function contentOf(reading: Reading): ReadonlySet<number> {
  const words = new Set<number>()
  for (let token = 0; token < reading.tokens; token++) {
    const kind = reading.kind[token]
    if (kind !== WORD && kind !== NUMBER) continue
    const from = (reading.charactersFrom[token] ?? 0) + 1
    const to = (reading.charactersTo[token] ?? 0) - 1
    if (kind === WORD && to - from < CONTENT_UNITS_MIN) continue
    let hash = HASH_SEED
    for (let at = from; at < Math.min(to, from + STEM_UNITS); at++) hash = hashStep(hash, reading.characters[at] ?? 0)
    words.add(hash)
  }
  return words
}

function common(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let count = 0
  for (const word of one) if (other.has(word)) count++
  return count
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

function says(reading: Reading, finder: ConceptFinder, cue: number | undefined): boolean {
  return countOf(reading, finder, cue) > 0
}

function countOf(reading: Reading, finder: ConceptFinder, cue: number | undefined): number {
  return finder.find(reading).filter(({ concept, negated }) => concept === cue && !negated).length
}
