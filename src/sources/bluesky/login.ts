// Sessions at Bluesky: an account and one of its app passwords for a token of some two hours. A new session is made
// then, as making one costs one request and needs nothing to be remembered.

import type { PostOutcome } from '../../domain/fetcher.js'
import type { Login, LoginRequest, SourceKind } from '../../domain/source.js'
import { loginAnswer, tokenIn } from '../platform/login.js'
import { objectOf } from '../reading/answers.js'
import { parseJson } from '../reading/json.js'

/** The account, as the operator gives it. */
type Account = { readonly handle?: string | undefined; readonly appPassword?: string | undefined }

/** What a session lasts whose token does not say; Bluesky's last two hours. */
const UNTOLD_SECONDS = 3_600
const HINT = 'Make an app password in Bluesky (Settings → App passwords) and give it with the account’s handle.'

/** The login of the kind; sessions are made, and good, at the origin that an address leads to. */
export function blueskyLogin(originFor: (url: string) => string): NonNullable<SourceKind<Account>['login']> {
  return {
    request: (url, options) => request(originFor(url), options),
    read,
    // An ended token answers 400, and so does a request that makes no sense: that one fails again, and is told then.
    hasEnded: ({ status }) => status === 400 || status === 401,
  }
}

function request(origin: string, { handle, appPassword }: Account): LoginRequest | null {
  if (handle === undefined || appPassword === undefined || origin === '') return null
  return {
    url: `${origin}/xrpc/com.atproto.server.createSession`,
    origin,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ identifier: handle.replace(/^@/, ''), password: appPassword }),
  }
}

function read(answer: PostOutcome): Login {
  const token = tokenIn(loginAnswer(answer, 'Bluesky', HINT), 'accessJwt', 'Bluesky', HINT)
  return { headers: { authorization: `Bearer ${token}` }, endsInSeconds: secondsOf(token) }
}

/** A token tells when it was given and when it ends; how far the two clocks are apart does not matter then. */
function secondsOf(token: string): number {
  const claims = objectOf(parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')))
  const { iat, exp } = claims ?? {}
  return typeof iat === 'number' && typeof exp === 'number' && exp > iat ? exp - iat : UNTOLD_SECONDS
}
