// The answer library as one: files and what was written in the pages. Which of them answers a case is decided here,
// by the topic it names, the words it lists, or likeness; the surest wins.

import type { LibraryAnswer } from '../../domain/answer.js'
import type { Brand } from '../../domain/brand.js'
import type { Alert } from '../../domain/case.js'
import { featuresOf, likeness } from '../topics/features.js'
import { ownWords, type Topic } from '../topics/topics.js'

/** As alike as two cases have to be for the answer of one to be offered for the other. */
const LIKENESS_MIN = 0.55

/** A topic's newest cases stand for all of it. */
const TOPIC_CASES_LOOKED_AT = 20

/** The answers in force: a file takes the place of an answer of the same id that was written in the pages. */
export function joinLibrary(
  files: readonly LibraryAnswer[],
  stored: readonly LibraryAnswer[],
): readonly LibraryAnswer[] {
  const inFiles = new Set(files.map(({ id }) => id))
  return [...files, ...stored.filter(({ id }) => !inFiles.has(id))].sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** The library's answer to what this alert raises; null when it has none. `topic` is the alert's own, where known. */
export function libraryAnswer(
  library: readonly LibraryAnswer[],
  alert: Pick<Alert, 'excerpt' | 'title'>,
  brand: Brand,
  topic: string | null = null,
): LibraryAnswer | null {
  const text = `${alert.title ?? ''}\n${alert.excerpt}`
  const ranked = forBrand(library, brand)
    .map((answer) => ({ answer, sureness: surenessOf(answer, text, brand, topic) }))
    .filter(({ sureness }) => sureness > 0)
    .sort((one, other) => other.sureness - one.sureness)
  return ranked[0]?.answer ?? null
}

/** The library's answer to a topic: one that names it, else the one that fits most of its cases. */
export function topicAnswer(
  library: readonly LibraryAnswer[],
  topic: Pick<Topic, 'id' | 'cases'>,
  brand: Brand,
): LibraryAnswer | null {
  const candidates = forBrand(library, brand)
  const named = candidates.find(({ topics }) => topics.includes(topic.id))
  if (named !== undefined || candidates.length === 0) return named ?? null
  const newest = topic.cases.slice(-TOPIC_CASES_LOOKED_AT)
  const votes = new Map<LibraryAnswer, number>()
  for (const alert of newest) {
    const answer = libraryAnswer(candidates, alert, brand)
    if (answer !== null) votes.set(answer, (votes.get(answer) ?? 0) + 1)
  }
  const [best] = [...votes].sort(([, one], [, other]) => other - one)
  return best !== undefined && best[1] * 2 > newest.length ? best[0] : null
}

/** True when some answer for the brand names a topic: only then is it worth knowing the topic of an alert. */
export function namesTopics(library: readonly LibraryAnswer[], brand: Brand): boolean {
  return forBrand(library, brand).some(({ topics }) => topics.length > 0)
}

function forBrand(library: readonly LibraryAnswer[], brand: Brand): readonly LibraryAnswer[] {
  return library.filter(({ brands }) => brands === null || brands.includes(brand.id))
}

/** 3 where the topic is named; 1 and more by the words that occur; below 1 by likeness; 0 is no answer to it. */
function surenessOf(answer: LibraryAnswer, text: string, brand: Brand, topic: string | null): number {
  if (topic !== null && answer.topics.includes(topic)) return 3
  const said = spaced(text)
  const hits = answer.words.filter((words) => occurs(said, words))
  // Of two answers whose words occur, the one that says more of the case is meant: more words, and longer ones.
  if (hits.length > 0) return 1 + Math.min(0.99, hits.join(' ').length / 200)
  if (answer.words.length > 0) return 0
  const own = ownWords(brand)
  const alike = likeness(featuresOf(answer.title, own), featuresOf(text, own))
  return alike >= LIKENESS_MIN ? Math.min(alike, 0.99) : 0
}

/** Whole words in order, whatever case and accents; a closing `*` leaves the end of the last word open. */
function occurs(said: string, words: string): boolean {
  const isOpen = words.trimEnd().endsWith('*')
  const wanted = spaced(words)
  if (wanted === ' ') return false
  return said.includes(isOpen ? wanted.trimEnd() : wanted)
}

function spaced(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  return ` ${(words ?? []).join(' ')}${words === null ? '' : ' '}`
}
