// Folds text so that "ÉXITO", "éxito", "exito" and "e\u200bxito" are one word. The folded text has exactly as many
// UTF-16 units as the original, so an offset found in one is an offset in the other: nothing ever needs mapping back.

/** Stands in the folded text for a unit that nobody sees: zero-width characters, combining marks, soft hyphens. */
export const SKIPPED = 0

/** What a folded unit is to the tokeniser. */
export const GAP = 0
export const LETTER = 1
export const DIGIT = 2
export const STOP = 3
export const SYMBOL = 4
export const UNSEEN = 5

/** Up to here the tables are computed from Unicode; above stand scripts without case that need no folding. */
const COMPUTED_TO = 0x3040

const folds = new Uint16Array(65_536)
const classes = new Uint8Array(65_536)
const capitals = new Uint8Array(65_536)

function foldUnit(unit: number): number {
  const character = String.fromCharCode(unit)
  if (isUnseen(unit)) return SKIPPED
  const plain = character.normalize('NFKD').toLowerCase()
  const first = plain.charCodeAt(0)
  if (plain.length === 1) return first
  // "é" becomes "e" and its accent, "ª" becomes "a"; a ligature ("ﬁ") keeps its first letter.
  return first > 32 ? first : unit
}

function isUnseen(unit: number): boolean {
  return (
    unit < 9 ||
    unit === 0xad ||
    unit === 0x34f ||
    unit === 0x61c ||
    unit === 0x180e ||
    unit === 0xfeff ||
    (unit >= 0x300 && unit <= 0x36f) ||
    (unit >= 0x200b && unit <= 0x200f) ||
    (unit >= 0x202a && unit <= 0x202e) ||
    (unit >= 0x2060 && unit <= 0x206f) ||
    (unit >= 0xfe00 && unit <= 0xfe0f)
  )
}

function classOf(unit: number): number {
  if (isUnseen(unit)) return UNSEEN
  if (unit >= 0xd800 && unit <= 0xdfff) return SYMBOL
  if (unit >= COMPUTED_TO && unit < 0xff00) return unit >= 0xe000 && unit < 0xf900 ? GAP : LETTER
  const character = String.fromCharCode(folds[unit] ?? unit)
  if (/\p{L}/u.test(character)) return LETTER
  if (/\p{N}/u.test(character)) return DIGIT
  if (/[.!?;:,\n\r…¿¡()[\]"“”«»|/]/u.test(character)) return STOP
  if (/\p{So}/u.test(character)) return SYMBOL
  return GAP
}

for (let unit = 0; unit < 65_536; unit++) {
  const isSurrogate = unit >= 0xd800 && unit < 0xe000
  const isComputed = unit < COMPUTED_TO || (unit >= 0xfe00 && unit < 0xfff0)
  folds[unit] = isComputed ? foldUnit(unit) : unit
  classes[unit] = isComputed || isSurrogate ? classOf(unit) : plainClassOf(unit)
  capitals[unit] = isComputed && isCapital(unit) ? 1 : 0
}

/** Scripts without case are letters; private-use characters and the plane's last ones are nothing. */
function plainClassOf(unit: number): number {
  const isPrivate = unit >= 0xe000 && unit < 0xf900
  return isPrivate || unit >= 0xfe00 ? GAP : LETTER
}

function isCapital(unit: number): boolean {
  const character = String.fromCharCode(unit)
  return character !== character.toLowerCase()
}

/** The class of a folded unit. */
export function classOfUnit(unit: number): number {
  return classes[unit] as number
}

/** "Ã": with what follows it, the two bytes of an accented letter that were read as two letters ("atenciÃ³n"). */
const MANGLED = 0xc3

/** Signs that never follow an "Ã" of Portuguese: a word goes on after it, or a quotation closes. */
function isMangledSecond(unit: number): boolean {
  return unit > 0xa0 && unit <= 0xbf && unit !== 0xab && unit !== 0xbb
}

/**
 * Folds `text` into `into` (at least as long as the text), unit for unit. `capital`, where somebody wants to know, is told
 * 1 for each capital letter of the text.
 */
export function foldInto(text: string, into: Uint16Array, capital: Uint8Array | null = null): void {
  const length = Math.min(text.length, into.length)
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i)
    if (capital !== null) capital[i] = capitals[unit] as number
    if (unit >= 0xd800 && unit <= 0xdbff && i + 1 < length) {
      i = foldPair(text, i, into)
      continue
    }
    if (unit === MANGLED && i + 1 < length && isMangledSecond(text.charCodeAt(i + 1))) {
      into[i] = folds[text.charCodeAt(i + 1) + 0x40] ?? unit
      into[++i] = SKIPPED
      continue
    }
    into[i] = folds[unit] as number
  }
}

/** "𝐂𝐥𝐚𝐫𝐨" is written in mathematical letters outside the first plane; they fold to letters, and emoji stay. */
function foldPair(text: string, at: number, into: Uint16Array): number {
  const unit = text.charCodeAt(at)
  const next = text.charCodeAt(at + 1)
  if (next < 0xdc00 || next > 0xdfff) {
    into[at] = unit
    return at
  }
  into[at] = unit
  into[at + 1] = next
  // Mathematical letters and enclosed letters are the only pairs that fold; skin tones are unseen.
  const isStyled = unit === 0xd835 || (unit === 0xd83c && next >= 0xdd30 && next <= 0xdd89)
  if (!isStyled) {
    if (unit === 0xd83c && next >= 0xdffb) into[at] = into[at + 1] = SKIPPED
    return at + 1
  }
  const plain = text
    .slice(at, at + 2)
    .normalize('NFKD')
    .toLowerCase()
  if (plain.length === 1) {
    into[at] = plain.charCodeAt(0)
    into[at + 1] = SKIPPED
  }
  return at + 1
}

/** The folded form of a short text as a string, without the units that nobody sees. */
export function fold(text: string): string {
  const units = new Uint16Array(text.length)
  foldInto(text, units)
  let folded = ''
  for (const unit of units) if (unit !== SKIPPED) folded += String.fromCharCode(unit)
  return folded
}
