// Reads what answers say about themselves: how long to wait, how long they stay fresh, what validates them. Other
// people's headers are read leniently, and what makes no sense counts as absent.

import { httpDateMs, retryAfterSeconds } from '../domain/retry-after.js'
import type { Validators } from '../domain/source.js'

/** Headers as undici gives them. */
export type RawHeaders = Readonly<Record<string, string | string[] | undefined>>

/** Validators are sent back as they came; beyond this they are no validators. */
const VALIDATOR_CHARS_MAX = 1_000

/** The first value of a header; null when it is absent. */
export function headerOf(headers: RawHeaders, name: string): string | null {
  const value = headers[name]
  if (Array.isArray(value)) return value[0] ?? null
  return value ?? null
}

/** Headers with one value each, names in lower case. */
export function flatHeaders(headers: RawHeaders): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).filter(
    (entry): entry is [string, string | string[]] => entry[1] !== undefined,
  )
  return Object.fromEntries(entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]))
}

/** The media type without parameters, in lower case; null when absent or odd. */
export function mediaTypeOf(contentType: string | null): string | null {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return /^[\w.+*-]{1,80}\/[\w.+*-]{1,80}$/.test(type) ? type : null
}

/** Seconds that an answer asks to wait; null when it does not. */
export function askedToWaitSeconds(headers: RawHeaders, now: Date): number | null {
  return retryAfterSeconds(headerOf(headers, 'retry-after'), headerOf(headers, 'date'), now)
}

/** For how long the answer calls itself fresh; null when it does not tell or forbids it. */
export function freshForMs(headers: RawHeaders, now: Date): number | null {
  const control = headerOf(headers, 'cache-control')?.slice(0, 500).toLowerCase() ?? ''
  if (/\bno-(cache|store)\b/.test(control)) return null
  const maxAge = /\bmax-age\s?=\s?"?(\d{1,10})/.exec(control)?.[1]
  if (maxAge !== undefined) {
    const age = Number(/^\d{1,10}$/.exec(headerOf(headers, 'age') ?? '')?.[0] ?? 0)
    return Math.max(0, Number(maxAge) - age) * 1000
  }
  const expires = httpDateMs(headerOf(headers, 'expires') ?? '')
  if (expires === null) return null
  const from = httpDateMs(headerOf(headers, 'date') ?? '') ?? now.getTime()
  return expires > from ? expires - from : null
}

/**
 * What validates the answer, with the hash of its body for hosts that give none or lie. `Expires: 0` is how a host says
 * that its answers are not to be kept: its validators are those of some cache in front, and are not sent back.
 */
export function validatorsOf(headers: RawHeaders, bodyHash: string): Validators {
  if (headerOf(headers, 'expires')?.trim() === '0') return { etag: null, lastModified: null, bodyHash }
  return {
    etag: opaque(headerOf(headers, 'etag')),
    lastModified: opaque(headerOf(headers, 'last-modified')),
    bodyHash,
  }
}

/** What validates a page that has not changed: what it had, but for what "not modified" itself says anew. */
export function renewedValidators(known: Validators, headers: RawHeaders): Validators {
  const fresh = validatorsOf(headers, '')
  return {
    etag: fresh.etag ?? known.etag,
    lastModified: fresh.lastModified ?? known.lastModified,
    bodyHash: known.bodyHash,
  }
}

// Anything else could not be sent back in a header.
function opaque(value: string | null): string | null {
  return value !== null && value.length <= VALIDATOR_CHARS_MAX && /^[\x21-\x7e][\x20-\x7e]*$/.test(value) ? value : null
}

/** The request headers that ask "only if it has changed". */
export function conditionalHeaders(validators: Validators | null | undefined): Record<string, string> {
  const headers: Record<string, string> = {}
  const etag = opaque(validators?.etag ?? null)
  const lastModified = opaque(validators?.lastModified ?? null)
  if (etag !== null) headers['if-none-match'] = etag
  if (lastModified !== null) headers['if-modified-since'] = lastModified
  return headers
}

/** A source's own request headers, names in lower case; what could not stand in a header is left out. */
export function sendableHeaders(headers: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const entries = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
  return Object.fromEntries(
    entries.filter(([name, value]) => /^[a-z][a-z0-9-]{0,60}$/.test(name) && /^[\x20-\x7e]{1,4096}$/.test(value)),
  )
}
