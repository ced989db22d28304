// Passwords: which are accepted, how they are kept, how they are checked. scrypt with its parameters in the stored
// string, so that they can rise later: an older hash is renewed at the next login.

import { scrypt, timingSafeEqual } from 'node:crypto'
import { EscuchaError } from '../../domain/errors.js'
import type { RandomBytes } from './secrets.js'

/** OWASP's figures for scrypt: 128 MiB and some 0.3 s for each guess. */
export const SCRYPT_COST = { N: 131_072, r: 8, p: 1 } as const

/** ASVS 6.2.1 asks for 8 and recommends 15; without composition rules, length is what counts. */
export const PASSWORD_CHARS_MIN = 15

/** Long enough for any sentence or manager; a bound because hashing time must have one. */
export const PASSWORD_CHARS_MAX = 128

/** Each check holds 128 MiB: two at once, the rest wait. */
const CHECKS_AT_ONCE = 2

/** More than this waiting is an attack, not a Monday morning. */
const CHECKS_WAITING_MAX = 8

const KEY_BYTES = 32
const SALT_BYTES = 16

/** Cost figures of one hash. */
export interface ScryptCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/** What is stored for a person who has no password yet and comes in by a login link: it matches nothing. */
export const NO_PASSWORD = '!'

/** Hashes a password as `scrypt$N$r$p$salt$key`. */
export async function hashPassword(
  password: string,
  randomBytes: RandomBytes,
  cost: ScryptCost = SCRYPT_COST,
): Promise<string> {
  const salt = Buffer.from(randomBytes(SALT_BYTES))
  const key = await derive(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/**
 * Whether the password is the one behind the hash. A null or unusable hash costs the same time, so that the answer
 * does not tell whether a user exists.
 */
export async function checkPassword(password: string, stored: string | null): Promise<boolean> {
  const parts = readHash(stored)
  const key = await derive(password, parts?.salt ?? DUMMY_SALT, parts?.cost ?? SCRYPT_COST)
  if (parts === null || parts.key.length !== key.length) return false
  return timingSafeEqual(key, parts.key)
}

/** True of a hash made with lower figures than today's. */
export function needsRehash(stored: string): boolean {
  const cost = readHash(stored)?.cost
  if (cost === undefined) return false
  return cost.N < SCRYPT_COST.N || cost.r < SCRYPT_COST.r || cost.p < SCRYPT_COST.p
}

/** Why a password is not accepted; null when it is. `own` are words an attacker would try first: user, brand, product. */
export function passwordFault(password: string, own: readonly string[]): 'short' | 'long' | 'guessable' | null {
  const length = [...password].length
  if (length < PASSWORD_CHARS_MIN) return 'short'
  if (length > PASSWORD_CHARS_MAX) return 'long'
  return isGuessable(password, own) ? 'guessable' : null
}

/** What stands in most leaked passwords; a long one made of these and of sequences is a short one in disguise. */
const COMMON_PARTS = [
  ...['contrasena', 'contraseña', 'password', 'passw0rd', 'p@ssw0rd', 'secreto', 'secret', 'clave', 'acceso', 'login'],
  ...['administrador', 'administrator', 'admin', 'usuario', 'user', 'escucha', 'bienvenido', 'welcome', 'changeme'],
  ...[
    'qwertyuiop',
    'qwerty',
    'asdfghjkl',
    'asdfgh',
    'zxcvbnm',
    'zxcvb',
    '1q2w3e4r5t',
    '1q2w3e4r',
    '1qaz2wsx',
    'abc123',
  ],
  ...['iloveyou', 'teamo', 'teamomucho', 'princesa', 'princess', 'monkey', 'dragon', 'football', 'futbol', 'letmein'],
  ...[
    'colombia',
    'mexico',
    'argentina',
    'nacional',
    'america',
    'barcelona',
    'realmadrid',
    'medellin',
    'bogota',
    'amor',
  ],
  ...['hola', 'hello', 'test', 'prueba', 'demo', 'master', 'superman', 'batman', 'temporal', 'empresa', 'soporte'],
  ...['0123456789', '1234567890', '123456789', '12345678', '1234567', '123456', '12345', '1234', '123', '9876543210'],
  ...['abcdefghij', 'abcdefgh', 'abcdef', 'abcd', 'abc', '2023', '2024', '2025', '2026', '2027', '2028'],
]

/** After the parts that everybody tries first are gone, this much must be left. */
const UNCOMMON_CHARS_MIN = 8

/** With fewer different characters ("aaaaaaa…", "121212…") length says nothing. */
const DISTINCT_CHARS_MIN = 6

function isGuessable(password: string, own: readonly string[]): boolean {
  const folded = password.toLowerCase()
  if (new Set(folded).size < DISTINCT_CHARS_MIN) return true
  const parts = [...own.map((word) => word.toLowerCase()).filter((word) => word.length >= 3), ...COMMON_PARTS]
  const rest = parts.toSorted((a, b) => b.length - a.length).reduce((left, part) => left.replaceAll(part, ''), folded)
  return rest.length < UNCOMMON_CHARS_MIN || new Set(rest).size < DISTINCT_CHARS_MIN
}

const DUMMY_SALT = Buffer.alloc(SALT_BYTES, 7)

/** A hash from elsewhere may ask for any amount of memory: more than this is refused. */
const N_MAX = 1_048_576

function readHash(stored: string | null): { cost: ScryptCost; salt: Buffer; key: Buffer } | null {
  const [name, N, r, p, salt, key] = (stored ?? '').split('$')
  if (name !== 'scrypt' || salt === undefined || key === undefined) return null
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const sound =
    Number.isInteger(Math.log2(cost.N)) && cost.N <= N_MAX && cost.r > 0 && cost.r <= 32 && cost.p > 0 && cost.p <= 8
  return sound ? { cost, salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') } : null
}

let running = 0
const waiting: (() => void)[] = []

async function derive(password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  await takeTurn()
  try {
    return await scryptKey(password.normalize('NFC'), salt, cost)
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

async function takeTurn(): Promise<void> {
  if (waiting.length >= CHECKS_WAITING_MAX)
    throw new EscuchaError('rate-limited', 'too many logins at once', { retryAfterSeconds: 5 })
  while (running >= CHECKS_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
}

function scryptKey(password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  const options = { ...cost, maxmem: 256 * cost.N * cost.r }
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, options, (error, key) => (error === null ? resolve(key) : reject(error)))
  })
}
