// Guesses the charset of a page that names none and is no UTF-8. Most such pages are windows-1252, and a Spanish one must
// never be taken for Chinese: so a guess counts only where the bytes themselves speak against the Latin alphabet, that is, where
// nearly every letter is beyond ASCII. chardet then tells which of the other alphabets it is.

import { analyse } from 'chardet'

/** The statistics settle within some thousand characters, and a page of megabytes must not be counted through. */
const SEARCHED_BYTES_MAX = 200_000
const SAMPLE_BYTES_MAX = 8_000
/** Fewer say nothing: a title in capitals may well be `ÁÉÍÓÚ`. */
const SAMPLE_BYTES_MIN = 24
/**
 * In Spanish, French or German words with accents a third of the letters are beyond ASCII, in Cyrillic or Greek ones all; of the
 * bytes of Chinese and Japanese some look like Latin letters, because a character's second byte may.
 */
const BEYOND_ASCII_OF_SEVERAL = 0.6
const BEYOND_ASCII_OF_ONE = 0.85

/** What chardet must be sure of, of a hundred: its several-byte guesses rest on the commonest characters, the others on less. */
const SURE_OF_SEVERAL_BYTES = 40
const SURE_OF_ONE_BYTE = 15

const SEVERAL_BYTES: ReadonlySet<string> = new Set(['Shift_JIS', 'Big5', 'EUC-JP', 'EUC-KR', 'GB18030'])
/** Alphabets other than the Latin one. */
const ONE_BYTE: ReadonlySet<string> = new Set([
  'windows-1251',
  'KOI8-R',
  'ISO-8859-5',
  'ISO-8859-6',
  'ISO-8859-7',
  'ISO-8859-8',
  'windows-1253',
  'windows-1255',
  'windows-1256',
  'windows-874',
])

/** The name of the charset that the bytes are in, likeliest; null where windows-1252 is as good a guess. */
export function guessCharset(bytes: Uint8Array): string | null {
  const sample = wordsBeyondAscii(bytes)
  const share = shareBeyondAscii(sample)
  if (sample.length < SAMPLE_BYTES_MIN || share < BEYOND_ASCII_OF_SEVERAL) return null
  for (const { name, confidence } of analyse(sample)) {
    if (SEVERAL_BYTES.has(name) && confidence >= SURE_OF_SEVERAL_BYTES) return name
    if (ONE_BYTE.has(name) && confidence >= SURE_OF_ONE_BYTE && share >= BEYOND_ASCII_OF_ONE) return name
  }
  return null
}

/** The words that hold anything beyond ASCII, apart by spaces: markup and English words would only drown the rest. */
function wordsBeyondAscii(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(SAMPLE_BYTES_MAX)
  const end = Math.min(bytes.length, SEARCHED_BYTES_MAX)
  let length = 0
  let from = 0
  let beyond = false
  for (let at = 0; at <= end && length < SAMPLE_BYTES_MAX; at += 1) {
    const byte = at < end ? (bytes[at] ?? 0) : SPACE
    if (byte >= 0x80) beyond = true
    if (!endsWord(byte)) continue
    if (beyond) {
      const word = bytes.subarray(from, Math.min(at, from + SAMPLE_BYTES_MAX - length - 1))
      sample.set(word, length)
      length += word.length + 1
      sample[length - 1] = SPACE
    }
    from = at + 1
    beyond = false
  }
  return sample.subarray(0, length)
}

const SPACE = 0x20

/** White space, or a sign of markup. None of them is ever the second byte of a character. */
function endsWord(byte: number): boolean {
  return byte <= SPACE || byte === 0x3c || byte === 0x3e || byte === 0x22 || byte === 0x27
}

function shareBeyondAscii(sample: Uint8Array): number {
  let beyond = 0
  let letters = 0
  for (const byte of sample) {
    if (byte >= 0x80) beyond += 1
    if (byte >= 0x80 || isLetter(byte)) letters += 1
  }
  return letters === 0 ? 0 : beyond / letters
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x7a
}
