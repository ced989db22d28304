// Where WebSub hubs call: to verify that it was we who asked, to say no, and to distribute what is new. The address is
// the credential of the first two, a signature that of the third. Nothing is read here: what came waits for a scan.

import { createHmac } from 'node:crypto'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { instantOf } from '../domain/time.js'
import { denied, type Subscription, verified } from '../domain/websub.js'
import { sameSecret } from './auth/secrets.js'
import type { ServerEnv } from './env.js'
import { FaultError } from './problem.js'
import type { ServerTools } from './tools.js'

/** A feed's body; the fetcher reads twice as much, and a feed that is longer is polled. */
const BODY_BYTES_MAX = 5_000_000
/** What waits to be read of one source; the next poll brings what is beyond. */
const PUSHES_MAX = 20
/** A challenge is a random word. What is longer or stranger is somebody's trick to have us say something. */
const CHALLENGE = /^[\x21-\x7e]{1,500}$/
/** A verification that is overtaken by another change is looked at again. */
const TRIES_MAX = 5

/** The routes for hubs. They answer also when no hub is wanted: an end must be verified too. */
export function hubRoutes(tools: ServerTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  const limit = bodyLimit({ maxSize: BODY_BYTES_MAX, onError: refuseBody })
  app.get('/websub/:id', (c) => answerHub(c, tools))
  app.post(
    '/websub/:id',
    // Who does not know an address gets no body read.
    async (c, next) => ((await tools.store.subscription(c.req.param('id'))) === null ? unknown(c) : next()),
    limit,
    (c) => takeContent(c, tools),
  )
  return app
}

/** 410 tells a hub that the subscription is over, so that it stops. */
function unknown(c: Context<ServerEnv>): Response {
  return c.body(null, 410)
}

function refuseBody(): never {
  throw new FaultError({ status: 413, code: 'bad-input', detail: `a body has at most ${BODY_BYTES_MAX} bytes` })
}

/** A verification or a denial. What we did not ask for is not found. */
async function answerHub(c: Context<ServerEnv>, tools: ServerTools): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const mode = c.req.query('hub.mode') ?? ''
  const topic = c.req.query('hub.topic') ?? ''
  const challenge = c.req.query('hub.challenge') ?? ''
  const isDenial = mode === 'denied'
  if (!isDenial && !CHALLENGE.test(challenge)) return c.body(null, 404)
  const now = instantOf(tools.clock())
  const leaseSeconds = leaseIn(c.req.query('hub.lease_seconds'))
  const agreed = await change(id, tools, (subscription) =>
    isDenial
      ? denied(subscription, topic, c.req.query('hub.reason') ?? null, now)
      : verified(subscription, { mode, topic, leaseSeconds }, now),
  )
  if (!agreed) return c.body(null, 404)
  tools.log.info({ mode }, 'a hub was answered')
  // A type that no browser makes anything of: the challenge is the hub's text, not ours.
  return c.body(isDenial ? '' : challenge, 200, { 'Content-Type': 'application/octet-stream' })
}

function leaseIn(text: string | undefined): number | null {
  return /^\d{1,10}$/.test(text ?? '') && Number(text) > 0 ? Number(text) : null
}

/** Applies what a hub says to the subscription as it is now; false when it does not apply. */
async function change(
  id: string,
  { store }: Pick<ServerTools, 'store'>,
  apply: (subscription: Subscription) => Subscription | 'gone' | null,
): Promise<boolean> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const subscription = await store.subscription(id)
    const next = subscription === null ? null : apply(subscription)
    if (next === null) return false
    if (next === 'gone') {
      await store.removeSubscription(id)
      return true
    }
    if (await store.saveSubscription(next)) return true
  }
  return false
}

/**
 * What a hub distributes. It is taken in whatever its signature, as the Recommendation advises, so that nobody can try
 * signatures out; only what bears the right one is kept.
 */
async function takeContent(c: Context<ServerEnv>, tools: ServerTools): Promise<Response> {
  const body = new Uint8Array(await c.req.arrayBuffer())
  const subscription = await tools.store.subscription(c.req.param('id') ?? '')
  if (subscription === null) return unknown(c)
  const { source, wants } = subscription
  if (wants === 'unsubscribe') return c.body(null, 202)
  if (!isSigned(body, c.req.header('x-hub-signature') ?? '', subscription.secret)) {
    tools.log.warn({ source }, 'a hub distributed something without the right signature: it was left out')
    return c.body(null, 202)
  }
  const contentType = c.req.header('content-type')?.slice(0, 200) ?? null
  await tools.store.addPush({ source, contentType, body, receivedAt: instantOf(tools.clock()) }, PUSHES_MAX)
  tools.onPush?.()
  return c.body(null, 202)
}

/** The algorithms that the Recommendation registers. */
const SIGNATURE = /^(sha1|sha256|sha384|sha512)=([0-9a-f]{40,128})$/i

function isSigned(body: Uint8Array, header: string, secret: string): boolean {
  const [, method, signature] = SIGNATURE.exec(header.trim()) ?? []
  if (method === undefined || signature === undefined) return false
  const expected = createHmac(method.toLowerCase(), secret).update(body).digest('hex')
  return sameSecret(expected, signature.toLowerCase())
}
