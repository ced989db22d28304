// The routes of the sources: the page, and what its forms do.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { isExpected } from '../../domain/errors.js'
import { instantOf } from '../../domain/time.js'
import type { StoredSource } from '../../store/store.js'
import { recordAudit } from '../audit-log.js'
import { Attempts } from '../auth/limits.js'
import { type ServerEnv, visitorOf } from '../env.js'
import { newSourceSpec } from '../new-source.js'
import { FaultError } from '../problem.js'
import { startScan } from '../start-scan.js'
import { type Words, wordsOf } from '../words/index.js'
import { goBack, languageOf, type PageTools, sayNext } from './page.js'
import { emptyPreview, previewOrSave, withScheme } from './preview.js'
import { type Discovery, showSources } from './source-list.js'

/** A manual scan per source and minute: the host's pace is not for impatient people to break. */
const SCANS = { most: 1, windowMs: 60_000 }

/** The routes of the sources. */
export function sourcesPage(tools: PageTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  const scans = new Attempts(SCANS, tools.clock)
  app.get('/sources', (c) => showSources(c, tools, null))
  app.post('/sources/discover', async (c) => showSources(c, tools, await discover(c, tools)))
  app.get('/sources/preview', (c) => emptyPreview(c, tools))
  app.post('/sources/preview', (c) => previewOrSave(c, tools))
  app.post('/sources', (c) => addSource(c, tools))
  app.post('/scans', (c) => scan(c, tools, scans, null))
  app.post('/sources/:id/scan', (c) => scan(c, tools, scans, c.req.param('id')))
  app.post('/sources/:id/pause', (c) => setPaused(c, tools, c.req.param('id'), true))
  app.post('/sources/:id/resume', (c) => setPaused(c, tools, c.req.param('id'), false))
  app.post('/sources/:id/remove', (c) => removeSource(c, tools, c.req.param('id')))
  return app
}

function wordsFor(c: Context<ServerEnv>, tools: PageTools): Words {
  return wordsOf(languageOf(visitorOf(c), tools))
}

async function discover(c: Context<ServerEnv>, tools: PageTools): Promise<Discovery> {
  const url = withScheme(c.get('form').get('url') ?? '')
  try {
    return { url, found: await tools.discover(url), failure: null }
  } catch (error) {
    if (!isExpected(error)) throw error
    return { url, found: [], failure: wordsFor(c, tools).failures[error.code] }
  }
}

async function addSource(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const form = c.get('form')
  const kind = form.get('kind') || undefined
  const brands = form.getAll('brand')
  const wanted = {
    url: form.get('url') ?? '',
    ...(kind === undefined ? {} : { kind }),
    ...(brands.length === 0 ? {} : { brands }),
  }
  try {
    const spec = newSourceSpec(wanted, await tools.store.listSources(), tools)
    await tools.store.addSource(spec, instantOf(tools.clock()))
    await recordAudit(tools, visitorOf(c).name, 'source.added', spec.id)
    sayNext(c, tools, wordsFor(c, tools).notices.sourceAdded)
  } catch (error) {
    if (!(error instanceof FaultError)) throw error
    sayNext(c, tools, (error.fault.errors ?? []).map((fault) => fault.message).join('; ') || error.message, {
      tone: 'fault',
    })
  }
  return c.redirect('/sources', 303)
}

async function scan(c: Context<ServerEnv>, tools: PageTools, scans: Attempts, id: string | null): Promise<Response> {
  const wait = scans.take(id ?? '*')
  const { notices } = wordsFor(c, tools)
  if (wait > 0) {
    sayNext(c, tools, notices.scanWait(wait), { tone: 'fault' })
    return goBack(c, '/sources')
  }
  startScan(tools, id === null ? null : [id])
  sayNext(c, tools, notices.scanning)
  return goBack(c, '/sources')
}

async function setPaused(c: Context<ServerEnv>, tools: PageTools, id: string, paused: boolean): Promise<Response> {
  const source = await existing(tools, id)
  const { sources, notices } = wordsFor(c, tools)
  const now = instantOf(tools.clock())
  const running = { disabledReason: null, nextScanAt: now, failures: 0 }
  await tools.store.saveSourceState({
    ...source.state,
    ...(paused ? { disabledReason: sources.pausedByHand } : running),
  })
  await recordAudit(tools, visitorOf(c).name, paused ? 'source.paused' : 'source.resumed', id)
  sayNext(c, tools, paused ? notices.sourcePaused : notices.sourceResumed)
  return goBack(c, '/sources')
}

async function removeSource(c: Context<ServerEnv>, tools: PageTools, id: string): Promise<Response> {
  await existing(tools, id)
  const removed = await tools.store.removeSource(id)
  if (removed) await recordAudit(tools, visitorOf(c).name, 'source.removed', id)
  const { notices } = wordsFor(c, tools)
  sayNext(c, tools, removed ? notices.sourceRemoved : notices.sourceFromConfig, { tone: removed ? 'done' : 'fault' })
  return goBack(c, '/sources')
}

async function existing(tools: PageTools, id: string): Promise<StoredSource> {
  const source = (await tools.store.listSources()).find((entry) => entry.spec.id === id)
  if (source === undefined)
    throw new FaultError({ status: 404, code: 'not-found', detail: 'there is no source with that id' })
  return source
}
