// The words of messages, in Spanish as a Colombian support team writes it, and in English. Short: they are read on a
// phone, by somebody who is busy.

import type { EventKind } from '../../domain/delivery.js'
import type { Label, Severity, Urgency } from '../../domain/verdict.js'

/** Every word that messages are made of, but the customers' own. */
export interface Words {
  /** What the message is about: one alert of a label. */
  readonly headline: Readonly<
    Record<Exclude<EventKind, 'spike' | 'digest' | 'report' | 'test'>, (what: string, brand: string) => string>
  >
  /** How a label is called inside a headline, and as a word of its own. */
  readonly nouns: Readonly<Record<Label, string>>
  readonly labels: Readonly<Record<Label, string>>
  /** Several of a label. */
  readonly plurals: Readonly<Record<Label, string>>
  readonly spike: (count: number, what: string, brand: string, span: string) => string
  readonly spikeUsual: (expected: string) => string
  readonly spikeTopic: (topic: string, count: number) => string
  readonly digest: (count: number, brand: string) => string
  readonly report: (brand: string) => string
  readonly reportPeriod: (since: string, until: string) => string
  readonly reportBefore: (value: string) => string
  readonly reportNoBefore: string
  readonly openReport: string
  readonly testHeadline: string
  readonly testText: string
  readonly urgent: string
  readonly severity: (severity: Severity) => string
  readonly urgencies: Readonly<Record<Urgency, string | null>>
  readonly staffActs: string
  readonly doubts: Readonly<Record<'wrong' | 'empty' | 'asked', string>>
  readonly communityActs: string
  readonly dueIn: (span: string) => string
  readonly overdueBy: (span: string) => string
  readonly handOverIn: (span: string) => string
  readonly answeredBy: Readonly<Record<'staff' | 'community', string>>
  readonly after: (span: string) => string
  readonly resolved: string
  readonly why: (evidence: string) => string
  readonly andMore: (count: number) => string
  readonly openHere: string
  readonly openPost: string
  readonly openList: string
  readonly units: { readonly day: string; readonly hour: string; readonly minute: string }
}

const es: Words = {
  headline: {
    opened: (what, brand) => `${what} sobre ${brand}`,
    reopened: (what, brand) => `Se reabrió: ${what} sobre ${brand}`,
    escalated: (what, brand) => `Le toca al equipo: ${what} sobre ${brand}`,
    answered: (what, brand) => `Ya tiene respuesta: ${what} sobre ${brand}`,
    resolved: (what, brand) => `Caso resuelto: ${what} sobre ${brand}`,
  },
  nouns: {
    complaint: 'queja',
    question: 'pregunta',
    suggestion: 'sugerencia',
    praise: 'elogio',
    churn: 'cliente que se va',
  },
  labels: { complaint: 'Queja', question: 'Pregunta', suggestion: 'Sugerencia', praise: 'Elogio', churn: 'Se va' },
  plurals: {
    complaint: 'quejas',
    question: 'preguntas',
    suggestion: 'sugerencias',
    praise: 'elogios',
    churn: 'clientes que se van',
  },
  spike: (count, what, brand, span) => `Pico sobre ${brand}: ${count} ${what} en ${span}`,
  spikeUsual: (expected) => `lo usual a esta hora: ${expected}`,
  spikeTopic: (topic, count) => `${count} sobre lo mismo: ${topic}`,
  digest: (count, brand) => (count === 1 ? `1 caso por atender de ${brand}` : `${count} casos por atender de ${brand}`),
  report: (brand) => `Informe de escucha: ${brand}`,
  reportPeriod: (since, until) => `Del ${since} al ${until}`,
  reportBefore: (value) => `antes ${value}`,
  reportNoBefore: 'Aún no hay un período anterior con qué comparar.',
  openReport: 'Ver el panorama',
  testHeadline: 'Escucha ya puede escribir aquí',
  testText: 'Es una prueba: las alertas de este destino llegarán así. No hay que hacer nada.',
  urgent: 'Urgente',
  severity: (severity) =>
    `gravedad ${severity} de 3 (${['sin reproche', 'desaprobación', 'acusación', 'culpa'][severity]})`,
  urgencies: {
    0: null,
    1: 'espera respuesta',
    2: 'servicio caído, dinero o plazo',
    3: 'riesgo, fraude, legal o prensa',
  },
  staffActs: 'Le toca al equipo',
  doubts: {
    wrong: 'la respuesta que dieron está equivocada',
    empty: 'nadie ha dado una respuesta que sirva',
    asked: 'sigue sin respuesta desde que el equipo pidió datos',
  },
  communityActs: 'Espera a la comunidad',
  dueIn: (span) => `vence en ${span}`,
  overdueBy: (span) => `venció hace ${span}`,
  handOverIn: (span) => `pasa al equipo en ${span}`,
  answeredBy: { staff: 'Contestó el equipo', community: 'Contestó otro cliente' },
  after: (span) => `en ${span}`,
  resolved: 'Resuelta',
  why: (evidence) => `Por qué se marcó: ${evidence}`,
  andMore: (count) => `y ${count} más`,
  openHere: 'Abrir en Escucha',
  openPost: 'Ver la publicación',
  openList: 'Ver todas en Escucha',
  units: { day: 'd', hour: 'h', minute: 'min' },
}

