// Subscribing, renewing, giving up, and reading what a hub distributed, on the small web of this folder. The hub itself
// is played here; over real sockets it stands in test/server/websub.test.ts.

import { describe, expect, it } from 'vitest'
import { EscuchaError } from '../../src/domain/errors.js'
import type { SourceSpec } from '../../src/domain/settings.js'
import type { SourceKind } from '../../src/domain/source.js'
import { denied, isActive, type Subscription, subscriptionStatus, verified } from '../../src/domain/websub.js'
import { scanOnce } from '../../src/scan/scan.js'
import type { ScanTools, WebSubTools } from '../../src/scan/tools.js'
import { type BoardPage, type Kit, minutes, openKit, plainKind, spec } from './kit.js'

const PAGE = 'https://blog.example/latest'
const HUB = 'https://hub.example/'
const TOPIC = 'https://blog.example/feed'
const DAY_MS = 86_400_000

const opening = { id: '1', text: 'Ya llegó la fibra al barrio' }
const complaint = { id: '2', text: 'El internet de UNE falla desde ayer', date: minutes(5) }

/** Boards that announce a hub; what is in the page's `memory` key "hub" decides. */
const announcing: SourceKind = {
  ...plainKind,
  kind: 'announcing',
  read: (page, context) => {
    const board: BoardPage & { readonly hub?: string | null } = JSON.parse(page.text)
    const hub = board.hub === undefined ? HUB : board.hub
    return {
      ...plainKind.read(page, context),
      hints: { minIntervalMs: null, skipHours: [], skipDays: [], hub, topic: TOPIC },
    }
  },
}

let secrets = 0
const websub: WebSubTools = {
  callbackBase: 'https://escucha.example/websub/',
  newSecret: () => `secret-${++secrets}`,
  decode: (body) => Buffer.from(body).toString('utf8'),
}

async function open(specs: readonly SourceSpec[] = [spec('blog', { kind: 'announcing' })]): Promise<Kit> {
  const kit = await openKit(specs, { websub })
  return { ...kit, tools: withKind(kit.tools, announcing) }
}

function withKind(tools: ScanTools, kind: SourceKind): ScanTools {
  return {
    ...tools,
    sourceKind: (name) => (name === kind.kind ? kind : tools.sourceKind(name)),
    reader: {
      read: async (name, page, context) =>
        name === kind.kind ? kind.read(page, context) : tools.reader.read(name, page, context),
    },
  }
}

async function only(kit: Kit): Promise<Subscription> {
  const [subscription] = await kit.store.subscriptions()
  if (subscription === undefined) throw new Error('there is no subscription')
  return subscription
}

async function stateOf(kit: Kit) {
  const [source] = await kit.store.listSources()
  if (source === undefined) throw new Error('there is no source')
  return source.state
}

/** The hub verifies what it was last asked. */
async function verify(kit: Kit, leaseSeconds: number | null = 864_000): Promise<void> {
  const subscription = await only(kit)
  const mode = new URLSearchParams(kit.web.posted.at(-1)?.body).get('hub.mode') ?? ''
  const next = verified(subscription, { mode, topic: TOPIC, leaseSeconds }, kit.now())
  if (next === null) throw new Error('the verification was refused')
  if (next === 'gone') await kit.store.removeSubscription(subscription.id)
  else await kit.store.saveSubscription(next)
}

async function subscribed(): Promise<Kit> {
  const kit = await open()
  kit.web.put(PAGE, { posts: [opening] })
  await scanOnce({}, kit.tools)
  await verify(kit)
  return kit
}

const forms = (kit: Kit) => kit.web.posted.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))

