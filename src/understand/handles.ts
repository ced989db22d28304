// Finds brands in handles and tags that go on after the name: "@TigoColombia", "@rappi_ayuda", "#UNEnoSirve". A name
// that goes on as offices of companies do is believed; one that only ends where another word begins is a guess.

import { foldTerm } from './automaton.js'
import { SKIPPED } from './fold.js'
import { hashWord, type Reading, TAG, USER } from './reading.js'
import type { Name, OtherMeanings } from './spelling/speller.js'

/** A name at the beginning of a handle or tag; offsets are those of the name, in UTF-16 units of the text. */
export interface HandleHit {
  readonly owner: number
  readonly start: number
  readonly end: number
  /** True when what follows is what offices of companies add ("ayuda", a country), or what customers shout ("NoSirve"). */
  readonly isSure: boolean
}

/** Finds a fixed set of names. */
export interface HandleFinder {
  find(reading: Reading, others: OtherMeanings): readonly HandleHit[]
}

/** Shorter names begin too many other words. */
const LETTERS_LEAST = 3
/** A name that short must end visibly (a capital, an underscore), whatever follows. */
const LETTERS_UNMARKED = 4
/** "claroayuda" is no word, though "claro" is one; "mangoes" is. */
const OFFICE_LETTERS = 4
/** No network allows longer handles. */
const LETTERS_MAX = 50
/** Some texts are made of nothing but handles: so many are looked at. */
const HANDLES_MAX = 400

/** What offices of companies add to the name, in any number. The country codes are those that people listen in. */
const OFFICE = new RegExp(
  `^(?:${[
    'co|col|colombia|mx|mex|mexico|ar|arg|argentina|cl|chile|pe|peru|es|esp|espana|spain|ec|ecuador|uy|uruguay',
    'py|paraguay|bo|bolivia|ve|venezuela|br|brasil|brazil|pt|portugal|gt|guatemala|hn|honduras|ni|nicaragua',
    'sv|salvador|cr|costarica|pa|panama|rd|dominicana|pr|puertorico|latam|us|usa|uk|eu|ca|canada|au|australia',
    'oficial|official|soporte|support|ayuda|teayuda|help|helps|care|cares|atencion|cliente|clientes|responde',
    'teescucha|service|servicio|customer|team|hq|telco|app',
  ].join('|')}){1,4}$`,
)

/** What customers add to it in a tag. */
const PROTEST =
  /^(?:no(?:sirven?|funciona|responden?|cumplen?|contestan?|pagan?|escuchan?|devuelven?)|estafa|roban?$|ladron|apesta|sucks|fail|scam|isdown)/

/** Compiles names. `owner` null claims what begins with its name for nobody (a competitor, an exclusion). */
export function compileHandles(names: readonly Name[]): HandleFinder {
  const owners = new Map<string, (number | null)[]>()
  for (const { text, owner } of names) {
    const letters = foldTerm(text).replace(/[^\p{L}\p{N}]/gu, '')
    if (letters.length < LETTERS_LEAST || letters.length > LETTERS_MAX) continue
    owners.set(letters, [...(owners.get(letters) ?? []), owner])
  }
  const beginnings = new Set([...owners.keys()].map((letters) => letters.slice(0, LETTERS_LEAST)))
  return {
    find(reading, others) {
      if (owners.size === 0) return []
      const hits: HandleHit[] = []
      let looked = 0
      for (let token = 0; token < reading.tokens && looked < HANDLES_MAX; token++) {
        if (reading.kind[token] !== USER && reading.kind[token] !== TAG) continue
        looked++
        const handle = handleAt(reading, token)
        if (!beginnings.has(handle.letters.slice(0, LETTERS_LEAST))) continue
        hits.push(...hitsIn(handle, owners, others))
      }
      return hits
    },
  }
}

/** A handle without its sign and underscores. */
interface Handle {
  /** Folded. */
  readonly letters: string
  /** As it is written. */
  readonly written: string
  /** Where each letter stands in the text. */
  readonly places: readonly number[]
}

function handleAt({ text, folded, start, end }: Reading, token: number): Handle {
  const places: number[] = []
  let [letters, written] = ['', '']
  for (let at = (start[token] ?? 0) + 1; at < (end[token] ?? 0) && places.length < LETTERS_MAX; at++) {
    const unit = folded[at] ?? 0
    if (unit === SKIPPED || unit === UNDERSCORE) continue
    letters += String.fromCharCode(unit)
    written += text[at] ?? ''
    places.push(at)
  }
  return { letters, written, places }
}

const UNDERSCORE = 95

/** The longest name that the handle begins with, if what follows lets it be one; for each that it belongs to. */
function hitsIn(
  handle: Handle,
  owners: ReadonlyMap<string, readonly (number | null)[]>,
  others: OtherMeanings,
): readonly HandleHit[] {
  for (let length = handle.letters.length; length >= LETTERS_LEAST; length--) {
    const of = owners.get(handle.letters.slice(0, length))
    const kind = of === undefined ? null : kindOf(handle, length, others)
    if (of === undefined || kind === null) continue
    const [start, end] = [handle.places[0] ?? 0, (handle.places[length - 1] ?? 0) + 1]
    return of.flatMap((owner) => (owner === null ? [] : [{ owner, start, end, isSure: kind === 'sure' }]))
  }
  return []
}

function kindOf(handle: Handle, length: number, others: OtherMeanings): 'sure' | 'guess' | null {
  const rest = handle.letters.slice(length).replace(/[^\p{L}]/gu, '')
  const isMarked = endsVisibly(handle, length)
  const isWord = others.isWord(hashWord(handle.letters.slice(0, length)))
  const isUnmarkedName = length >= LETTERS_UNMARKED && !isWord
  const isPlainOffice = length >= LETTERS_UNMARKED && rest.length >= OFFICE_LETTERS
  if (rest === '' || OFFICE.test(rest)) return isMarked || isUnmarkedName || isPlainOffice ? 'sure' : null
  if (PROTEST.test(rest) && (isMarked || length >= LETTERS_UNMARKED)) return 'sure'
  // "#ClaroQueSi" is what people say; "#UNEnoSirve" shouts the name and nothing else.
  return isMarked && (isUnmarkedName || isShouted(handle.written.slice(0, length))) ? 'guess' : null
}

/** Whether an underscore, a figure or a change of case parts the name from what follows. */
function endsVisibly({ letters, written, places }: Handle, length: number): boolean {
  const [last, next] = [written[length - 1] ?? '', written[length] ?? '']
  if (next === '' || (places[length] ?? 0) - (places[length - 1] ?? 0) > 1 || /\p{N}/u.test(letters[length] ?? ''))
    return true
  if (isCapital(next) && !isCapital(last)) return true
  const after = written[length + 1] ?? ''
  return isShouted(written.slice(0, length)) && (!isCapital(next) || (after !== '' && !isCapital(after)))
}

function isShouted(written: string): boolean {
  return [...written].every((letter) => isCapital(letter) || /\p{N}/u.test(letter))
}

function isCapital(letter: string): boolean {
  return letter !== letter.toLowerCase()
}
