import { describe, expect, it } from 'vitest'
import { EscuchaError } from '../../src/domain/errors.js'
import { ATTEMPT_WAITS_MS, type Attempt, decide } from '../../src/notify/decide.js'
import { slack } from '../../src/notify/slack.js'

const attempt = (changes: Partial<Attempt> = {}): Attempt => ({
  answer: { status: 200, headers: {}, body: 'ok' },
  attempts: 1,
  place: 'hooks.example/…/abcd',
  judgeAnswer: undefined,
  now: new Date('2026-03-02T15:00:00.000Z'),
  random: () => 0.5,
  ...changes,
})
const answered = (status: number, body = '', headers: Record<string, string> = {}) =>
  attempt({ answer: { status, headers, body } })

describe('the answer of a target', () => {
  it.each([
    [200, 'sent'],
    [204, 'sent'],
    [202, 'sent'],
    [301, 'retry'],
    [307, 'retry'],
    [400, 'retry'],
    [401, 'retry'],
    [404, 'retry'],
    [408, 'retry'],
    [410, 'disable'],
    [429, 'retry'],
    [500, 'retry'],
    [503, 'retry'],
  ])('with status %i means: %s', (status, kind) => {
    expect(decide(answered(status)).kind).toBe(kind)
  })

  it.each([
    [200, 'ok', 'sent'],
    [400, 'invalid_blocks', 'dead'],
    [400, 'no_text', 'dead'],
    [403, 'invalid_token', 'disable'],
    [403, 'action_prohibited', 'disable'],
    [404, 'no_service', 'disable'],
    [404, 'channel_not_found', 'disable'],
    [410, 'channel_is_archived', 'disable'],
    [404, '<html>proxy</html>', 'retry'],
    [429, 'rate_limited', 'retry'],
    [500, 'rollup_error', 'retry'],
    [503, 'no_service', 'retry'],
  ])('of Slack with %i %s means: %s', (status, body, kind) => {
    const { judgeAnswer } = slack
    expect(decide({ ...answered(status, body), judgeAnswer }).kind).toBe(kind)
  })

  it('is told in one line with what to do, and nothing of a page that came with it', () => {
    const plain = decide(answered(404, 'no_service'))
    expect(plain).toMatchObject({
      reason: 'hooks.example/…/abcd answers 404 (no_service): there is nothing at its address; check it',
    })
    expect(decide(answered(404, '<h1>secret</h1>\n'))).toMatchObject({ reason: expect.not.stringContaining('secret') })
  })
})

describe('the next attempt', () => {
  it('comes after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h; then the delivery is given up', () => {
    const waits = Array.from({ length: 10 }, (_, index) => decide({ ...answered(500), attempts: index + 1 }))
    const hours = [5 / 3600, 1 / 12, 0.5, 2, 5, 10, 14, 20, 24]
    expect(waits.slice(0, 9).map((decision) => decision.kind === 'retry' && decision.afterMs / 3_600_000)).toEqual(
      hours,
    )
    expect(waits[9]).toMatchObject({ kind: 'dead', reason: expect.stringContaining('given up after 10 attempts') })
    expect(ATTEMPT_WAITS_MS).toHaveLength(10)
  })

  it('is scattered by a fifth either way', () => {
    const scattered = (random: number) => decide({ ...answered(500), attempts: 2, random: () => random })
    expect([scattered(0), scattered(1)]).toMatchObject([{ afterMs: 240_000 }, { afterMs: 360_000 }])
  })

  it.each<[number, Record<string, string>, number, number | null]>([
    [429, { 'retry-after': '90' }, 90_000, 90_000],
    [503, { 'retry-after': '90' }, 90_000, 90_000],
    [429, { 'retry-after': 'Mon, 02 Mar 2026 15:02:00 GMT' }, 120_000, 120_000],
    [429, { 'retry-after': '9999999' }, 86_400_000, 86_400_000],
    [429, { 'retry-after': 'soon' }, 60_000, 60_000],
    [429, { 'retry-after': '1' }, 5_000, 1_000],
    [404, { 'retry-after': '90' }, 5_000, null],
    [500, {}, 5_000, null],
  ])('after %i with %j comes after %i ms, and the target is held for %s ms', (status, headers, afterMs, holdMs) => {
    expect(decide(answered(status, '', headers))).toMatchObject({ kind: 'retry', afterMs, holdMs })
  })

  it('comes when no answer came at all', () => {
    const answer = new EscuchaError('connect-failed', 'hooks.example refuses the connection')
    expect(decide(attempt({ answer }))).toMatchObject({ kind: 'retry', reason: 'hooks.example refuses the connection' })
  })
})
