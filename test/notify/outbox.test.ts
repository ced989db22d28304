import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Delivery } from '../../src/domain/delivery.js'
import { EscuchaError } from '../../src/domain/errors.js'
import type { PostOutcome } from '../../src/domain/fetcher.js'
import type { TargetSpec } from '../../src/domain/settings.js'
import { openFetcher } from '../../src/http/fetcher.js'
import { sendDue } from '../../src/notify/outbox.js'
import { owedDeliveries } from '../../src/notify/owed.js'
import { openSqliteStore } from '../../src/store/sqlite/index.js'
import type { Store } from '../../src/store/store.js'
import { SETTINGS, says, serve } from '../http/loopback.js'
import { alertOf, eventOf, NOW, targetOf } from './samples.js'

interface Sent {
  readonly atMs: number
  readonly url: string
  readonly id: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
type Answers = (sent: Sent) => Promise<Partial<PostOutcome>> | Partial<PostOutcome>

const START_MS = Date.parse(NOW)
let directory: string
let store: Store
let nowMs: number
let sent: Sent[]
let logged: unknown[]

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'escucha-outbox-'))
  store = await openSqliteStore(join(directory, 'outbox.db'))
  nowMs = START_MS
  sent = []
  logged = []
})

afterEach(async () => {
  await store.close()
  rmSync(directory, { recursive: true })
})

async function owe(count: number, targets: readonly TargetSpec[]): Promise<readonly Delivery[]> {
  const events = Array.from({ length: count }, (_, index) =>
    eventOf({
      at: new Date(START_MS - (count - index) * 1_000).toISOString(),
      alerts: [alertOf({ id: `al_${index}` })],
    }),
  )
  const deliveries = events.flatMap((event) => owedDeliveries(event, targets, NOW))
  await store.addDeliveries(deliveries)
  return deliveries
}

function send(targets: readonly TargetSpec[], answers: Answers) {
  const post = async (url: string, headers: Readonly<Record<string, string>>, body: string): Promise<PostOutcome> => {
    const request = { atMs: nowMs - START_MS, url, id: headers['webhook-id'] ?? '', headers, body }
    sent.push(request)
    return { status: 200, headers: {}, body: 'ok', ...(await answers(request)) }
  }
  const log = (fields: unknown, sentence: string) => void logged.push([sentence, fields])
  const tools = { store, fetcher: { post }, targets, clock: () => new Date(nowMs), random: () => 0.5 }
  return sendDue({ ...tools, log: { info: log, warn: log, error: log } })
}

const delivery = async (id: string) => (await store.listDeliveries({ limit: 1_000 })).find((entry) => entry.id === id)

