// Who is who in a conversation: one person under two spellings is one author, people without a name stay apart,
// and the brand's own people are told from its customers.

import type { Brand } from '../../domain/brand.js'
import type { Author } from '../../domain/post.js'

/** No engine allows longer names; more is an attack on the comparison. */
const NAME_LENGTH_MAX = 200

/** What engines print for somebody who did not log in. Two of them need not be the same person. */
const NAMELESS: ReadonlySet<string> = new Set([
  'anonimo',
  'anonima',
  'usuario anonimo',
  'visitante',
  'invitado',
  'invitada',
  'anonymous',
  'anonymous user',
  'anon',
  'guest',
  'unknown',
  'desconocido',
  '[deleted]',
])

/**
 * The key by which two posts have the same author: case, accents, a leading @ and spacing do not matter. Null for
 * nobody: a missing name, or one that an engine prints for everyone who is not logged in.
 */
export function authorKey(name: string | null): string | null {
  if (name === null) return null
  const key = folded(name)
  return key === '' || NAMELESS.has(key) ? null : key
}

/** The names and handles that answer for a brand, ready to be compared. */
export function staffKeys(brand: Brand): ReadonlySet<string> {
  return new Set(brand.staff.map(folded).filter((key) => key !== ''))
}

/** True when the engine marks the author as the company, or the brand lists the name or the profile's handle. */
export function isStaff(author: Author, staff: ReadonlySet<string>): boolean {
  if (author.staff) return true
  if (author.name !== null && staff.has(folded(author.name))) return true
  const handle = handleOf(author.url)
  return handle !== null && staff.has(handle)
}

function folded(name: string): string {
  return name
    .slice(0, NAME_LENGTH_MAX)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^@/, '')
}

function handleOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null
  const last = new URL(url).pathname.split('/').findLast((part) => part !== '')
  return last === undefined ? null : folded(last)
}
