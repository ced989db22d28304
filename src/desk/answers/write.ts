// What a person may write as a known answer in the pages: checked here, with every fault named by its field.

import {
  ANSWER_TEXT_MAX,
  ANSWER_TITLE_MAX,
  ANSWER_WORD_CHARS_MAX,
  ANSWER_WORDS_MAX,
  type LibraryAnswer,
} from '../../domain/answer.js'
import type { Instant } from '../../domain/time.js'

/** An answer as a form gives it: text as typed. */
export interface WrittenAnswer {
  readonly title: string
  /** Ids of brands; none means all. */
  readonly brands: readonly string[]
  /** One a line, or parted by commas. */
  readonly words: string
  readonly topics: readonly string[]
  readonly texts: Readonly<Record<string, string>>
  readonly link: string
}

/** What is wrong with a field. The pages have the words. */
export type AnswerFieldFault =
  | 'no-title'
  | 'title-long'
  | 'no-text'
  | 'text-long'
  | 'words-bad'
  | 'link-bad'
  | 'brand-unknown'

/** What stands in the database when a person saves an answer; or what is wrong with it. */
export function checkAnswer(
  written: WrittenAnswer,
  known: { readonly id: string; readonly brands: readonly string[]; readonly by: string; readonly at: Instant },
): { readonly answer: LibraryAnswer | null; readonly faults: readonly AnswerFieldFault[] } {
  const title = written.title.trim()
  const texts = Object.fromEntries(
    Object.entries(written.texts)
      .map(([code, text]) => [code, cleaned(text)] as const)
      .filter(([, text]) => text !== ''),
  )
  const words = wordList(written.words)
  const link = written.link.trim()
  const faults: AnswerFieldFault[] = []
  if (title === '') faults.push('no-title')
  if (title.length > ANSWER_TITLE_MAX) faults.push('title-long')
  if (Object.keys(texts).length === 0) faults.push('no-text')
  if (Object.values(texts).some((text) => text.length > ANSWER_TEXT_MAX)) faults.push('text-long')
  if (words.length > ANSWER_WORDS_MAX || words.some(({ length }) => length < 2 || length > ANSWER_WORD_CHARS_MAX)) {
    faults.push('words-bad')
  }
  if (link !== '' && !(/^https?:\/\//i.test(link) && URL.canParse(link))) faults.push('link-bad')
  if (written.brands.some((brand) => !known.brands.includes(brand))) faults.push('brand-unknown')
  if (faults.length > 0) return { answer: null, faults }
  return {
    answer: {
      id: known.id,
      origin: 'page',
      title: title.replace(/\s+/g, ' '),
      brands: written.brands.length === 0 ? null : written.brands,
      words,
      topics: [...new Set(written.topics)].filter((topic) => /^[0-9a-f]{16}$/.test(topic)),
      texts,
      link: link === '' ? null : link,
      updatedAt: known.at,
      updatedBy: known.by,
    },
    faults,
  }
}

/** A free id made of a title. */
export function answerId(title: string, taken: ReadonlySet<string>): string {
  const base =
    title
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40)
      .replace(/-$/, '') || 'respuesta'
  if (!taken.has(base)) return base
  for (let number = 2; ; number += 1) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`
}

/** Browsers send line ends as CRLF; no other control character has a place in an answer. */
function cleaned(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
}

function wordList(text: string): readonly string[] {
  const words = text.split(/[\n,;]/).map((part) => part.replace(/\s+/g, ' ').trim())
  return [...new Set(words.filter((word) => word !== ''))]
}