describe('a source whose page announces a hub', () => {
  it('is subscribed with an address and a secret of its own', async () => {
    const kit = await open()
    kit.web.put(PAGE, { posts: [opening] })
    await scanOnce({}, kit.tools)

    const { id, secret } = await only(kit)
    expect(kit.web.posted.map(({ url, headers }) => [url, headers['content-type']])).toEqual([
      [HUB, 'application/x-www-form-urlencoded'],
    ])
    expect(forms(kit)).toEqual([
      {
        'hub.mode': 'subscribe',
        'hub.topic': TOPIC,
        'hub.callback': `https://escucha.example/websub/${id}`,
        'hub.secret': secret,
        'hub.lease_seconds': '864000',
        'hub.verify': 'async',
      },
    ])
    expect(id).not.toBe(secret)
    expect(subscriptionStatus(await only(kit), kit.now())).toBe('asked')
  })

  it('is asked for once by two processes at the same time', async () => {
    const kit = await open()
    kit.web.put(PAGE, { posts: [opening] })
    await scanOnce({}, { ...kit.tools, websub: { ...websub, callbackBase: null } })
    await Promise.all([scanOnce({}, kit.tools), scanOnce({}, { ...kit.tools, owner: 'another' })])

    expect(kit.web.posted).toHaveLength(1)
    expect(await kit.store.subscriptions()).toHaveLength(1)
  })

  it('is polled three times as rarely while the hub tells, and as before when it no longer does', async () => {
    const kit = await subscribed()
    kit.pass(900_000)
    await scanOnce({}, kit.tools)
    expect((await stateOf(kit)).nextScanAt).toBe(minutes(15 + 45))

    kit.pass(900_000)
    expect((await scanOnce({}, kit.tools)).sources.due).toBe(0)
    const subscription = await only(kit)
    await kit.store.saveSubscription({ ...subscription, leaseUntil: kit.now() })
    expect((await scanOnce({}, kit.tools)).sources.due).toBe(1)
    expect(await stateOf(kit)).not.toHaveProperty('nextScanWithoutHubAt')
  })

  it('is polled within a day whatever its interval, and never more often than it asks', async () => {
    for (const [hours, expected] of [
      [12, 24],
      [72, 72],
    ] as const) {
      const kit = await open([spec('blog', { kind: 'announcing', rhythm: { kind: 'every', ms: hours * 3_600_000 } })])
      kit.web.put(PAGE, { posts: [opening] })
      await scanOnce({}, kit.tools)
      await verify(kit)
      await scanOnce({ force: true }, kit.tools)
      expect((await stateOf(kit)).nextScanAt).toBe(minutes(expected * 60))
    }
  })

  it('keeps a cron line: it names its hours on purpose', async () => {
    const kit = await open([spec('blog', { kind: 'announcing', rhythm: { kind: 'cron', line: '0 * * * *' } })])
    kit.web.put(PAGE, { posts: [opening] })
    await scanOnce({}, kit.tools)
    await verify(kit)
    await scanOnce({ force: true }, kit.tools)
    expect((await stateOf(kit)).nextScanAt).toBe(minutes(60))
  })
})

