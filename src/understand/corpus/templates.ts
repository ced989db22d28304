// Looks for templates with slots: sentences that come again and again with another brand, number or name in them. A
// model learns such a sentence by heart and nothing of the language, so none may make more than a small part.

import { BRAND_WORD, type CorpusText, maskedWords } from './texts.js'

/** A skeleton that comes more than once. */
export interface Template {
  readonly skeleton: string
  readonly texts: number
}

/** The commonest skeletons, by what of the text they keep. */
export interface Templates {
  readonly whole: readonly Template[]
  readonly opening: readonly Template[]
  readonly ending: readonly Template[]
}

/** No template may make more than a twentieth of the corpus. */
export const TEMPLATE_SHARE_MAX = 1 / 20
/** Words of an opening or an ending: fewer are the language's own, more are no longer shared by slots elsewhere. */
const EDGE_WORDS = 5
const SHOWN_MAX = 5

/** Counts the skeletons of all texts: names and numbers masked. */
export function templatesOf(texts: readonly CorpusText[]): Templates {
  const skeletons = texts.map(skeletonOf)
  const longer = skeletons.filter((words) => words.length > EDGE_WORDS)
  return {
    whole: commonest(skeletons),
    opening: commonest(longer.map((words) => words.slice(0, EDGE_WORDS))),
    ending: commonest(longer.map((words) => words.slice(-EDGE_WORDS))),
  }
}

/** A text's words with every slot masked: its brands, its numbers, and the names in it. */
function skeletonOf(text: CorpusText): string[] {
  const names = namesIn(text.text)
  return maskedWords(text).map((word) => (names.has(word) ? BRAND_WORD : word))
}

/** Words that only ever stand with a capital, after another word: names of people, places and companies. */
function namesIn(text: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [, name] of text.matchAll(/(?<=[\p{Ll},;] )(\p{Lu}\p{L}+)/gu)) {
    const plain = name?.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    if (plain !== undefined) names.add(plain)
  }
  return names
}

function commonest(skeletons: readonly string[][]): Template[] {
  const counts = new Map<string, number>()
  for (const words of skeletons) {
    const key = words.join(' ')
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts]
    .map(([skeleton, texts]) => ({ skeleton, texts }))
    .filter((template) => template.texts > 1)
    .sort((a, b) => b.texts - a.texts || (a.skeleton < b.skeleton ? -1 : 1))
    .slice(0, SHOWN_MAX)
}
