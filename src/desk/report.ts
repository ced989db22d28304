// The report of a period, for people who do not open the dashboard: each brand's figures beside those of the period
// before, and its topics with what is known as their answer. As Markdown or as one HTML page, in Spanish or English.

import type { Settings } from '../domain/settings.js'
import { type Instant, instantPlus, msBetween } from '../domain/time.js'
import type { Store } from '../store/store.js'
import type { Insights } from './figures/compute.js'
import { type InsightsFilter, readInsights } from './figures/read.js'
import { shownFigures } from './figures/shown.js'

/** A brand's figures now and in the period before. */
export interface BrandReport {
  readonly name: string
  readonly current: Insights
  readonly before: Insights
}

/** Topics in a report; the page has them all. */
const TOPICS_MAX = 5

/** The figures of a period and of the one of the same length before it, brand by brand. */
export async function readReport(
  store: Store,
  filter: InsightsFilter,
  settings: Settings,
  now: Instant,
): Promise<readonly BrandReport[]> {
  const current = await readInsights(store, filter, settings, now)
  const before = await readInsights(store, { ...filter, ...periodBefore(filter) }, settings, now)
  return current.flatMap((figures) => {
    const earlier = before.find(({ brand }) => brand === figures.brand)
    const name = settings.brands.find(({ id }) => id === figures.brand)?.name ?? figures.brand
    return earlier === undefined ? [] : [{ name, current: figures, before: earlier }]
  })
}

/** The period of the same length that ends the moment before this one begins. */
export function periodBefore({ since, until }: Pick<InsightsFilter, 'since' | 'until'>): {
  readonly since: Instant
  readonly until: Instant
} {
  const end = instantPlus(since, -1)
  return { since: instantPlus(end, -msBetween(since, until)), until: end }
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
  const rows = comparedRows(current, before, language).map((cells) => `| ${cells.map(asMarkdown).join(' | ')} |\n`)
  const topics = current.topics.slice(0, TOPICS_MAX).map(({ title, count, answer }) => {
    const known = answer === null ? words.noAnswer : `${words.known}: ${answer}`
    return `- ${asMarkdown(title)} (${count})\n  ${asMarkdown(known)}\n`
  })
  return (
    `# ${words.title}: ${asMarkdown(name)}\n\n${period(current)}\n\n` +
    `| ${words.figure} | ${words.now} | ${words.before} |\n| --- | --- | --- |\n${rows.join('')}` +
    (topics.length === 0 ? '' : `\n## ${words.topics}\n\n${topics.join('')}`)
  )
}

function brandHtml({ name, current, before }: BrandReport, language: 'es' | 'en'): string {
  const words = WORDS[language]
  const rows = comparedRows(current, before, language).map(
    ([figure, now, then]) =>
      `<tr><th scope="row">${asHtml(figure)}</th><td>${asHtml(now)}</td><td>${asHtml(then)}</td></tr>`,
  )
  const topics = current.topics.slice(0, TOPICS_MAX).map(({ title, count, answer }) => {
    const known = answer === null ? words.noAnswer : `${words.known}: ${answer}`
    return `<li><bdi>${asHtml(title)}</bdi> (${count})<br><small>${asHtml(known)}</small></li>`
  })
  return (
    `<h2>${asHtml(name)}</h2><p>${period(current)}</p>` +
    `<table><thead><tr><th>${words.figure}</th><th>${words.now}</th><th>${words.before}</th></tr></thead>` +
    `<tbody>${rows.join('')}</tbody></table>` +
    (topics.length === 0 ? '' : `<h3>${words.topics}</h3><ul>${topics.join('')}</ul>`)
  )
}

type ComparedRow = readonly [string, string, string]

function comparedRows(current: Insights, before: Insights, language: 'es' | 'en'): readonly ComparedRow[] {
  const earlier = shownFigures(before, language)
  return shownFigures(current, language).map(([name, value], place) => [name, value, earlier[place]?.[1] ?? ''])
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
  },
  en: {
    title: 'Listening report',
    figure: 'Figure',
    now: 'This period',
    before: 'The one before',
    topics: 'What is raised again and again',
    known: 'Known answer',
    noAnswer: 'No known answer',
  },
} as const
