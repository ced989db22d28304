// Logs in where a kind asks for it, once for all sources with the same credentials, and again when a token has ended.
// Tokens stay in this process's memory: what a login gives is nowhere written down.

import type { LoginRequest, SourceKind } from '../../domain/source.js'
import type { AskTools } from './asking.js'

/** A token is renewed this long before its end: a scan that has begun with it should end with it. */
const MARGIN_MS = 5 * 60_000
/** Nobody is logged in to more often, whatever a token says of its end. */
const KEPT_MS_MIN = 60_000
/** Nor is a platform that just refused asked again for each source and query. */
const REFUSAL_KEPT_MS = 60_000

interface Kept {
  readonly madeMs: number
  readonly headers: Promise<Readonly<Record<string, string>>>
  untilMs: number
}

const logins = new WeakMap<object, Map<string, Kept>>()

/** The headers that a login gives. Throws what kept it from being made. */
export async function loginFor(
  kind: SourceKind,
  request: LoginRequest,
  options: Readonly<Record<string, unknown>>,
  tools: AskTools,
): Promise<Readonly<Record<string, string>>> {
  const known = keptBy(tools)
  const name = nameOf(kind, request)
  const kept = known.get(name)
  if (kept !== undefined && tools.monotonicMs() < kept.untilMs) return kept.headers
  const made = logIn(kind, request, options, tools)
  const fresh: Kept = {
    madeMs: tools.monotonicMs(),
    headers: made.then(({ headers }) => headers),
    untilMs: Number.POSITIVE_INFINITY,
  }
  known.set(name, fresh)
  // Who asks in the meantime waits for the same answer; it is awaited, and so reported, below.
  fresh.headers.catch(() => undefined)
  try {
    const { headers, endsInSeconds } = await made
    fresh.untilMs = tools.monotonicMs() + Math.max(KEPT_MS_MIN, endsInSeconds * 1000 - MARGIN_MS)
    return headers
  } catch (error) {
    fresh.untilMs = tools.monotonicMs() + REFUSAL_KEPT_MS
    throw error
  }
}

/** The token was refused: the next request logs in anew. False when it is too young to have ended: it was something else. */
export function endLogin(kind: SourceKind, request: LoginRequest, tools: AskTools): boolean {
  const known = keptBy(tools)
  const name = nameOf(kind, request)
  const kept = known.get(name)
  if (kept !== undefined && tools.monotonicMs() - kept.madeMs < KEPT_MS_MIN) return false
  known.delete(name)
  return true
}

async function logIn(
  kind: SourceKind,
  { url, headers, body }: LoginRequest,
  options: Readonly<Record<string, unknown>>,
  { fetcher }: AskTools,
) {
  const answer = await fetcher.post(url, headers, body)
  if (kind.login === undefined) throw new Error(`the kind ${kind.kind} has no login`)
  return kind.login.read(answer, options)
}

function keptBy({ fetcher }: AskTools): Map<string, Kept> {
  const known = logins.get(fetcher)
  if (known !== undefined) return known
  const fresh = new Map<string, Kept>()
  logins.set(fetcher, fresh)
  return fresh
}

/** The same credentials at the same place are the same login. */
function nameOf({ kind }: SourceKind, { url, headers, body }: LoginRequest): string {
  return JSON.stringify([kind, url, headers, body])
}
