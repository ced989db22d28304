// The configuration that watches the sample web. It leaves the kinds to be found out, as a newcomer would.

import type { Rule } from '../domain/rule.js'
import type { Settings } from '../domain/settings.js'
import type { SampleWeb } from './sample-web.js'

const DAY_MS = 86_400_000

/** Settings for the demo: the sample web's sites, a fresh database file, no targets. */
export function demoSettings(web: SampleWeb, storage: string, port: number): Settings {
  const source = (id: string, url: string) => ({
    id,
    url,
    kind: 'auto',
    rhythm: { kind: 'adaptive' as const },
    brands: null,
    options: {},
  })
  const each = (value: number) => ({
    complaint: value,
    question: value,
    suggestion: value,
    praise: value,
    churn: value,
  })
  return {
    storage,
    timezone: 'America/Bogota',
    language: 'es',
    brands: [
      {
        id: 'une',
        name: 'UNE',
        terms: ['UNE', 'UNE EPM', '@UNETelco'],
        context: ['internet', 'fibra', 'router', 'módem', 'wifi', 'factura', 'señal', 'plan', 'app', 'PSE', 'técnico'],
        exclude: ['se une a'],
        query: null,
        products: ['UNE Hogar'],
        competitors: ['Claro', 'Movistar'],
        staff: ['Soporte UNE', 'Soporte_UNE', '@UNETelco'],
      },
    ],
    sources: [
      source('correo-del-valle', web.news),
      source('foro-usuarios', web.forum),
      source('comunidad-tecnica', web.board),
      source('switching-cities', web.blog),
    ],
    alerts: {
      labels: ['complaint', 'question', 'churn'],
      minSeverity: 0,
      minUrgency: 0,
      threshold: each(0.5),
      graceMs: { ...each(DAY_MS), complaint: DAY_MS / 6, churn: DAY_MS / 6 },
      spike: { windowMs: DAY_MS / 24, factor: 3, least: 5, sensitivity: 'medium' },
    },
    businessRules: [
      rule('cobros', { topics: ['me siguen cobrando la factura'] }, { team: 'facturación', tags: ['cobro'] }),
      rule('graves', { labels: ['complaint'], minSeverity: 2 }, { priority: 'high' }),
    ],
    notify: [],
    fetch: { contact: null, allowHosts: ['127.0.0.1'], concurrency: 8, perHost: 2, delayMs: 0, timeoutMs: 10_000 },
    server: { host: '127.0.0.1', port, publicUrl: null },
    costs: { perContact: 1, currency: 'USD' },
    opinions: [],
    learning: { enabled: true, at: '30 3 * * *', least: 50, weight: 5, halfLifeMs: 90 * DAY_MS },
    retention: { postsMs: 365 * DAY_MS, unmatchedMs: 30 * DAY_MS },
  }
}

function rule(id: string, when: Partial<Rule['when']>, set: Partial<Rule['set']>): Rule {
  const any = { brands: null, labels: null, sources: null, languages: null, authors: null, topics: null }
  return {
    id,
    when: { ...any, minSeverity: 0, minUrgency: 0, ...when },
    set: { assignee: null, team: null, priority: null, graceMs: null, tags: [], ...set },
    mute: false,
    stop: false,
  }
}
