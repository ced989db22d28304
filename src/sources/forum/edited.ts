// When a post was last edited, out of the note that engines write below it. The note is a sentence with a name in it ("Última
// edición por Ana Ruiz el 13 May 2024, editado 1 vez"), and names hold months and numbers: so only what stands between the
// words that such notes set before and behind a date is read, and an edit before the post itself is none.

import type { Instant } from '../../domain/time.js'
import { type Reading, whenOf } from './fields.js'

/** A note is a line; more is a post that a wrong selector caught. */
const NOTE_CHARS_MAX = 300
/** Words behind which a date begins, the surest first. */
const BEFORE = [
  /[;:(]\s/g,
  /[;(]|:(?!\d)/g,
  /\s(?:on|el|le|am|em|il|op)\s/gi,
  // "(edited by Rick 2024-05-13 21:00:00)"
  /\s(?=\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\b)/g,
]
/** Words before which a date ends. */
const BEHIND = /\s(?:by|por|par|von|da|door)\s|[,;.]\s*(?:edit|modif|bearb|insgesamt)|\.?$|[)»]/i
/** A time alone would be taken for today's. */
const NAMES_A_DAY = /\p{L}{3}|\d[-./]\d/u
/** Why it was edited may name a date of its own. */
const REASON = /(?:reason|raz[oó]n|motivo|grund|raison)\s*:/i

/** The instant that the note names, or that its attribute holds; null when it names none, or one before the post. */
export function editedAt(note: string | null, publishedAt: Instant | null, reading: Reading): Instant | null {
  const found =
    note === null
      ? null
      : (plainly(note, reading) ?? inSentence(note.slice(0, NOTE_CHARS_MAX).split(REASON, 1)[0] ?? '', reading))
  if (found === null || found === publishedAt) return null
  return publishedAt !== null && found < publishedAt ? null : found
}

/** `2024-05-13T20:03:11Z`, `1715634191`: an attribute, which holds a date and nothing else. */
function plainly(note: string, reading: Reading): Instant | null {
  return /^[\d\s:.TZ+-]{9,40}$/.test(note) ? whenOf(note, reading) : null
}

function inSentence(note: string, reading: Reading): Instant | null {
  for (const before of BEFORE) {
    for (const match of [...note.matchAll(before)].reverse()) {
      const rest = note.slice(match.index + match[0].length).trim()
      const date = rest.slice(0, rest.search(BEHIND)).trim()
      const found = NAMES_A_DAY.test(date) ? whenOf(date, reading) : null
      if (found !== null) return found
    }
  }
  return null
}
