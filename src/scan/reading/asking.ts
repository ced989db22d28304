// Asks for one page as its kind wants it asked for: with the login that the operator's credentials give, and without
// robots.txt where the kind's platform documents an interface for programs.

import { isExpected } from '../../domain/errors.js'
import type { Fetcher, FetchOutcome } from '../../domain/fetcher.js'
import type { LoginRequest, PageRequest, SourceKind, Validators } from '../../domain/source.js'
import { endLogin, loginFor } from './logins.js'

/** What asking needs of the program. */
export interface AskTools {
  readonly fetcher: Pick<Fetcher, 'fetchPage' | 'post'>
  readonly monotonicMs: () => number
  readonly timezone: string
}

/** Whose page it is. */
export interface Asker {
  readonly kind: SourceKind
  readonly url: string
  readonly options: Readonly<Record<string, unknown>>
}

/** Fetches a page. A token that has ended before its time is renewed once. */
export async function askFor(
  request: PageRequest,
  validators: Validators | null,
  { kind, url, options }: Asker,
  tools: AskTools,
): Promise<FetchOutcome> {
  const login = kind.login?.request(url, options) ?? null
  if (login === null || originOf(request.url) !== login.origin) return fetchPage(request, validators, kind, {}, tools)
  try {
    return await fetchLoggedIn(request, validators, kind, login, options, tools)
  } catch (error) {
    if (!isExpected(error) || kind.login?.hasEnded(error) !== true) throw error
    if (!endLogin(kind, login, tools)) throw error
    return fetchLoggedIn(request, validators, kind, login, options, tools)
  }
}

async function fetchLoggedIn(
  request: PageRequest,
  validators: Validators | null,
  kind: SourceKind,
  login: LoginRequest,
  options: Asker['options'],
  tools: AskTools,
): Promise<FetchOutcome> {
  return fetchPage(request, validators, kind, await loginFor(kind, login, options, tools), tools)
}

function fetchPage(
  request: PageRequest,
  validators: Validators | null,
  kind: SourceKind,
  loginHeaders: Readonly<Record<string, string>>,
  { fetcher, timezone }: AskTools,
): Promise<FetchOutcome> {
  const { url, accept, role } = request
  return fetcher.fetchPage({
    url,
    ...(accept === undefined ? {} : { accept }),
    ...withHeaders({ ...request.headers, ...loginHeaders }),
    ...(isInterface(kind, url) ? { isInterface: true } : {}),
    validators,
    role,
    timezone,
  })
}

function withHeaders(headers: Readonly<Record<string, string>>): { readonly headers?: typeof headers } {
  return Object.keys(headers).length === 0 ? {} : { headers }
}

/** Whether an address stands under one of the interfaces that the kind names. */
export function isInterface({ interfaces = [] }: Pick<SourceKind, 'interfaces'>, url: string): boolean {
  // Written in another way ("//", "..", another case), an address must not pass for what it is not.
  const plain = URL.canParse(url) ? new URL(url).href : ''
  return interfaces.some((root) => plain.startsWith(root))
}

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null
}
