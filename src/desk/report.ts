// The report of a period, for people who do not open the dashboard: each brand's figures beside those of the period
// before, and its topics with what is known as their answer. As Markdown, as one HTML page, or in parts for a message;
// in Spanish or English.

import type { LibraryAnswer } from '../domain/answer.js'
import type { ReportPart } from '../domain/delivery.js'
import type { Settings } from '../domain/settings.js'
import type { Instant } from '../domain/time.js'
import type { Store } from '../store/store.js'
import { readPairs } from './figures/compare.js'
import type { Insights } from './figures/compute.js'
import type { InsightsFilter } from './figures/read.js'
import { type Figure, shownFigures } from './figures/shown.js'

/** A brand's figures now and in the period before; null where there is nothing to compare with yet. */
export interface BrandReport {
  readonly name: string
  readonly current: Insights
  readonly before: Insights | null
}

/** Topics in a report; the page has them all. */
const TOPICS_MAX = 5

/** The figures of a period and of the one of the same length before it, brand by brand. */
export async function readReport(
  store: Store,
  filter: InsightsFilter,
  settings: Settings,
  now: Instant,
  library: readonly LibraryAnswer[] = [],
): Promise<readonly BrandReport[]> {
  const pairs = await readPairs(store, filter, settings, now, library)
  return pairs.map(({ current, before }) => {
    const name = settings.brands.find(({ id }) => id === current.brand)?.name ?? current.brand
    return { name, current, before }
  })
}

/** The figures that a message tells: those that are read at a glance, and none that names a customer. */
const TOLD: ReadonlySet<Figure> = new Set([
  'ostrich',
  'cases',
  'questions',
  'complaints',
  'mentions',
  'firstResponse',
  'firstAnswer',
  'staff',
  'community',
  'knownAnswers',
  'repeated',
])

/** The report in parts for a message. What a customer wrote or is called stays out: a message cannot be erased. */
export function reportParts(reports: readonly BrandReport[], language: 'es' | 'en'): readonly ReportPart[] {
  return reports.map(({ name, current, before }) => ({
    brand: current.brand,
    name,
    since: current.since,
    until: current.until,
    rows: comparedRows(current, before, language)
      .filter(({ figure }) => TOLD.has(figure))
      .map((row) => ({ name: row.name, now: row.now, before: row.before })),
    figures: withoutWords(current),
    before: before === null ? null : withoutWords(before),
  }))
}

/** All figures but those that hold names or words of customers. */
function withoutWords(figures: Insights): Readonly<Record<string, unknown>> {
  const { authors: _authors, topics: _topics, netSentiment: _days, ...rest } = figures
  return rest
}

/** The report as Markdown. */
export function reportMarkdown(reports: readonly BrandReport[], language: 'es' | 'en'): string {
  return reports.map((report) => brandMarkdown(report, language)).join('\n')
}

/** The report as one HTML page without anything to be loaded, fit for a mail. */
export function reportHtml(reports: readonly BrandReport[], language: 'es' | 'en'): string {
  const words = WORDS[language]
  const style =
    'body{font:15px/1.5 system-ui,sans-serif;max-width:50em;margin:2em auto;padding:0 1em}' +
    'table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3em .6em;border-bottom:1px solid #ccc}'
  const body = reports.map((report) => brandHtml(report, language)).join('')
  return (
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${words.title}</title>` +
    `<style>${style}</style><body><h1>${words.title}</h1>${body}</body></html>\n`
  )
}

function brandMarkdown({ name, current, before }: BrandReport, language: 'es' | 'en'): string {
  const words = WORDS[language]
  const rows = comparedRows(current, before, language).map(
    ({ name: figure, now, before: then }) => `| ${[figure, now, then ?? '–'].map(asMarkdown).join(' | ')} |\n`,
  )
  const topics = current.topics.slice(0, TOPICS_MAX).map(({ title, count, answer }) => {
    const known = answer === null ? words.noAnswer : `${words.known}: ${answer}`
    return `- ${asMarkdown(title)} (${count})\n  ${asMarkdown(known)}\n`
  })
  return (
    `# ${words.title}: ${asMarkdown(name)}\n\n${period(current)}\n\n` +
    (before === null ? `${words.noBefore}\n\n` : '') +
    `| ${words.figure} | ${words.now} | ${words.before} |\n| --- | --- | --- |\n${rows.join('')}` +
    (topics.length === 0 ? '' : `\n## ${words.topics}\n\n${topics.join('')}`)
  )
}

function brandHtml({ name, current, before }: BrandReport, language: 'es' | 'en'): string {
  const words = WORDS[language]
  const rows = comparedRows(current, before, language).map(
    ({ name: figure, now, before: then }) =>
      `<tr><th scope="row">${asHtml(figure)}</th><td>${asHtml(now)}</td><td>${asHtml(then ?? '–')}</td></tr>`,
  )
  const topics = current.topics.slice(0, TOPICS_MAX).map(({ title, count, answer }) => {
    const known = answer === null ? words.noAnswer : `${words.known}: ${answer}`
    return `<li><bdi>${asHtml(title)}</bdi> (${count})<br><small>${asHtml(known)}</small></li>`
  })
  return (
    `<h2>${asHtml(name)}</h2><p>${period(current)}</p>` +
    (before === null ? `<p><em>${words.noBefore}</em></p>` : '') +
    `<table><thead><tr><th>${words.figure}</th><th>${words.now}</th><th>${words.before}</th></tr></thead>` +
    `<tbody>${rows.join('')}</tbody></table>` +
    (topics.length === 0 ? '' : `<h3>${words.topics}</h3><ul>${topics.join('')}</ul>`)
  )
}

interface ComparedRow {
  readonly figure: Figure
  readonly name: string
  readonly now: string
  readonly before: string | null
}

function comparedRows(current: Insights, before: Insights | null, language: 'es' | 'en'): readonly ComparedRow[] {
  const earlier = new Map(
    before === null ? [] : shownFigures(before, language).map(({ figure, value }) => [figure, value]),
  )
  return shownFigures(current, language).map(({ figure, name, value }) => {
    return { figure, name, now: value, before: earlier.get(figure) ?? null }
  })
}

function period({ since, until }: Insights): string {
  return `${since.slice(0, 10)} – ${until.slice(0, 10)}`
}

/** Text from outside stays text: on one line, and with nothing that Markdown or the HTML within it would act on. */
function asMarkdown(text: string): string {
  return asHtml(text.replace(/\s+/g, ' ')).replace(/[\\`*_[\]()#|~!]/g, '\\$&')
}

function asHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const WORDS = {
  es: {
    title: 'Informe de escucha',
    figure: 'Cifra',
    now: 'Este período',
    before: 'El anterior',
    topics: 'Temas que se repiten',
    known: 'Respuesta conocida',
    noAnswer: 'Sin respuesta conocida',
    noBefore: 'Aún no hay un período anterior con qué comparar.',
  },
  en: {
    title: 'Listening report',
    figure: 'Figure',
    now: 'This period',
    before: 'The one before',
    topics: 'What is raised again and again',
    known: 'Known answer',
    noAnswer: 'No known answer',
    noBefore: 'There is no earlier period to compare with yet.',
  },
} as const
