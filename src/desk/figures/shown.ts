// The figures in words, in Spanish or English: one row a figure, what was left alone first. Shared by the terminal and
// the report, so that a figure has one name and one spelling.

import type { Label } from '../../domain/verdict.js'
import type { Insights, Share } from './compute.js'
import type { Estimate } from './numbers.js'
import { percentSpeller } from './spelled.js'
import type { AuthorCount } from './voices.js'

/** Lines of one list; the rest is in `--json`. */
const LISTED_MAX = 5

/** The figures of a brand, row by row. */
export function shownFigures(figures: Insights, language: 'es' | 'en'): readonly Row[] {
  const words = WORDS[language]
  return Object.entries(valuesOf(figures, words, shower(language))).map(([figure, value]) => {
    return { figure: figure as Figure, name: words[figure as Figure], value }
  })
}

/** A figure's name, and what it is. */
export interface Row {
  readonly figure: Figure
  readonly name: string
  readonly value: string
}

function valuesOf(figures: Insights, words: Words, show: Shower) {
  const { staff, authors } = figures
  const shares = Object.entries(figures.byLabel).map(([label, share]) => [words.label[label as Label], share] as const)
  return {
    ostrich: joined(show.percent(figures.ostrichPct), oldest(figures, words, show)),
    cases: show.number(figures.cases),
    questions: joined(show.number(figures.questions), answered(figures, 'questions', words, show)),
    complaints: joined(show.number(figures.complaints), answered(figures, 'complaints', words, show)),
    mentions: show.number(figures.mentions),
    firstResponse: times(figures.firstResponseHours, words, show),
    firstAnswer: times(figures.firstAnswerHours, words, show),
    accepted: show.percent(figures.acceptedPct),
    staff: `${show.percent(staff.participationPct)} ${words.ofCases}, ${show.percent(staff.shareOfResponsesPct)} ${words.ofResponses}`,
    community: joined(show.number(figures.communityAnswered), `${words.saved} ${show.money(figures.saved)}`),
    knownAnswers: reused(figures, words, show),
    views: show.number(figures.viewsAnsweredQuestions),
    labels: listed(shares, ([name, share]) => `${name} ${portion(share, show)}`),
    languages: listed(Object.entries(figures.byLanguage), ([code, share]) => `${code} ${portion(share, show)}`),
    sources: listed(figures.sources, ({ source, cases, participation }) => `${source} ${cases}/${participation}`),
    complainers: people(authors.complainers),
    helpers: people(authors.helpers),
    advocates: people(authors.advocates),
    repeated: show.percent(figures.repeatedQuestionsPct),
    topics: listed(figures.topics, ({ title, count }) => `“${title}” ${count}`),
    voice: listed(Object.entries(figures.shareOfVoicePct ?? {}), ([name, pct]) => `${name} ${show.percent(pct)}`),
    precision: measuredAll(figures.precision, figures.precisionByLanguage, words, show),
    recall: measuredAll(figures.recall, figures.recallByLanguage, words, show),
  }
}

/** What a row is of. */
export type Figure = keyof ReturnType<typeof valuesOf>

/** Nothing is known: neither zero nor an empty list. */
const UNKNOWN = '–'

interface Shower {
  readonly number: (value: number | null) => string
  /** A share given in percent, as the language writes it: "14,3 %", "14.3%". */
  readonly percent: (value: number | null) => string
  readonly money: (value: { readonly amount: number; readonly currency: string }) => string
}

function shower(language: 'es' | 'en'): Shower {
  const locale = language === 'es' ? 'es-CO' : 'en'
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const share = percentSpeller(language)
  return {
    number: (value) => (value === null ? UNKNOWN : format.format(value)),
    percent: (value) => (value === null ? UNKNOWN : share(value)),
    money: ({ amount, currency }) => `${format.format(amount)} ${currency}`,
  }
}

function joined(value: string, more: string | null): string {
  return more === null ? value : `${value} (${more})`
}

function oldest({ oldestUnanswered }: Insights, words: Words, show: Shower): string | null {
  if (oldestUnanswered === null) return null
  return `${words.oldest} ${show.number(oldestUnanswered.hours)} h, ${oldestUnanswered.alert}`
}

function answered(figures: Insights, which: 'questions' | 'complaints', words: Words, show: Shower): string {
  const responded = show.percent(figures[`${which}RespondedPct`])
  return `${words.responded} ${responded}, ${words.answered} ${show.percent(figures[`${which}AnsweredPct`])}`
}

function times(hours: Insights['firstAnswerHours'], words: Words, show: Shower): string {
  if (hours.median === null) return UNKNOWN
  return `${words.median} ${show.number(hours.median)} h, p90 ${show.number(hours.p90)} h`
}