describe('a subscription', () => {
  it('is renewed with the same address before its lease ends, and stays active meanwhile', async () => {
    const kit = await subscribed()
    const first = await only(kit)
    kit.pass(7 * DAY_MS)
    await scanOnce({}, kit.tools)
    expect(kit.web.posted).toHaveLength(1)

    kit.pass(1.5 * DAY_MS)
    await scanOnce({}, kit.tools)
    expect(forms(kit)).toHaveLength(2)
    expect(forms(kit)[1]).toEqual(forms(kit)[0])
    expect(isActive(await only(kit), kit.now())).toBe(true)
    await verify(kit)
    expect((await only(kit)).leaseUntil).toBe(minutes(8.5 * 1440 + 14_400))
    expect((await only(kit)).id).toBe(first.id)
  })

  it('is asked for again, ever more rarely, while the hub is down, and says why', async () => {
    const kit = await open()
    kit.web.put(PAGE, { posts: [opening] })
    kit.web.answerPost = () => {
      throw new EscuchaError('connect-failed', 'hub.example refuses the connection')
    }
    const asked: number[] = []
    for (let hour = 0; hour < 48; hour++) {
      await scanOnce({}, kit.tools)
      if (kit.web.posted.length > asked.length) asked.push(hour)
      kit.pass(3_600_000)
    }
    const subscription = await only(kit)
    expect(subscription.reason).toBe('hub.example refuses the connection')
    expect(subscriptionStatus(subscription, kit.now())).toBe('failing')
    expect(asked.length).toBeGreaterThan(5)
    expect(asked.length).toBeLessThan(14)
    expect((await stateOf(kit)).failures).toBe(0)
  })

  it('is not asked for again before the hub wants to be asked', async () => {
    const kit = await open()
    kit.web.put(PAGE, { posts: [opening] })
    kit.web.answerPost = () => ({ status: 429, headers: { 'retry-after': '7200' }, body: 'slow down' })
    await scanOnce({}, kit.tools)
    expect(await only(kit)).toMatchObject({
      nextAskAt: minutes(120),
      reason: 'the hub hub.example answers 429: slow down',
    })
  })

  it('that was never verified is asked for anew, and says so', async () => {
    const kit = await open()
    kit.web.put(PAGE, { posts: [opening] })
    await scanOnce({}, kit.tools)
    kit.pass(61 * 60_000)
    await scanOnce({}, kit.tools)
    expect(kit.web.posted).toHaveLength(2)
    expect(await only(kit)).toMatchObject({ failures: 1, reason: 'the hub took the request and never verified it' })
  })

  it('goes where a hub sends us, a few times', async () => {
    const kit = await open()
    kit.web.put(PAGE, { posts: [opening] })
    kit.web.answerPost = (url) =>
      url === HUB ? { status: 308, headers: { location: '/v2' }, body: '' } : { status: 202, headers: {}, body: '' }
    await scanOnce({}, kit.tools)
    expect(kit.web.posted.map(({ url }) => url)).toEqual([HUB, 'https://hub.example/v2'])

    const circle = await open()
    circle.web.put(PAGE, { posts: [opening] })
    circle.web.answerPost = () => ({ status: 307, headers: { location: HUB }, body: '' })
    await scanOnce({}, circle.tools)
    expect(circle.web.posted).toHaveLength(4)
    expect((await only(circle)).failures).toBe(1)
  })

  it('sends its secret by TLS first where the hub was announced without', async () => {
    const kit = await open()
    kit.web.put(PAGE, { posts: [opening], hub: 'http://hub.example/' } as BoardPage)
    kit.web.answerPost = (url) => {
      if (url.startsWith('https:')) throw new EscuchaError('tls-failed', 'hub.example does not speak TLS')
      return { status: 202, headers: {}, body: '' }
    }
    await scanOnce({}, kit.tools)
    expect(kit.web.posted.map(({ url }) => url)).toEqual(['https://hub.example/', 'http://hub.example/'])
    expect((await only(kit)).failures).toBe(0)
  })

  it('that the hub denied is left alone for a week', async () => {
    const kit = await subscribed()
    const no = denied(await only(kit), TOPIC, 'too many\nsubscribers', kit.now())
    if (no === null || no === 'gone') throw new Error('a denial was expected')
    await kit.store.saveSubscription(no)
    kit.pass(6 * DAY_MS)
    await scanOnce({}, kit.tools)
    expect(kit.web.posted).toHaveLength(1)
    expect(await only(kit)).toMatchObject({ reason: 'the hub denied the subscription: too many subscribers' })
    kit.pass(2 * DAY_MS)
    await scanOnce({}, kit.tools)
    expect(kit.web.posted).toHaveLength(2)
  })

  it.each([
    [
      'when hubs are no longer wanted',
      async (kit: Kit) => ({ ...kit.tools, websub: { ...websub, callbackBase: null } }),
    ],
    [
      'when its source is gone',
      async (kit: Kit) => {
        await kit.store.syncSources([], kit.now())
        return kit.tools
      },
    ],
    [
      'when its source is switched off',
      async (kit: Kit) => {
        await kit.store.saveSourceState({ ...(await stateOf(kit)), disabledReason: 'by hand' })
        return kit.tools
      },
    ],
  ] as const)('ends at the hub %s', async (_when, change) => {
    const kit = await subscribed()
    const tools = await change(kit)
    await scanOnce({}, tools)
    expect(forms(kit)[1]).toMatchObject({ 'hub.mode': 'unsubscribe', 'hub.topic': TOPIC })
    expect(forms(kit)[1]).not.toHaveProperty('hub.secret')
    await verify(kit)
    expect(await kit.store.subscriptions()).toEqual([])
  })

  it('whose end no hub takes is forgotten in the end', async () => {
    const kit = await subscribed()
    kit.web.answerPost = () => ({ status: 500, headers: {}, body: '' })
    const tools = { ...kit.tools, websub: { ...websub, callbackBase: null } }
    for (let day = 0; day < 6; day++) {
      await scanOnce({}, tools)
      kit.pass(DAY_MS)
    }
    expect(await kit.store.subscriptions()).toEqual([])
    // Once to subscribe, five times to end it.
    expect(kit.web.posted).toHaveLength(6)
  })

  it('follows its source to another hub within a day, and leaves the old one', async () => {
    const kit = await subscribed()
    kit.web.put(PAGE, { posts: [opening, complaint], hub: 'https://other.example/' } as BoardPage)
    await scanOnce({ force: true }, kit.tools)
    expect(kit.web.posted).toHaveLength(1)
    kit.pass(DAY_MS)
    await scanOnce({ force: true }, kit.tools)
    expect(
      kit.web.posted
        .slice(1)
        .map(({ url, body }) => [url, new URLSearchParams(body).get('hub.mode')])
        .sort(),
    ).toEqual([
      [HUB, 'unsubscribe'],
      ['https://other.example/', 'subscribe'],
    ])
  })
})

