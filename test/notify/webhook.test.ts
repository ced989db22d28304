import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { alertRecord } from '../../src/domain/records.js'
import { webhook } from '../../src/notify/webhook.js'
import { alertOf, eventOf, hostileAlert, NOW } from './samples.js'

const KEY = `whsec_${Buffer.from('a key of the tests, 32 bytes long').toString('base64')}`
const NEXT_KEY = `whsec_${Buffer.from('the key that will replace it soon').toString('base64')}`
const URL = 'https://une.example/hooks'
const CONTEXT = { deliveryId: 'dlv_1', at: NOW }

describe('a signed webhook', () => {
  it('tells of an alert in the record of the contract', () => {
    const { body } = webhook.render(eventOf(), { url: URL, secret: KEY }, CONTEXT)
    const record = alertRecord(alertOf())
    expect(JSON.parse(body)).toEqual({ type: 'alert.opened', timestamp: NOW, data: JSON.parse(JSON.stringify(record)) })
  })

  it('is accepted by who knows the key, and by nobody else', () => {
    const at = new Date().toISOString()
    const { headers, body } = webhook.render(eventOf(), { url: URL, secret: KEY }, { deliveryId: 'dlv_1', at })
    expect(new Webhook(KEY).verify(body, { ...headers })).toMatchObject({ type: 'alert.opened' })
    expect(() => new Webhook(NEXT_KEY).verify(body, { ...headers })).toThrow()
    expect(() => new Webhook(KEY).verify(`${body} `, { ...headers })).toThrow()
  })

  it('is accepted by the old and the new key while one replaces the other', () => {
    const at = new Date().toISOString()
    const { headers, body } = webhook.render(
      eventOf(),
      { url: URL, secret: [KEY, NEXT_KEY] },
      { deliveryId: 'dlv_1', at },
    )
    for (const key of [KEY, NEXT_KEY])
      expect(new Webhook(key).verify(body, { ...headers })).toMatchObject({ timestamp: NOW })
  })

  it('signs as the standard says, by its published example', () => {
    // The example of the Standard Webhooks specification, through the package that we sign with.
    const signed = new Webhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw').sign(
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      new Date(1_614_265_330_000),
      '{"test": 2432232314}',
    )
    expect(signed).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  it('renews its time and signature at every attempt, and nothing else', () => {
    const first = webhook.render(eventOf(), { url: URL, secret: KEY }, CONTEXT)
    const later = webhook.render(eventOf(), { url: URL, secret: KEY }, { ...CONTEXT, at: '2026-03-02T15:05:00.000Z' })
    expect([first.headers['webhook-timestamp'], later.headers['webhook-timestamp']]).toEqual([
      '1772463600',
      '1772463900',
    ])
    expect(later.headers['webhook-signature']).not.toBe(first.headers['webhook-signature'])
    expect({ id: later.headers['webhook-id'], body: later.body }).toEqual({
      id: first.headers['webhook-id'],
      body: first.body,
    })
  })

  it('stays under 20 kB, and its evidence still points into its excerpt', () => {
    for (const count of [1, 100]) {
      const event = eventOf({
        kind: count === 1 ? 'opened' : 'digest',
        alerts: Array.from({ length: count }, hostileAlert),
      })
      const { body } = webhook.render(event, { url: URL }, CONTEXT)
      expect(Buffer.byteLength(body)).toBeLessThan(20_000)
      const { data } = JSON.parse(body)
      for (const { excerpt, evidence } of data.alerts ?? [data]) {
        for (const { start, end, text } of evidence) expect(excerpt.slice(start, end)).toBe(text)
      }
    }
  })

  it('keeps ids and counts of a digest', () => {
    const alerts = [alertOf(), alertOf({ id: 'al_2' })]
    const { data } = JSON.parse(webhook.render(eventOf({ kind: 'digest', alerts }), { url: URL }, CONTEXT).body)
    expect({ count: data.count, ids: data.alerts.map(({ id }: { id: string }) => id) }).toEqual({
      count: 2,
      ids: ['al_1', 'al_2'],
    })
  })

  it('goes unsigned when no key is configured', () => {
    expect(webhook.render(eventOf(), { url: URL }, CONTEXT).headers).not.toHaveProperty('webhook-signature')
  })

  it.each(['', 'whsec_', 'short', 'whsec_c2hvcnQ=', 'not base64 at all, but long enough to be'])(
    'refuses "%s" as a key',
    (secret) => {
      expect(webhook.options.safeParse({ url: URL, secret }).success).toBe(false)
    },
  )
})
