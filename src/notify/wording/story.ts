// Tells an event in pieces of plain text that every notifier can lay out: what happened, who must act, what was said,
// by whom, where, and why it was flagged. No markup, no limits of any target.

import type { Alert } from '../../domain/case.js'
import type { AlertEvent } from '../../domain/delivery.js'
import { msBetween } from '../../domain/time.js'
import type { Label } from '../../domain/verdict.js'
import { cut, linkOf, shown } from './plain.js'
import { spanText, type Words, wordsOf } from './words.js'

/** What the customer says fits on a phone's screen. */
const QUOTE_CHARS_MAX = 500
const NAME_CHARS_MAX = 60
const TITLE_CHARS_MAX = 100
const SPAN_CHARS_MAX = 60
const SPANS_MAX = 3
/** No target takes longer links in buttons. */
const LINK_CHARS_MAX = 3_000

/** One alert in words. Everything but the links is plain text of one line. */
export interface AlertStory {
  /** "Le toca al equipo · vence en 4 h": who must act and by when, or what became of it. */
  readonly action: string
  /** "Queja, Se va · gravedad 2 de 3 (acusación)". */
  readonly verdict: string
  /** The customer's own words. */
  readonly quote: string
  /** "Marta · foro-usuarios · Sin señal en Laureles". */
  readonly place: string
  /** The deciding words, quoted; null when none are known. */
  readonly why: string | null
  /** The alert's page in the dashboard, and the post itself; null when there is none. */
  readonly alertUrl: string | null
  readonly postUrl: string | null
}

/** The first line: what happened, to which brand, and whether it is urgent. */
export function headline(event: AlertEvent): string {
  const words = wordsOf(event.language)
  const { kind, alerts } = event
  if (kind === 'test') return words.testHeadline
  if (kind === 'report')
    return words.report(cut((event.report ?? []).map(({ name }) => name).join(', '), NAME_CHARS_MAX))
  const brand = cut([...new Set(alerts.map((alert) => brandOf(alert, event)))].join(', '), NAME_CHARS_MAX)
  if (kind === 'spike') return spikeHeadline(event, brand, words)
  const only = alerts[0]
  if (kind === 'digest' || only === undefined || alerts.length > 1) return words.digest(alerts.length, brand)
  const line = words.headline[kind](words.nouns[mainLabel(only)], brand)
  const sentence = line.charAt(0).toUpperCase() + line.slice(1)
  return isUrgent(only) ? `${words.urgent} · ${sentence}` : sentence
}

/** Below the headline of a spike: what would be usual, and what the cases share. Null for other events. */
export function spikeLine({ spike, language }: AlertEvent): string | null {
  if (spike === undefined) return null
  const words = wordsOf(language)
  const expected = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(spike.expected)
  const { topic } = spike
  const about = topic === null ? null : words.spikeTopic(`“${shown(topic.title, TITLE_CHARS_MAX)}”`, topic.count)
  return joined([words.spikeUsual(expected), about])
}

/** One brand's part of a report in words. */
export interface ReportStory {
  readonly name: string
  readonly period: string
  /** "Casos: 12 (antes 7)", one figure a line. */
  readonly lines: readonly string[]
  /** That there is nothing to compare with yet; null where there is. */
  readonly remark: string | null
}

/** The parts of a report in words. */
export function tellReport({ report, language }: AlertEvent): readonly ReportStory[] {
  const words = wordsOf(language)
  return (report ?? []).map(({ name, since, until, rows, before }) => ({
    name: shown(name, NAME_CHARS_MAX),
    period: words.reportPeriod(since.slice(0, 10), until.slice(0, 10)),
    lines: rows.map(
      (row) => `${row.name}: ${row.now}${row.before === null ? '' : ` (${words.reportBefore(row.before)})`}`,
    ),
    remark: before === null ? words.reportNoBefore : null,
  }))
}

/** The page of the figures for the period of a report. */
export function reportUrl(event: AlertEvent): string | null {
  const [part] = event.report ?? []
  if (part === undefined) return null
  const query = new URLSearchParams({ since: part.since, until: part.until })
  return pageUrl(event, `/insights?${query}`)
}