describe('the outbox', () => {
  it('sends what is due once, in the order of events', async () => {
    const targets = [targetOf()]
    const owed = await owe(50, targets)
    expect(await send(targets, () => ({}))).toEqual({ sent: 50, failed: 0, pending: 0 })
    expect(await send(targets, () => ({}))).toEqual({ sent: 0, failed: 0, pending: 0 })
    expect(sent.map(({ id }) => id)).toEqual(owed.map(({ id }) => id))
  })

  it('tries again on schedule with the same id and the same words, then gives up', async () => {
    const targets = [targetOf({ kind: 'webhook', options: { url: 'https://une.example/hooks' } })]
    const [owed] = await owe(1, targets)
    for (let hour = 0; hour < 100; hour += 1) {
      for (const secondMs of [0, 5_000, 305_000, 2_105_000]) {
        nowMs = START_MS + hour * 3_600_000 + secondMs
        await send(targets, () => ({ status: 500 }))
      }
    }
    expect(sent.map(({ atMs }) => Math.round(atMs / 3_600_000))).toEqual([0, 0, 0, 1, 3, 8, 18, 32, 52, 76])
    expect(new Set(sent.map(({ id, body }) => id + body)).size).toBe(1)
    expect(await delivery(owed?.id ?? '')).toMatchObject({
      status: 'dead',
      attempts: 10,
      lastError: expect.stringContaining('given up'),
    })
  })

  it('lets no dead target delay another', async () => {
    const targets = [targetOf({ id: 'dead', options: { url: 'https://dead.example/hook' } }), targetOf({ id: 'alive' })]
    await owe(60, targets)
    let alive = 0
    let free = () => {}
    const everybodyElse = new Promise<void>((resolve) => {
      free = resolve
    })
    const result = await send(targets, async ({ url }) => {
      if (url.includes('dead')) {
        // Hangs until all that is owed to the other has gone out: were they in one queue, this would never end.
        await everybodyElse
        throw new EscuchaError('timeout', 'dead.example did not answer')
      }
      alive += 1
      if (alive === 60) free()
      return {}
    })
    expect(result).toMatchObject({ sent: 60 })
  })

  it('sends one message at a time to each target', async () => {
    const targets = [targetOf()]
    await owe(30, targets)
    let underWay = 0
    let most = 0
    await send(targets, async () => {
      underWay += 1
      most = Math.max(most, underWay)
      await Promise.resolve()
      underWay -= 1
      return {}
    })
    expect(most).toBe(1)
  })

  it('leaves a target alone for as long as it asks, and counts no attempt for those that wait', async () => {
    const targets = [targetOf()]
    const owed = await owe(5, targets)
    expect(await send(targets, () => ({ status: 429, headers: { 'retry-after': '600' } }))).toEqual({
      sent: 0,
      failed: 1,
      pending: 5,
    })
    for (const laterMs of [30_000, 300_000, 599_000]) {
      nowMs = START_MS + laterMs
      expect(await send(targets, () => ({}))).toMatchObject({ sent: 0, failed: 0 })
    }
    nowMs = START_MS + 630_000
    expect(await send(targets, () => ({}))).toEqual({ sent: 5, failed: 0, pending: 0 })
    expect((await delivery(owed[4]?.id ?? ''))?.attempts).toBe(1)
  })

  it('sends a test at once, though the target asked to be left alone', async () => {
    const targets = [targetOf()]
    await owe(2, targets)
    await send(targets, () => ({ status: 429, headers: { 'retry-after': '600' } }))
    await store.addDeliveries(owedDeliveries(eventOf({ kind: 'test', alerts: [] }), targets, NOW))
    expect(await send(targets, () => ({}))).toMatchObject({ sent: 1, failed: 0 })
  })

  it('knocks at a target that is down once a minute, and catches up when it is back', async () => {
    const targets = [targetOf()]
    await owe(200, targets)
    let down = true
    for (let second = 0; second <= 300; second += 5) {
      nowMs = START_MS + second * 1_000
      await send(targets, () => ({ status: down ? 503 : 200 }))
    }
    expect(sent.length).toBeLessThanOrEqual(12)
    down = false
    for (let second = 305; second <= 2_400; second += 30) {
      nowMs = START_MS + second * 1_000
      await send(targets, () => ({}))
    }
    expect(await store.countDeliveries()).toMatchObject({ pending: 0, sent: 200, dead: 0 })
  })

  it('sends the rest as soon as one gets through to a target that was down', async () => {
    const targets = [targetOf()]
    await owe(5, targets)
    expect(await send(targets, () => ({ status: 503 }))).toMatchObject({ failed: 3 })
    nowMs = START_MS + 6_000
    expect(await send(targets, () => ({}))).toMatchObject({ sent: 1, failed: 0 })
    nowMs = START_MS + 26_000
    expect(await send(targets, () => ({}))).toEqual({ sent: 4, failed: 0, pending: 0 })
  })

  it('goes on with the next message when one fails by itself', async () => {
    const targets = [targetOf()]
    const owed = await owe(3, targets)
    const result = await send(targets, ({ id }) => (id === owed[0]?.id ? { status: 400, body: 'invalid_blocks' } : {}))
    expect(result).toEqual({ sent: 2, failed: 1, pending: 0 })
    expect(await delivery(owed[0]?.id ?? '')).toMatchObject({ status: 'dead' })
  })

  it('switches off a target that is gone, asks it nothing more, and sends what waited when it is switched on again', async () => {
    const targets = [targetOf()]
    await owe(3, targets)
    expect(await send(targets, () => ({ status: 410 }))).toEqual({ sent: 0, failed: 1, pending: 3 })
    expect((await store.disabledTargets()).get('chat')?.reason).toContain('answers 410')
    nowMs += 3_600_000
    expect(await send(targets, () => ({}))).toMatchObject({ sent: 0 })
    expect(sent).toHaveLength(1)
    await store.enableTarget('chat')
    expect(await send(targets, () => ({}))).toEqual({ sent: 3, failed: 0, pending: 0 })
  })

  it('sends again, under the same id, what was leased when the process died', async () => {
    const targets = [targetOf()]
    const owed = await owe(1, targets)
    await store.leaseDeliveries(NOW, new Date(START_MS + 20_000).toISOString(), 10)
    expect(await send(targets, () => ({}))).toMatchObject({ sent: 0, pending: 1 })
    nowMs += 20_000
    expect(await send(targets, () => ({}))).toMatchObject({ sent: 1, pending: 0 })
    expect(sent[0]?.id).toBe(owed[0]?.id)
  })

  it('starts no attempt that could outlast its lease', async () => {
    const targets = [targetOf()]
    await owe(3, targets)
    const result = await send(targets, () => {
      nowMs += 6_000
      return {}
    })
    expect(result).toEqual({ sent: 1, failed: 0, pending: 2 })
  })

  it('gives up what is owed to a target that is no longer configured, and says so', async () => {
    const [owed] = await owe(1, [targetOf({ id: 'old' })])
    await send([targetOf()], () => ({}))
    expect(await delivery(owed?.id ?? '')).toMatchObject({
      status: 'dead',
      lastError: expect.stringContaining('"old"'),
    })
  })

  it('goes on past a message that cannot even be rendered', async () => {
    const targets = [targetOf({ id: 'broken', options: {} }), targetOf()]
    await owe(1, targets)
    expect(await send(targets, () => ({}))).toEqual({ sent: 1, failed: 1, pending: 1 })
  })

  it('never writes the secret address of a target anywhere', async () => {
    const secret = 'abcdefghijklmnopqrst'
    const targets = [targetOf({ options: { url: `https://hooks.slack.com/services/T0/B0/${secret}?key=${secret}` } })]
    await owe(2, targets)
    await send(targets, ({ id }) => ({ status: 404, body: id }))
    const shown = JSON.stringify([logged, await store.listDeliveries({ limit: 10 })])
    expect(shown).toContain('hooks.slack.com/…/qrst answers 404')
    expect(shown).not.toContain(secret)
  })

  it('delivers a signed message over a real connection', async () => {
    const server = await serve({ '/hook': says('ok') })
    const target = targetOf({ kind: 'webhook', options: { url: `${server.origin}/hook` } })
    await owe(1, [target])
    const clock = () => new Date(nowMs)
    const fetcher = openFetcher(SETTINGS, { clock, sleep: async () => {}, version: '1.2.3' })
    const quiet = { info: () => {}, warn: () => {}, error: () => {} }
    const result = await sendDue({ store, fetcher, targets: [target], clock, random: Math.random, log: quiet })
    expect(result).toEqual({ sent: 1, failed: 0, pending: 0 })
    expect(server.asked).toEqual(['POST /hook'])
    await fetcher.close()
    await server.close()
  })
})
