import { describe, expect, it } from 'vitest'
import { duration, summaryText } from '../../src/scan/summary.js'
import type { ScanSummary } from '../../src/scan/tools.js'
import { START } from './kit.js'

const summary: ScanSummary = {
  now: START,
  ms: 12_345,
  sources: { total: 20, due: 12, fetched: 7, notModified: 2, failed: 3 },
  posts: { seen: 240, new: 31, updated: 1, copies: 4 },
  mentions: { new: 9, byLabel: { complaint: 5, question: 1, suggestion: 0, praise: 2, churn: 0 } },
  alerts: { opened: 6, reopened: 0, escalated: 1, answered: 2 },
  deliveries: { sent: 7, failed: 0, pending: 1 },
  failures: [
    {
      source: 'foro',
      url: 'https://foro.example/latest',
      kind: 'discourse',
      code: 'login-required',
      reason: 'the page \u001b[2Jwants a \u202elogin',
      nextTryInSeconds: 450,
    },
    {
      source: 'blog',
      url: 'https://blog.example/feed',
      kind: 'feed',
      code: 'gone',
      reason: 'switched off: gone for good',
      nextTryInSeconds: null,
    },
  ],
}

describe('the summary of a pass', () => {
  it('reads well in Spanish', () => {
    expect(summaryText(summary, 'es')).toBe(
      [
        '12 fuentes por leer de 20: 7 con lectura, 2 sin cambios, 3 con fallos (12,3 s)',
        '240 publicaciones vistas: 31 nuevas, 1 editada, 4 copias; 9 menciones nuevas (5 quejas, 1 pregunta, 2 elogios)',
        'Alertas: 6 abiertas, 0 reabiertas, 1 escalada, 2 respondidas',
        'Avisos: 7 enviados, 0 fallidos, 1 pendiente',
        '  ✗ foro (discourse): the page  [2Jwants a  login [login-required] — próximo intento en 8 min',
        '  ✗ blog (feed): switched off: gone for good [gone] — no se intenta más hasta que alguien la active',
      ].join('\n'),
    )
  })

  it('reads well in English', () => {
    expect(summaryText({ ...summary, failures: [] }, 'en')).toBe(
      [
        '12 sources due of 20: 7 read, 2 unchanged, 3 failed (12.3 s)',
        '240 posts seen: 31 new, 1 edited, 4 copies; 9 new mentions (5 complaints, 1 question, 2 praises)',
        'Alerts: 6 opened, 0 reopened, 1 escalated, 2 answered',
        'Notifications: 7 sent, 0 failed, 1 pending',
      ].join('\n'),
    )
  })

  it.each([
    [0, '0 s'],
    [59, '59 s'],
    [60, '1 min'],
    [3540, '59 min'],
    [3600, '1 h'],
    [12_000, '3 h 20 min'],
    [172_800, '2 d'],
  ])('says %i seconds as a person would', (seconds, words) => {
    expect(duration(seconds)).toBe(words)
  })
})
