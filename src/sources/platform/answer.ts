// What platforms' answers have in common: JSON that may turn out to be a block page, and dates that leave out their zone.

import { EscuchaError } from '../../domain/errors.js'
import type { Page, PublisherHints, SourceMemory } from '../../domain/source.js'
import type { Instant } from '../../domain/time.js'
import { lineIn } from '../reading/answers.js'
import { pastInstant } from '../reading/instants.js'

/** The page's JSON. A page of HTML in its place is told for what it is: a browser check, a login, something else. */
export { jsonOf as answerOf } from '../reading/answers.js'

/** The failure of an answer that is no such thing as was asked for. */
export function notWhatWasAsked(page: Page, wanted: string, said: string | null = null): EscuchaError {
  const words = said === null ? '' : `: ${said.slice(0, 200)}`
  return new EscuchaError('unreadable', `${wanted} was expected at ${placeOf(page)}, and something else came${words}`)
}

/** A page's address as messages show it: without parameters, which may hold a key. */
export function placeOf(page: Pick<Page, 'url'>): string {
  return page.url.replace(/[?#].*$/s, '')
}

/** An instant of a machine; one without a zone is UTC. */
export function utcInstant(value: unknown, now: Instant): Instant | null {
  const text = lineIn(value)?.replace(/^(\d{9,13})\.\d+$/, '$1') ?? null
  if (text === null) return null
  return pastInstant(/^\d{4}-\d\d-\d\d[T ][\d:.]+$/.test(text) ? `${text}Z` : text, now)
}

/** The edit's instant, where it is another than the first. */
export function editedAt(value: unknown, publishedAt: Instant | null, now: Instant): Instant | null {
  const edited = utcInstant(value, now)
  return edited === publishedAt ? null : edited
}

/** A platform that asks for so much time between two scans. */
export function notBefore(minIntervalMs: number): PublisherHints {
  return { minIntervalMs, skipHours: [], skipDays: [], hub: null }
}

/** A text that the memory holds under this name; null when it holds none. */
export function textInMemory(memory: SourceMemory, name: string): string | null {
  const value = Object.hasOwn(memory, name) ? memory[name] : null
  return typeof value === 'string' && value !== '' ? value : null
}
