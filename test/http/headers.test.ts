import { describe, expect, it } from 'vitest'
import {
  askedToWaitSeconds,
  conditionalHeaders,
  freshForMs,
  mediaTypeOf,
  validatorsOf,
} from '../../src/http/headers.js'

const NOW = new Date('2026-03-02T15:00:00.000Z')

describe('an answer tells', () => {
  it.each<[Record<string, string>, number | null]>([
    [{ 'retry-after': '30' }, 30],
    [{ 'retry-after': '1.5' }, 2],
    [{ 'retry-after': 'Mon, 02 Mar 2026 15:01:00 GMT' }, 60],
    [{ 'retry-after': 'Mon, 02 Mar 2026 15:01:00 GMT', date: 'Mon, 02 Mar 2026 15:00:30 GMT' }, 30],
    [{ 'retry-after': 'Mon, 02 Mar 2020 15:01:00 GMT' }, 0],
    [{ 'retry-after': '99999999999' }, 86_400],
    [{ 'retry-after': '-5' }, null],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('with %j how many seconds to wait: %s', (headers, seconds) => {
    expect(askedToWaitSeconds(headers, NOW)).toBe(seconds)
  })

  it.each<[Record<string, string>, number | null]>([
    [{ 'cache-control': 'public, max-age=300' }, 300_000],
    [{ 'cache-control': 'max-age=300', age: '100' }, 200_000],
    [{ 'cache-control': 'max-age=300', expires: 'Mon, 02 Mar 2026 16:00:00 GMT' }, 300_000],
    [{ 'cache-control': 'no-cache, max-age=300' }, null],
    [{ expires: 'Mon, 02 Mar 2026 16:00:00 GMT' }, 3_600_000],
    [{ expires: 'Mon, 02 Mar 2026 14:00:00 GMT' }, null],
    [{ expires: '0' }, null],
    [{ expires: '-1' }, null],
    [{}, null],
  ])('with %j how long it stays fresh: %s', (headers, ms) => {
    expect(freshForMs(headers, NOW)).toBe(ms)
  })

  it.each([
    ['Text/HTML; charset=x', 'text/html'],
    ['application/rss+xml', 'application/rss+xml'],
    ['nonsense', null],
    [null, null],
  ])('with %s its media type: %s', (header, type) => {
    expect(mediaTypeOf(header)).toBe(type)
  })
})

describe('validators', () => {
  it('are sent back as they came', () => {
    const validators = validatorsOf({ etag: 'W/"a-gzip"', 'last-modified': 'yesterday' }, 'h')
    expect(validators).toEqual({ etag: 'W/"a-gzip"', lastModified: 'yesterday', bodyHash: 'h' })
    expect(conditionalHeaders(validators)).toEqual({ 'if-none-match': 'W/"a-gzip"', 'if-modified-since': 'yesterday' })
  })

  it('that no header can carry are left out', () => {
    expect(validatorsOf({ etag: '"é"', 'last-modified': 'x'.repeat(2_000) }, 'h')).toEqual({
      etag: null,
      lastModified: null,
      bodyHash: 'h',
    })
  })
})
