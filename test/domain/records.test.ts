// The records that leave the program have exactly the contract's keys, in its order.

import { describe, expect, test } from 'vitest'
import { alertRecord, evidenceRecord, mentionRecord, postRecord } from '../../src/domain/records.js'
import { alert, judgement, NOW, post } from '../store/samples.js'

const POST_KEYS = [
  ...['id', 'url', 'kind', 'title', 'text', 'author', 'publishedAt', 'updatedAt', 'conversation', 'inReplyTo'],
  ...['accepted', 'answered', 'views', 'language', 'source'],
]

const ALERT_KEYS = [
  ...['id', 'brand', 'conversation', 'author', 'status', 'openedAt', 'escalatedAt', 'answeredAt', 'resolvedAt'],
  ...['answeredBy', 'labels', 'severity', 'urgency', 'source', 'posts', 'assignee'],
  ...['excerpt', 'evidence', 'waitingFor', 'dueAt'],
]

describe('records', () => {
  test('a post prints the keys of the contract, in order, and nothing that was attached to it', () => {
    const record = postRecord({ ...post('1'), secret: 'x' } as never)
    expect(Object.keys(record)).toEqual(POST_KEYS)
    expect(record).toEqual(post('1'))
    expect(Object.keys(record.author)).toEqual(['name', 'url', 'staff'])
    expect(Object.keys(record.conversation)).toEqual(['id', 'url', 'title'])
  })

  test('a mention prints its post and what is said of the brand', () => {
    const mention = { post: post('1'), ...judgement(), alert: 'a', copyOf: null, seenAt: NOW }
    const record = mentionRecord(mention)
    expect(Object.keys(record)).toEqual([
      'post',
      'brand',
      'relevance',
      'labels',
      'tags',
      'severity',
      'urgency',
      'alert',
    ])
    expect(record).toMatchObject({ post: post('1'), brand: 'nube', relevance: 0.97, tags: ['complaint'], alert: 'a' })
  })

  test('an alert prints the keys of the contract first, in order, then the rest', () => {
    const record = alertRecord(alert('1'))
    expect(Object.keys(record).slice(0, ALERT_KEYS.length)).toEqual(ALERT_KEYS)
    const { routing, ...rest } = alert('1')
    const { team, priority, tags } = routing
    expect(record).toEqual({ ...rest, team, priority, tags })
  })

  test('evidence prints its span, weight and concept', () => {
    const [span] = judgement().evidence
    if (span === undefined) throw new Error('the sample has no evidence')
    expect(Object.keys(evidenceRecord(span))).toEqual(['label', 'start', 'end', 'text', 'weight', 'concept'])
  })

  test('what is absent prints as null, so that a reader finds every key', () => {
    const bare = postRecord(post('1', { url: null, title: null, publishedAt: null, language: null, source: null }))
    expect(JSON.parse(JSON.stringify(bare))).toEqual(bare)
  })
})