const en: Words = {
  headline: {
    opened: (what, brand) => `${what} about ${brand}`,
    reopened: (what, brand) => `Reopened: ${what} about ${brand}`,
    escalated: (what, brand) => `Over to the team: ${what} about ${brand}`,
    answered: (what, brand) => `Answered: ${what} about ${brand}`,
    resolved: (what, brand) => `Resolved: ${what} about ${brand}`,
  },
  nouns: {
    complaint: 'complaint',
    question: 'question',
    suggestion: 'suggestion',
    praise: 'praise',
    churn: 'customer leaving',
  },
  labels: {
    complaint: 'Complaint',
    question: 'Question',
    suggestion: 'Suggestion',
    praise: 'Praise',
    churn: 'Leaving',
  },
  plurals: {
    complaint: 'complaints',
    question: 'questions',
    suggestion: 'suggestions',
    praise: 'praise posts',
    churn: 'customers leaving',
  },
  spike: (count, what, brand, span) => `Spike about ${brand}: ${count} ${what} in ${span}`,
  spikeUsual: (expected) => `usual at this hour: ${expected}`,
  spikeTopic: (topic, count) => `${count} about the same thing: ${topic}`,
  digest: (count, brand) =>
    count === 1 ? `1 case to attend to for ${brand}` : `${count} cases to attend to for ${brand}`,
  report: (brand) => `Listening report: ${brand}`,
  reportPeriod: (since, until) => `From ${since} to ${until}`,
  reportBefore: (value) => `before ${value}`,
  reportNoBefore: 'There is no earlier period to compare with yet.',
  openReport: 'See the insights',
  testHeadline: 'Escucha can write here',
  testText: 'This is a test: alerts for this target will look like this. Nothing needs to be done.',
  urgent: 'Urgent',
  severity: (severity) =>
    `severity ${severity} of 3 (${['no reproach', 'disapproval', 'accusation', 'blame'][severity]})`,
  urgencies: {
    0: null,
    1: 'wants a reply',
    2: 'service down, money or a deadline',
    3: 'safety, fraud, legal or press',
  },
  staffActs: 'Over to the team',
  doubts: {
    wrong: 'the answer that was given is wrong',
    empty: 'no reply that helps yet',
    asked: 'no answer since staff asked for data',
  },
  communityActs: 'Waiting for the community',
  dueIn: (span) => `due in ${span}`,
  overdueBy: (span) => `overdue by ${span}`,
  handOverIn: (span) => `over to the team in ${span}`,
  answeredBy: { staff: 'Staff answered', community: 'Another customer answered' },
  after: (span) => `after ${span}`,
  resolved: 'Resolved',
  why: (evidence) => `Why it was flagged: ${evidence}`,
  andMore: (count) => `and ${count} more`,
  openHere: 'Open in Escucha',
  openPost: 'Open the post',
  openList: 'Open all in Escucha',
  units: { day: 'd', hour: 'h', minute: 'min' },
}

/** The words of a language. */
export function wordsOf(language: 'es' | 'en'): Words {
  return language === 'es' ? es : en
}

/** A length of time in its two largest units: "2 d 4 h", "3 h 10 min", "5 min". */
export function spanText(ms: number, { units }: Words): string {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000))
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(minutes / 1_440), units.day],
    [Math.floor((minutes % 1_440) / 60), units.hour],
    [minutes % 60, units.minute],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  const shown = parts.slice(first, first + 2).filter(([count]) => count > 0)
  return shown.map(([count, unit]) => `${count} ${unit}`).join(' ')
}
