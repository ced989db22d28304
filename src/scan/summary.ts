// Puts a pass into words for a terminal: what came, what it means for the list, and what failed and why.

import type { SourceFailure } from '../domain/source.js'
import type { ScanSummary } from './tools.js'

type Language = 'es' | 'en'

/** The summary as lines of text, without an end of line after the last. */
export function summaryText(summary: ScanSummary, language: Language): string {
  const words = WORDS[language]
  return [
    words.sources(summary),
    words.posts(summary),
    words.alerts(summary),
    words.deliveries(summary),
    ...summary.failures.map((failure) => failureLine(failure, language)),
  ].join('\n')
}

function failureLine(failure: SourceFailure, language: Language): string {
  return `  ✗ ${failure.source} (${failure.kind}): ${visible(failure.reason)} [${failure.code}] ${nextTry(failure, language)}`
}

/** Reasons may hold a page's own words: nothing in them may move the cursor or turn the line around. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, ' ')
}

function nextTry({ nextTryInSeconds }: SourceFailure, language: Language): string {
  const words = WORDS[language]
  if (nextTryInSeconds === null) return words.never
  return words.nextTry(duration(nextTryInSeconds))
}

/** "45 s", "12 min", "3 h 20 min", "2 d": as exact as a person needs it. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return `${Math.round(hours / 24)} d`
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}

interface Words {
  readonly sources: (summary: ScanSummary) => string
  readonly posts: (summary: ScanSummary) => string
  readonly alerts: (summary: ScanSummary) => string
  readonly deliveries: (summary: ScanSummary) => string
  readonly nextTry: (duration: string) => string
  readonly never: string
}

const seconds = (ms: number, language: Language) =>
  (ms / 1000).toLocaleString(language === 'es' ? 'es-CO' : 'en', { maximumFractionDigits: 1 })

/** "1 fuente", "12 fuentes". */
function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}

const WORDS: Readonly<Record<Language, Words>> = {
  es: {
    sources: ({ sources, ms }) =>
      `${count(sources.due, 'fuente por leer', 'fuentes por leer')} de ${sources.total}: ` +
      `${sources.fetched} con lectura, ${sources.notModified} sin cambios, ${sources.failed} con fallos (${seconds(ms, 'es')} s)`,
    posts: ({ posts, mentions }) =>
      `${count(posts.seen, 'publicación vista', 'publicaciones vistas')}: ${count(posts.new, 'nueva', 'nuevas')}, ` +
      `${count(posts.updated, 'editada', 'editadas')}, ${count(posts.copies, 'copia', 'copias')}; ` +
      `${count(mentions.new, 'mención nueva', 'menciones nuevas')}${labels(mentions.byLabel, LABEL_WORDS.es)}`,
    alerts: ({ alerts }) =>
      `Alertas: ${count(alerts.opened, 'abierta', 'abiertas')}, ${count(alerts.reopened, 'reabierta', 'reabiertas')}, ` +
      `${count(alerts.escalated, 'escalada', 'escaladas')}, ${count(alerts.answered, 'respondida', 'respondidas')}`,
    deliveries: ({ deliveries }) =>
      `Avisos: ${count(deliveries.sent, 'enviado', 'enviados')}, ${count(deliveries.failed, 'fallido', 'fallidos')}, ` +
      `${count(deliveries.pending, 'pendiente', 'pendientes')}`,
    nextTry: (time) => `— próximo intento en ${time}`,
    never: '— no se intenta más hasta que alguien la active',
  },
  en: {
    sources: ({ sources, ms }) =>
      `${count(sources.due, 'source', 'sources')} due of ${sources.total}: ` +
      `${sources.fetched} read, ${sources.notModified} unchanged, ${sources.failed} failed (${seconds(ms, 'en')} s)`,
    posts: ({ posts, mentions }) =>
      `${count(posts.seen, 'post seen', 'posts seen')}: ${posts.new} new, ${posts.updated} edited, ` +
      `${count(posts.copies, 'copy', 'copies')}; ` +
      `${count(mentions.new, 'new mention', 'new mentions')}${labels(mentions.byLabel, LABEL_WORDS.en)}`,
    alerts: ({ alerts }) =>
      `Alerts: ${alerts.opened} opened, ${alerts.reopened} reopened, ${alerts.escalated} escalated, ${alerts.answered} answered`,
    deliveries: ({ deliveries }) =>
      `Notifications: ${deliveries.sent} sent, ${deliveries.failed} failed, ${deliveries.pending} pending`,
    nextTry: (time) => `— next try in ${time}`,
    never: '— not tried again until somebody switches it on',
  },
}

type ByLabel = ScanSummary['mentions']['byLabel']

function labels(byLabel: ByLabel, words: Readonly<Record<keyof ByLabel, readonly [string, string]>>): string {
  const parts = Object.entries(words).flatMap(([label, [one, many]]) => {
    const n = byLabel[label as keyof ByLabel]
    return n === 0 ? [] : count(n, one, many)
  })
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

const LABEL_WORDS = {
  es: {
    complaint: ['queja', 'quejas'],
    question: ['pregunta', 'preguntas'],
    suggestion: ['sugerencia', 'sugerencias'],
    praise: ['elogio', 'elogios'],
    churn: ['amenaza de irse', 'amenazas de irse'],
  },
  en: {
    complaint: ['complaint', 'complaints'],
    question: ['question', 'questions'],
    suggestion: ['suggestion', 'suggestions'],
    praise: ['praise', 'praises'],
    churn: ['threat to leave', 'threats to leave'],
  },
} as const
