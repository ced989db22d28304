// Keeps the subscriptions at hubs: asks for those that are wanted, renews them before their lease ends, and tells hubs
// what is not wanted any more. Every change goes by the version in the store, so several processes ask a hub once.

import { EscuchaError, isExpected } from '../../domain/errors.js'
import type { PostOutcome } from '../../domain/fetcher.js'
import { retryAfterSeconds } from '../../domain/retry-after.js'
import { instantOf } from '../../domain/time.js'
import { asking, isGivenUp, LEASE_SECONDS, refused, type Subscription } from '../../domain/websub.js'
import type { Store } from '../../store/store.js'
import { inLanes } from '../lanes.js'
import { faultOf } from '../reading/faults.js'
import type { ScanTools } from '../tools.js'
import { planSubscriptions } from './plan.js'

/** Hubs asked in one pass: a start with a thousand feeds must not hold up the pass. */
const ASKED_MAX = 100
/** One question at a time: most feeds share one of three hubs. */
const PACE = { concurrency: 4, perHost: 1 }
/** A hub may send us on to another hub, which may do the same. */
const REDIRECTS_MAX = 3
/** A change that is overtaken by another is tried again on what that left. */
const SAVES_MAX = 5

/** Brings the subscriptions in line with the sources, and asks the hubs whose turn it is. */
export async function keepSubscriptions(
  tools: Pick<ScanTools, 'store' | 'fetcher' | 'clock' | 'log' | 'websub' | 'isEnding'>,
): Promise<void> {
  const { store, websub } = tools
  if (websub === undefined || tools.isEnding?.() === true) return
  const known = await store.subscriptions()
  if (known.length === 0 && websub.callbackBase === null) return
  const now = instantOf(tools.clock())
  const { ended, added } = planSubscriptions(await store.listSources(), known, websub, now)
  for (const subscription of ended) await store.saveSubscription(subscription)
  for (const subscription of added) await store.addSubscription(subscription)
  const due = (await store.subscriptions()).filter(({ nextAskAt }) => nextAskAt <= now)
  await inLanes(due.slice(0, ASKED_MAX), hostOf, PACE, (subscription) => ask(subscription, tools))
}

function hostOf({ hub }: Subscription): string {
  return URL.canParse(hub) ? new URL(hub).hostname : hub
}

/** Asks one hub. Never throws for the hub's sake. */
async function ask(
  subscription: Subscription,
  tools: Pick<ScanTools, 'store' | 'fetcher' | 'clock' | 'log'>,
): Promise<void> {
  const { id, source, wants } = subscription
  const now = instantOf(tools.clock())
  try {
    if (!(await tools.store.saveSubscription(asking(subscription, now)))) return
    await askHub(subscription, tools)
  } catch (error) {
    const { reason, retryAfterSeconds: wait } = faultOf(error)
    tools.log.warn({ source, mode: wants, reason }, 'a hub did not take a request')
    await change(id, tools.store, (latest) => refused(latest, reason, wait, now))
  }
}

/** Applies a change to the subscription as it is now: the hub may have verified while it was still being asked. */
async function change(id: string, store: Store, apply: (latest: Subscription) => Subscription): Promise<void> {
  for (let tries = 0; tries < SAVES_MAX; tries++) {
    const latest = await store.subscription(id)
    if (latest === null) return
    const next = apply(latest)
    if (isGivenUp(next)) return store.removeSubscription(id)
    if (await store.saveSubscription(next)) return
  }
}

/**
 * The secret should not travel in the open: a hub that was announced without TLS is asked with it first, and as it was
 * announced when nobody answers there.
 */
async function askHub(subscription: Subscription, tools: Pick<ScanTools, 'fetcher' | 'clock'>): Promise<void> {
  const { hub } = subscription
  const secure = withTls(hub)
  if (secure === null) return postTo(hub, subscription, tools)
  try {
    await postTo(secure, subscription, tools)
  } catch (error) {
    if (!isExpected(error) || !NOBODY_THERE.has(error.code)) throw error
    await postTo(hub, subscription, tools)
  }
}

const NOBODY_THERE: ReadonlySet<string> = new Set(['connect-failed', 'tls-failed', 'timeout'])

function withTls(hub: string): string | null {
  if (!/^http:/i.test(hub) || !URL.canParse(hub) || new URL(hub).port !== '') return null
  return hub.replace(/^http:/i, 'https:')
}

async function postTo(
  hub: string,
  subscription: Subscription,
  { fetcher, clock }: Pick<ScanTools, 'fetcher' | 'clock'>,
): Promise<void> {
  const body = formOf(subscription)
  let url = hub
  for (let hops = 0; ; hops++) {
    const answer = await fetcher.post(url, HEADERS, body)
    if (answer.status >= 200 && answer.status < 300) return
    const onward = redirectOf(answer, url)
    if (onward === null || hops >= REDIRECTS_MAX) throw refusal(answer, url, clock())
    url = onward
  }
}

const HEADERS = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/plain, */*;q=0.5' }

function formOf({ wants, topic, callback, secret }: Subscription): string {
  const form = { 'hub.mode': wants, 'hub.topic': topic, 'hub.callback': callback }
  const more = wants === 'subscribe' ? { 'hub.secret': secret, 'hub.lease_seconds': String(LEASE_SECONDS) } : {}
  // Hubs of the older drafts want to be told how to verify; the others ignore it.
  return new URLSearchParams({ ...form, ...more, 'hub.verify': 'async' }).toString()
}

function redirectOf({ status, headers }: PostOutcome, from: string): string | null {
  const { location } = headers
  if ((status !== 307 && status !== 308) || location === undefined || !URL.canParse(location, from)) return null
  return new URL(location, from).href
}

function refusal({ status, headers, body }: PostOutcome, url: string, now: Date): EscuchaError {
  const said = /html/.test(headers['content-type'] ?? '') ? '' : body.slice(0, 200).trim()
  const wait = retryAfterSeconds(headers['retry-after'] ?? null, headers.date ?? null, now)
  return new EscuchaError(
    'http-status',
    `the hub ${new URL(url).host} answers ${status}${said === '' ? '' : `: ${said}`}`,
    {
      status,
      ...(wait === null ? {} : { retryAfterSeconds: wait }),
    },
  )
}
