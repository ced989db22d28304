// A page read by selectors while somebody writes them: the form's way in and out. Looking stores nothing; saving looks
// first, so that no source is kept that reads nothing.

import type { Context } from 'hono'
import { isExpected } from '../../domain/errors.js'
import { type GivenSelectors, SELECTOR_NAMES } from '../../domain/preview.js'
import { instantOf } from '../../domain/time.js'
import { recordAudit } from '../audit-log.js'
import { type ServerEnv, visitorOf } from '../env.js'
import { newSourceSpec } from '../new-source.js'
import { FaultError } from '../problem.js'
import type { ShownPage } from '../tools.js'
import { type Words, wordsOf } from '../words/index.js'
import { languageOf, type PageTools, sayNext } from './page.js'
import { showPreview } from './preview-page.js'

/** What the form holds. */
export interface PreviewForm {
  readonly url: string
  readonly selectors: GivenSelectors
}

/** The form, and what came of it. */
export interface Look {
  readonly form: PreviewForm
  /** Null before the first look, and where the page could not be had. */
  readonly shown: ShownPage | null
  readonly failure: string | null
}

/** The empty form. */
export function emptyPreview(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  return showPreview(c, tools, { form: { url: '', selectors: {} }, shown: null, failure: null })
}

/** Looks at the page, and saves it as a source where the form asks for that and there is something to read. */
export async function previewOrSave(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const fields = c.get('form')
  const form = formOf(fields)
  const look = await lookAt(form, wordsFor(c, tools), tools)
  if (fields.get('does') !== 'save' || look.shown === null) return showPreview(c, tools, look)
  if (look.shown.posts.length === 0 || look.shown.suggested) {
    const { preview } = wordsFor(c, tools)
    const failure = look.shown.suggested ? preview.suggested : preview.notSaved
    return showPreview(c, tools, { ...look, failure })
  }
  return save(look, c, tools)
}

function formOf(fields: URLSearchParams): PreviewForm {
  const selectors = SELECTOR_NAMES.flatMap((name) => {
    const text = fields.get(name)?.trim() ?? ''
    return text === '' ? [] : [[name, text] as const]
  })
  return { url: withScheme(fields.get('url') ?? ''), selectors: Object.fromEntries(selectors) }
}

/** People type "foro.example"; they mean https. */
export function withScheme(text: string): string {
  const trimmed = text.trim()
  return /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`
}

async function lookAt(form: PreviewForm, words: Words, tools: PageTools): Promise<Look> {
  try {
    return { form, shown: await tools.preview(form.url, form.selectors), failure: null }
  } catch (error) {
    if (!isExpected(error)) throw error
    return { form, shown: null, failure: words.failures[error.code] }
  }
}

async function save({ form, shown }: Look, c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const wanted = { url: form.url, kind: 'html', options: { selectors: form.selectors } }
  try {
    const spec = newSourceSpec(wanted, await tools.store.listSources(), tools)
    await tools.store.addSource(spec, instantOf(tools.clock()))
    await recordAudit(tools, visitorOf(c).name, 'source.added', spec.id)
    sayNext(c, tools, wordsFor(c, tools).notices.sourceAdded)
    return c.redirect('/sources', 303)
  } catch (error) {
    if (!(error instanceof FaultError)) throw error
    const failure = (error.fault.errors ?? []).map((fault) => fault.message).join('; ') || error.message
    return showPreview(c, tools, { form, shown, failure })
  }
}

function wordsFor(c: Context<ServerEnv>, tools: PageTools): Words {
  return wordsOf(languageOf(visitorOf(c), tools))
}
