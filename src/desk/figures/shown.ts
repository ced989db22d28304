// The figures in words, in Spanish or English: one row a figure, what was left alone first. Shared by the terminal and
// the report, so that a figure has one name and one spelling.

import type { Label } from '../../domain/verdict.js'
import type { Insights, Share } from './compute.js'
import type { Estimate } from './numbers.js'
import type { AuthorCount } from './voices.js'

/** Lines of one list; the rest is in `--json`. */
const LISTED_MAX = 5

/** The figures of a brand, row by row. */
export function shownFigures(figures: Insights, language: 'es' | 'en'): readonly Row[] {
  const words = WORDS[language]
  const show = shower(language)
  return [
    [words.ostrich, joined(show.percent(figures.ostrichPct), oldest(figures, words, show))],
    [words.cases, show.number(figures.cases)],
    [words.questions, joined(show.number(figures.questions), answered(figures, 'questions', words, show))],
    [words.complaints, joined(show.number(figures.complaints), answered(figures, 'complaints', words, show))],
    [words.mentions, show.number(figures.mentions)],
    [words.firstResponse, times(figures.firstResponseHours, words, show)],
    [words.firstAnswer, times(figures.firstAnswerHours, words, show)],
    [words.accepted, show.percent(figures.acceptedPct)],
    [
      words.staff,
      `${show.percent(figures.staff.participationPct)} ${words.ofCases}, ${show.percent(figures.staff.shareOfResponsesPct)} ${words.ofResponses}`,
    ],
    [words.community, joined(show.number(figures.communityAnswered), saved(figures, words, show))],
    [words.views, show.number(figures.viewsAnsweredQuestions)],
    [
      words.labels,
      listed(
        Object.entries(figures.byLabel),
        ([label, share]) => `${words.label[label as Label]} ${portion(share, show)}`,
      ),
    ],
    [words.languages, listed(Object.entries(figures.byLanguage), ([code, share]) => `${code} ${portion(share, show)}`)],
    [
      words.sources,
      listed(figures.sources, ({ source, cases, participation }) => `${source} ${cases}/${participation}`),
    ],
    [words.complainers, people(figures.authors.complainers)],
    [words.helpers, people(figures.authors.helpers)],
    [words.advocates, people(figures.authors.advocates)],
    [words.repeated, show.percent(figures.repeatedQuestionsPct)],
    [words.topics, listed(figures.topics, ({ title, count }) => `“${title}” ${count}`)],
    [
      words.voice,
      listed(Object.entries(figures.shareOfVoicePct ?? {}), ([name, pct]) => `${name} ${show.percent(pct)}`),
    ],
    [
      words.precision,
      listed(Object.entries(figures.precision), ([label, value]) => measured(words.label[label as Label], value, show)),
    ],
    [
      words.recall,
      listed(Object.entries(figures.recall), ([label, value]) => measured(words.label[label as Label], value, show)),
    ],
  ]
}

/** A figure's name, and what it is. */
export type Row = readonly [string, string]

/** Nothing is known: neither zero nor an empty list. */
const UNKNOWN = '–'

interface Shower {
  readonly number: (value: number | null) => string
  readonly percent: (value: number | null) => string
}

function shower(language: 'es' | 'en'): Shower {
  const format = new Intl.NumberFormat(language === 'es' ? 'es-CO' : 'en', { maximumFractionDigits: 1 })
  const number = (value: number | null) => (value === null ? UNKNOWN : format.format(value))
  return { number, percent: (value) => (value === null ? UNKNOWN : `${format.format(value)} %`) }
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

function saved({ saved: { amount, currency } }: Insights, words: Words, show: Shower): string {
  return `${words.saved} ${show.number(amount)} ${currency}`
}

function portion({ count, sharePct }: Share, show: Shower): string {
  return sharePct === null ? show.number(count) : `${show.number(count)} (${show.percent(sharePct)})`
}

function measured(label: string, value: Estimate | null, show: Shower): string | null {
  if (value === null) return null
  const [middle, low, high] = [value.value, value.low, value.high].map((share) => show.number(share * 100))
  return `${label} ${middle} % (${low}–${high}, n=${value.n})`
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