/** Nothing offered yet is nothing known of reuse. */
function reused({ knownAnswers }: Insights, words: Words, show: Shower): string {
  const { offered, used, answered: helped, saved } = knownAnswers
  if (offered === 0) return UNKNOWN
  const counts = `${words.offered} ${show.number(offered)}, ${words.used} ${show.number(used)}`
  return `${counts}, ${words.answered} ${show.number(helped)} (${words.saved} ${show.money(saved)})`
}

function portion({ count, sharePct }: Share, show: Shower): string {
  return sharePct === null ? show.number(count) : `${show.number(count)} (${show.percent(sharePct)})`
}

type ByLabel = Readonly<Record<Label, Estimate | null>>

/** Each label as a whole, then language by language where more than one was reviewed. */
function measuredAll(all: ByLabel, byLanguage: Readonly<Record<string, ByLabel>>, words: Words, show: Shower): string {
  const languages = Object.entries(byLanguage)
  const split = languages.length > 1 ? languages : []
  const shown = [
    ...labelled(all, '', words, show),
    ...split.flatMap(([code, figures]) => labelled(figures, `${code} `, words, show)),
  ]
  return shown.length === 0 ? UNKNOWN : shown.join(' · ')
}

function labelled(figures: ByLabel, prefix: string, words: Words, show: Shower): readonly string[] {
  return Object.entries(figures).flatMap(([label, value]) => {
    if (value === null) return []
    const [middle, low, high] = [value.value, value.low, value.high].map((share) => show.percent(share * 100))
    return [`${prefix}${words.label[label as Label]} ${middle} (${low}–${high}, n=${value.n})`]
  })
}

function people(authors: readonly AuthorCount[]): string {
  return listed(authors, ({ author, count }) => `${author} ${count}`)
}

function listed<T>(items: readonly T[], show: (item: T) => string | null): string {
  const shown = items.flatMap((item) => show(item) ?? []).slice(0, LISTED_MAX)
  return shown.length === 0 ? UNKNOWN : shown.join(' · ')
}

const ES = {
  ostrich: 'Índice avestruz',
  oldest: 'la más antigua:',
  cases: 'Casos',
  questions: 'Preguntas',
  complaints: 'Quejas',
  mentions: 'Menciones',
  responded: 'con respuesta',
  answered: 'contestadas',
  firstResponse: 'Primera respuesta',
  firstAnswer: 'Primera contestación',
  median: 'mediana',
  accepted: 'Preguntas con solución marcada',
  staff: 'Participación del equipo',
  ofCases: 'de los casos',
  ofResponses: 'de las respuestas',
  community: 'Contestadas por la comunidad',
  knownAnswers: 'Respuestas conocidas',
  offered: 'ofrecidas en',
  used: 'usadas en',
  saved: 'ahorro',
  views: 'Vistas de preguntas contestadas',
  labels: 'Etiquetas',
  languages: 'Idiomas',
  sources: 'Fuentes (casos/personas)',
  complainers: 'Se quejan más de una vez',
  helpers: 'Quienes más ayudan',
  advocates: 'Quienes elogian',
  repeated: 'Preguntas repetidas',
  topics: 'Temas',
  voice: 'Cuota de voz',
  precision: 'Precisión (revisada)',
  recall: 'Cobertura (estimada)',
  label: { complaint: 'queja', question: 'pregunta', suggestion: 'sugerencia', praise: 'elogio', churn: 'se va' },
} as const

type Words = { readonly [K in keyof typeof ES]: K extends 'label' ? Readonly<Record<Label, string>> : string }

const EN: Words = {
  ostrich: 'Ostrich index',
  oldest: 'oldest:',
  cases: 'Cases',
  questions: 'Questions',
  complaints: 'Complaints',
  mentions: 'Mentions',
  responded: 'responded',
  answered: 'answered',
  firstResponse: 'First response',
  firstAnswer: 'First answer',
  median: 'median',
  accepted: 'Questions with a marked solution',
  staff: 'Staff participation',
  ofCases: 'of cases',
  ofResponses: 'of responses',
  community: 'Answered by the community',
  knownAnswers: 'Known answers',
  offered: 'offered in',
  used: 'used in',
  saved: 'saved',
  views: 'Views of answered questions',
  labels: 'Labels',
  languages: 'Languages',
  sources: 'Sources (cases/people)',
  complainers: 'Repeat complainers',
  helpers: 'Helpers',
  advocates: 'Advocates',
  repeated: 'Repeated questions',
  topics: 'Topics',
  voice: 'Share of voice',
  precision: 'Precision (reviewed)',
  recall: 'Recall (estimated)',
  label: { complaint: 'complaint', question: 'question', suggestion: 'suggestion', praise: 'praise', churn: 'leaving' },
}

const WORDS: Readonly<Record<'es' | 'en', Words>> = { es: ES, en: EN }