describe('what a hub distributed', () => {
  async function push(kit: Kit, page: unknown): Promise<void> {
    const body = Buffer.from(typeof page === 'string' ? page : JSON.stringify(page))
    await kit.store.addPush({ source: 'blog', contentType: 'application/json', body, receivedAt: kit.now() }, 20)
  }

  it('is stored, judged and alerted like a page that was fetched, without a request', async () => {
    const kit = await subscribed()
    const before = await stateOf(kit)
    kit.pass(60_000)
    await push(kit, { posts: [complaint] })
    const asked = kit.web.requests.length
    const summary = await scanOnce({}, kit.tools)

    expect(kit.web.requests).toHaveLength(asked)
    expect(summary).toMatchObject({ posts: { seen: 1, new: 1 }, mentions: { new: 1 }, alerts: { opened: 1 } })
    expect(kit.owed.map(({ kind }) => kind)).toEqual(['opened'])
    expect(await kit.store.pushes('blog')).toEqual([])
    const after = await stateOf(kit)
    expect(after).toMatchObject({ validators: before.validators, nextScanAt: before.nextScanAt, lastPostAt: kit.now() })
    expect((await kit.store.posts({ limit: 10 })).items.map(({ id }) => id).sort()).toEqual(['1', '2'])
  })

  it('is alerted once, also when the poll brings it again or the hub sends it twice', async () => {
    const kit = await subscribed()
    await push(kit, { posts: [complaint] })
    await push(kit, { posts: [complaint] })
    await scanOnce({}, kit.tools)
    kit.web.put(PAGE, { posts: [complaint, opening] })
    await scanOnce({ force: true }, kit.tools)
    expect(kit.owed).toHaveLength(1)
  })

  it('that cannot be read has the source itself fetched at once, and is no failure of it', async () => {
    const kit = await subscribed()
    kit.pass(60_000)
    kit.web.put(PAGE, { posts: [complaint, opening] })
    await push(kit, 'this is no board')
    const summary = await scanOnce({}, kit.tools)
    expect(summary).toMatchObject({ sources: { due: 1, failed: 0 }, posts: { new: 1 }, failures: [] })
    expect(await kit.store.pushes('blog')).toEqual([])
  })

  it('outlives a process that dies before it was read', async () => {
    const kit = await subscribed()
    await push(kit, { posts: [complaint] })
    const dying: ScanTools = {
      ...kit.tools,
      store: { ...kit.store, recordScan: () => Promise.reject(new Error('killed')) },
    }
    await scanOnce({}, dying).catch(() => null)
    kit.web.put(PAGE, { posts: [complaint, opening] })
    kit.pass(16 * 60_000)
    await scanOnce({}, { ...kit.tools, owner: 'the next process' })
    expect(await kit.store.listDeliveries({ limit: 10 })).toHaveLength(1)
  })
})
