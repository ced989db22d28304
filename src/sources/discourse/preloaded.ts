// A Discourse page for people holds its JSON as well: an attribute full of answers, by the name of what was asked.

import type { Page } from '../../domain/source.js'
import { HtmlPage } from '../forum/page.js'
import { objectOf } from '../reading/answers.js'
import { parseJson } from '../reading/json.js'

/** The answer that the page was drawn from: its topic, else its list of topics; null when it holds none. */
export function preloadedIn(page: Page): unknown {
  if (!page.text.includes('data-preloaded')) return null
  const attribute = new HtmlPage(page.text).first('#data-preloaded')?.attribs['data-preloaded']
  const answers = objectOf(attribute === undefined ? null : parseJson(attribute))
  if (answers === null) return null
  const names = Object.keys(answers)
  const name = names.find((key) => /^topic_\d+$/.test(key)) ?? names.find((key) => /^topic_list/.test(key))
  const value = name === undefined ? undefined : answers[name]
  return typeof value === 'string' ? (parseJson(value) ?? null) : (value ?? null)
}
