// Logging in at Reddit with an app of the operator's: its id and secret for a token that reads what is public.

import type { PostOutcome } from '../../domain/fetcher.js'
import type { Login, LoginRequest, SourceKind } from '../../domain/source.js'
import { loginAnswer, tokenIn } from '../platform/login.js'
import { hostOf, originOf } from '../platform/place.js'
import { numberIn } from '../reading/answers.js'

/** The app, as the operator gives it. */
type App = { readonly clientId?: string | undefined; readonly clientSecret?: string | undefined }

const SITES = /(?:^|\.)reddit\.com$/
/** What a token lasts that does not say for how long. */
const UNTOLD_SECONDS = 3_600
const HINT = 'Look at your app at reddit.com/prefs/apps: clientId stands under its name, clientSecret beside "secret".'

/** The login of the kind. */
export const redditLogin: NonNullable<SourceKind<App>['login']> = {
  request,
  read,
  hasEnded: (failure) => failure.status === 401,
}

function request(url: string, { clientId, clientSecret }: App): LoginRequest | null {
  if (clientId === undefined || clientSecret === undefined) return null
  const isReddit = SITES.test(hostOf(url))
  return {
    url: `${isReddit ? 'https://www.reddit.com' : originOf(url)}/api/v1/access_token`,
    origin: isReddit ? 'https://oauth.reddit.com' : originOf(url),
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  }
}

function read(answer: PostOutcome): Login {
  const json = loginAnswer(answer, 'Reddit', HINT)
  const token = tokenIn(json, 'access_token', 'Reddit', HINT)
  return { headers: { authorization: `Bearer ${token}` }, endsInSeconds: numberIn(json.expires_in) ?? UNTOLD_SECONDS }
}
