// Secrets that let somebody in: session ids, bearer tokens, login links. Only their SHA-256 is ever stored; with 256
// random bits behind each, a fast hash is enough (a password is another matter: see passwords.ts).

import { createHash, timingSafeEqual } from 'node:crypto'

/** Gives that many random bytes. Chance enters through app.ts, like the clock. */
export type RandomBytes = (size: number) => Uint8Array

/** 256 bits: nobody guesses one. */
const SECRET_BYTES = 32

/** What every bearer token starts with, so that secret scanners and people recognise one. */
const TOKEN_PREFIX = 'esc_'

/** Enough to tell a mistyped token from an unknown one without asking the database. */
const CHECKSUM_CHARS = 6

/** SHA-256 of a text, as lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** A new secret that is safe in a cookie, a form and an address. */
export function newSecret(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url')
}

/** A new bearer token: prefix, random part, checksum. */
export function newBearerToken(randomBytes: RandomBytes): string {
  const secret = newSecret(randomBytes)
  return `${TOKEN_PREFIX}${secret}${checksum(secret)}`
}

/** True of a text that has the form of a bearer token and an intact checksum. */
export function isBearerToken(text: string): boolean {
  const body = text.slice(TOKEN_PREFIX.length)
  if (!text.startsWith(TOKEN_PREFIX) || !/^[\w-]{49}$/.test(body)) return false
  return sameSecret(checksum(body.slice(0, -CHECKSUM_CHARS)), body.slice(-CHECKSUM_CHARS))
}

/** Compares in a time that does not tell how much of the two agrees. */
export function sameSecret(one: string, other: string): boolean {
  const left = createHash('sha256').update(one).digest()
  const right = createHash('sha256').update(other).digest()
  return timingSafeEqual(left, right)
}

function checksum(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url').slice(0, CHECKSUM_CHARS)
}