/** One alert of an event in words. */
export function tellAlert(alert: Alert, event: AlertEvent): AlertStory {
  const words = wordsOf(event.language)
  return {
    action: actionOf(alert, event, words),
    verdict: verdictOf(alert, words),
    quote: shown(alert.excerpt, QUOTE_CHARS_MAX),
    place: placeOf(alert),
    why: whyOf(alert, words),
    alertUrl: pageUrl(event, `/alerts/${encodeURIComponent(alert.id)}`),
    postUrl: linkOf(alert.url ?? alert.conversation.url, LINK_CHARS_MAX),
  }
}

/** Address of a page of the dashboard; null when none is configured. */
export function pageUrl(event: AlertEvent, path: string): string | null {
  return event.dashboardUrl === null ? null : linkOf(event.dashboardUrl.replace(/\/+$/, '') + path, LINK_CHARS_MAX)
}

function spikeHeadline({ alerts, spike }: AlertEvent, brand: string, words: Words): string {
  if (spike === undefined) return words.digest(alerts.length, brand)
  const span = spanText(msBetween(spike.since, spike.until), words)
  return words.spike(spike.count, words.plurals[spike.label], brand, span)
}

function brandOf(alert: Alert, event: AlertEvent): string {
  const name = Object.hasOwn(event.brandNames, alert.brand) ? event.brandNames[alert.brand] : undefined
  return shown(name ?? alert.brand, NAME_CHARS_MAX)
}

const BY_WEIGHT: readonly Label[] = ['complaint', 'churn', 'question', 'suggestion', 'praise']

function mainLabel(alert: Alert): Label {
  return BY_WEIGHT.find((label) => alert.labels.includes(label)) ?? 'question'
}

function isUrgent(alert: Alert): boolean {
  return alert.urgency >= 2 && alert.waitingFor !== null
}

function actionOf(alert: Alert, event: AlertEvent, words: Words): string {
  if (alert.waitingFor === null) return outcomeOf(alert, words)
  const leftMs = alert.dueAt === null ? null : msBetween(event.at, alert.dueAt)
  if (alert.waitingFor === 'community') {
    return joined([words.communityActs, leftMs === null ? null : words.handOverIn(spanText(leftMs, words))])
  }
  const doubt = doubtOf(alert, words)
  if (doubt !== null) return joined([words.staffActs, doubt])
  if (leftMs === null) return words.staffActs
  const span = spanText(leftMs, words)
  return joined([words.staffActs, leftMs > 0 ? words.dueIn(span) : words.overdueBy(span)])
}

/** Why the team is called though somebody answered. Deliveries of older versions hold alerts that knew of no doubt. */
function doubtOf({ doubt }: Partial<Pick<Alert, 'doubt'>>, words: Words): string | null {
  if (doubt === undefined || doubt === null || doubt.kind === 'settled') return null
  return words.doubts[doubt.kind]
}

function outcomeOf(alert: Alert, words: Words): string {
  if (alert.answeredBy === null) return words.resolved
  const span = alert.answeredAt === null ? null : spanText(msBetween(alert.openedAt, alert.answeredAt), words)
  return joined([words.answeredBy[alert.answeredBy], span === null ? null : words.after(span)])
}

function verdictOf(alert: Alert, words: Words): string {
  const labels = BY_WEIGHT.filter((label) => alert.labels.includes(label)).map((label) => words.labels[label])
  const severity = alert.labels.includes('complaint') ? words.severity(alert.severity) : null
  return joined([labels.join(', '), severity, words.urgencies[alert.urgency]])
}

function placeOf(alert: Alert): string {
  const title = alert.title ?? alert.conversation.title
  return joined([
    alert.author === null ? null : shown(alert.author, NAME_CHARS_MAX),
    shown(alert.source, NAME_CHARS_MAX),
    title === null ? null : shown(title, TITLE_CHARS_MAX),
  ])
}

function whyOf(alert: Alert, words: Words): string | null {
  const spans = alert.evidence
    .filter((span) => span.weight > 0 && span.label !== 'relevance')
    .sort((one, other) => other.weight - one.weight)
    .slice(0, 4 * SPANS_MAX)
    .map((span) => shown(span.text, SPAN_CHARS_MAX))
    .filter((text) => text !== '')
  const quoted = [...new Set(spans)].slice(0, SPANS_MAX)
  return quoted.length === 0 ? null : words.why(quoted.map((text) => `“${text}”`).join(', '))
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ')
}
