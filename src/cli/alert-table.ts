// Alerts for a terminal: most pressing first, one line each, in the operator's language.

import type { Alert } from '../domain/case.js'
import type { Settings } from '../domain/settings.js'
import { LABELS, type Label } from '../domain/verdict.js'
import { cut, table } from './table.js'

interface Words {
  readonly head: readonly string[]
  readonly labels: Readonly<Record<Label, string>>
  readonly status: Readonly<Record<Alert['status'], string>>
  readonly community: string
  readonly staff: string
  readonly late: (time: string) => string
  readonly left: (time: string) => string
  readonly answeredBy: Readonly<Record<'staff' | 'community', string>>
  readonly none: string
}

const WORDS: Readonly<Record<'es' | 'en', Words>> = {
  es: {
    head: ['estado', 'plazo', 'etiquetas', 'grav.', 'autor', 'fuente', 'qué dice'],
    labels: { complaint: 'queja', question: 'pregunta', suggestion: 'sugerencia', praise: 'elogio', churn: 'se va' },
    status: {
      open: 'abierta',
      acknowledged: 'vista',
      answered: 'contestada',
      resolved: 'resuelta',
      dismissed: 'descartada',
      snoozed: 'pospuesta',
    },
    community: 'espera a la comunidad',
    staff: 'le toca al equipo',
    late: (time) => `venció hace ${time}`,
    left: (time) => `quedan ${time}`,
    answeredBy: { staff: 'contestó el equipo', community: 'contestó un cliente' },
    none: 'Nada sin atender.\n',
  },
  en: {
    head: ['status', 'time', 'labels', 'sev.', 'author', 'source', 'what they say'],
    labels: {
      complaint: 'complaint',
      question: 'question',
      suggestion: 'suggestion',
      praise: 'praise',
      churn: 'leaving',
    },
    status: {
      open: 'open',
      acknowledged: 'seen',
      answered: 'answered',
      resolved: 'resolved',
      dismissed: 'dismissed',
      snoozed: 'snoozed',
    },
    community: 'waiting for the community',
    staff: 'over to the team',
    late: (time) => `overdue by ${time}`,
    left: (time) => `${time} left`,
    answeredBy: { staff: 'the team answered', community: 'a customer answered' },
    none: 'Nothing left unattended.\n',
  },
}

/** What the other columns take; the rest of the line is the customer's words. */
const OTHER_COLUMNS = 96
const EXCERPT_LEAST = 40

/** The alerts as a table; a sentence when there are none. */
export function alertTable(alerts: readonly Alert[], settings: Settings, now: Date, columns: number): string {
  const words = WORDS[settings.language]
  if (alerts.length === 0) return words.none
  const room = Math.max(columns - OTHER_COLUMNS, EXCERPT_LEAST)
  const rows = alerts.map((alert) => [
    stateOf(alert, words),
    timeOf(alert, words, now),
    LABELS.filter((label) => alert.labels.includes(label))
      .map((label) => words.labels[label])
      .join(', '),
    alert.labels.includes('complaint') ? String(alert.severity) : '',
    cut(alert.author ?? '—', 16),
    cut(alert.source, 18),
    cut(alert.excerpt, room),
  ])
  return table(words.head, rows)
}

function stateOf(alert: Alert, words: Words): string {
  if (alert.waitingFor === 'community') return words.community
  if (alert.waitingFor === 'staff') return words.staff
  if (alert.status === 'answered' && alert.answeredBy !== null) return words.answeredBy[alert.answeredBy]
  return words.status[alert.status]
}

function timeOf(alert: Alert, words: Words, now: Date): string {
  if (alert.waitingFor === null || alert.dueAt === null) return ''
  const ms = Date.parse(alert.dueAt) - now.getTime()
  return ms < 0 ? words.late(span(-ms)) : words.left(span(ms))
}

/** `2 d 4 h`, `19 h`, `35 min`: the two largest units that say something. */
function span(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`
  if (hours > 0) return hours < 10 && rest > 0 ? `${hours} h ${rest} min` : `${hours} h`
  return `${rest} min`
}
