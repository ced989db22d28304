// Tells a text's language. Most posts are settled by counting function words, which costs next to nothing; the rest
// go to eld. Short texts say little, so there the page's own language decides.

import { eld } from 'eld/small'
import { type Reading, WORD } from './reading.js'
import { ENGLISH, NEIGHBOUR, PORTUGUESE, SPANISH } from './roles.js'

/** Below this many letters a text is too short to contradict what its page declares. */
const LETTERS_FOR_CERTAINTY = 20
/** Below this many letters a language other than ours is a guess. */
const LETTERS_FOR_OTHERS = 48
/** eld needs no more than this; language does not change at the end of a post. */
const DETECT_UNITS = 240

interface Tally {
  es: number
  en: number
  pt: number
  words: number
  /** Function words of French, Italian and Catalan: two of them, and a text is not settled by counting. */
  neighbours: number
}

function tally(reading: Reading): Tally {
  const sums: Tally = { es: 0, en: 0, pt: 0, words: 0, neighbours: 0 }
  const tokens = Math.min(reading.tokens, 60)
  for (let token = 0; token < tokens; token++) {
    if (reading.kind[token] !== WORD) continue
    sums.words++
    const role = reading.role[token] as number
    if ((role & NEIGHBOUR) !== 0) sums.neighbours++
    const languages = role & (SPANISH | ENGLISH | PORTUGUESE)
    if (languages === 0) continue
    // A word of one language only counts double: it decides between neighbours such as Spanish and Portuguese.
    const share = (languages & (languages - 1)) === 0 ? 2 : 1
    if ((languages & SPANISH) !== 0) sums.es += share
    if ((languages & ENGLISH) !== 0) sums.en += share
    if ((languages & PORTUGUESE) !== 0) sums.pt += share
  }
  return sums
}

/** The language of a reading as ISO 639-1; null when it can't be told. `hint` is what the page declares. */
export function languageOf(reading: Reading, hint: string | null): string | null {
  const declared = hint === null ? null : hint.slice(0, 2).toLowerCase()
  if (reading.letters === 0) return null
  const sums = tally(reading)
  const clear = clearWinner(sums)
  if (clear !== null) return clear
  if (reading.letters < LETTERS_FOR_CERTAINTY && declared !== null) return declared
  const detected = detect(reading)
  if (detected === null) return declared ?? likely(sums)
  // Short Spanish without an accent looks Portuguese to eld; its function words know better.
  if (detected === 'pt' && sums.es > sums.pt) return 'es'
  if (detected === 'es' || detected === 'en' || detected === 'pt') return detected
  if (isOtherScript(reading)) return detected
  const ours = Math.max(sums.es, sums.en)
  const isShort = reading.letters < LETTERS_FOR_OTHERS && (ours >= 2 || reading.letters < LETTERS_FOR_CERTAINTY)
  if (isShort || (sums.neighbours < 2 && ours >= sums.words * OUR_SHARE)) return declared ?? likely(sums)
  return detected
}

/** A post in another language still holds a few look-alikes of our function words; more than this share is ours. */
const OUR_SHARE = 0.35
/** Past Latin, Greek begins: a text whose first word stands there is neither Spanish nor English. */
const LATIN_TO = 0x370

function isOtherScript(reading: Reading): boolean {
  for (let token = 0; token < reading.tokens; token++) {
    if (reading.kind[token] === WORD) return (reading.folded[reading.start[token] ?? 0] ?? 0) >= LATIN_TO
  }
  return false
}

function clearWinner(sums: Tally): string | null {
  const best = Math.max(sums.es, sums.en, sums.pt)
  // A third of the words of running text are function words; far fewer means another language with a few look-alikes.
  if (sums.neighbours >= 2 || best < 4 || best < sums.words * 0.4) return null
  if (sums.es === best && best >= sums.en * 2 && best > sums.pt * 1.5) return 'es'
  if (sums.en === best && best >= sums.es * 2 && best >= sums.pt * 2) return 'en'
  if (sums.pt === best && best >= 6 && best > sums.es * 1.5 && best >= sums.en * 2) return 'pt'
  return null
}

function likely(sums: Tally): string | null {
  const best = Math.max(sums.es, sums.en, sums.pt)
  if (best < 2) return null
  if (sums.es === best) return 'es'
  return sums.en === best ? 'en' : 'pt'
}

/** eld over the words alone: handles, tags and addresses are of no language. */
function detect(reading: Reading): string | null {
  let text = ''
  for (let token = 0; token < reading.tokens && text.length < DETECT_UNITS; token++) {
    const kind = reading.kind[token]
    if (kind !== WORD) continue
    text += `${reading.text.slice(reading.start[token], reading.end[token])} `
  }
  if (text === '') return null
  const { language } = eld.detect(text.toLowerCase())
  return language === '' ? null : language
}

/** Languages that the model labels; posts of others are stored with every label at zero. */
export function isLabelled(language: string | null): boolean {
  return language === null || language === 'es' || language === 'en' || language === 'pt'
}
