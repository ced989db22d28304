// Mentions, sources, scans and figures for programs.

import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { readCompared, readInsights } from '../../desk/insights.js'
import { EscuchaError } from '../../domain/errors.js'
import { mentionRecord } from '../../domain/records.js'
import { instantOf } from '../../domain/time.js'
import { type HubRecord, hubsBySource } from '../../domain/websub.js'
import type { StoredSource } from '../../store/store.js'
import { recordAudit } from '../audit-log.js'
import { Attempts } from '../auth/limits.js'
import { type ServerEnv, visitorOf } from '../env.js'
import { readLibrary } from '../library.js'
import { NewSource, newSourceSpec } from '../new-source.js'
import { InsightsQuery, insightsFilter, MentionQuery, mentionFilter, readSlice } from '../query.js'
import { healthOf } from '../source-health.js'
import { startScan } from '../start-scan.js'
import type { ServerTools } from '../tools.js'
import { endpoint } from './endpoint.js'
import { InsightsSchema, MentionSchema, ScanSchema, SourceSchema, sliceOf, TopicSchema } from './schemas.js'

/** A pass a program asks for, per minute: the rhythm of the sources is not the caller's to set. */
const SCANS = { most: 6, windowMs: 60_000 }

/** Registers the endpoints of what is listened to. */
export function listeningEndpoints(app: OpenAPIHono<ServerEnv>, tools: ServerTools): void {
  mentionEndpoint(app, tools)
  sourceEndpoints(app, tools)
  figureEndpoints(app, tools)
  scanEndpoint(app, tools)
}

function mentionEndpoint(app: OpenAPIHono<ServerEnv>, { store, clock }: ServerTools): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/v1/mentions',
      summary: 'List mentions',
      query: MentionQuery,
      answer: sliceOf(MentionSchema),
    },
    async (_c, { query }) => {
      const { items, nextCursor } = await readSlice(query.cursor, () =>
        store.mentions(mentionFilter(query, instantOf(clock()))),
      )
      return { items: items.map(mentionRecord), nextCursor }
    },
  )
}

function sourceEndpoints(app: OpenAPIHono<ServerEnv>, tools: ServerTools): void {
  const { store, clock } = tools
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/v1/sources',
      summary: 'List sources and how they fare',
      answer: sliceOf(SourceSchema),
    },
    async () => {
      const hubs = hubsBySource(await store.subscriptions(), instantOf(clock()))
      const items = (await store.listSources()).map((source) => sourceRecord(source, hubs))
      return { items, nextCursor: null }
    },
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/v1/sources',
      summary: 'Add a source',
      body: NewSource,
      answer: SourceSchema,
      status: 201,
    },
    async (c, { body }) => {
      const spec = newSourceSpec(body, await store.listSources(), tools)
      await store.addSource(spec, instantOf(clock()))
      await recordAudit(tools, visitorOf(c).name, 'source.added', spec.id)
      const added = (await store.listSources()).find((source) => source.spec.id === spec.id)
      if (added === undefined) throw new EscuchaError('not-found', 'the source was removed in the meantime')
      return sourceRecord(added, new Map())
    },
  )
}

function figureEndpoints(app: OpenAPIHono<ServerEnv>, tools: ServerTools): void {
  const { store, settings, clock } = tools
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/v1/insights',
      summary: 'Figures, one object for each brand',
      query: InsightsQuery,
      answer: sliceOf(InsightsSchema),
    },
    async (_c, { query }) => {
      const now = instantOf(clock())
      const { answers } = await readLibrary(tools)
      const items = await readCompared(store, insightsFilter(query, now), settings, now, answers)
      return { items, nextCursor: null }
    },
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/v1/topics',
      summary: 'Cases that repeat',
      query: InsightsQuery,
      answer: sliceOf(TopicSchema),
    },
    async (_c, { query }) => {
      const now = instantOf(clock())
      const { answers } = await readLibrary(tools)
      const records = await readInsights(store, insightsFilter(query, now), settings, now, answers)
      return {
        items: records.flatMap(({ brand, topics }) => topics.map((topic) => ({ ...topic, brand }))),
        nextCursor: null,
      }
    },
  )
}

function scanEndpoint(app: OpenAPIHono<ServerEnv>, tools: ServerTools): void {
  const scans = new Attempts(SCANS, tools.clock)
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/v1/scans',
      summary: 'Start a pass',
      body: ScanSchema,
      answer: z.object({ status: z.string(), sources: z.number().int() }),
      status: 202,
    },
    async (c, { body }) => {
      const known = (await tools.store.listSources()).map((source) => source.spec.id)
      const missing = body.sources?.find((id) => !known.includes(id))
      if (missing !== undefined) throw new EscuchaError('not-found', `there is no source "${missing}"`)
      const wait = scans.take('api')
      if (wait > 0) throw new EscuchaError('rate-limited', 'a pass was asked for just now', { retryAfterSeconds: wait })
      startScan(tools, body.sources ?? null)
      await recordAudit(tools, visitorOf(c).name, 'scan.started')
      return { status: 'started', sources: body.sources?.length ?? known.length }
    },
  )
}

/** A source as the API prints it: never its options, which may hold a key. */
function sourceRecord({ spec, state, origin }: StoredSource, hubs: ReadonlyMap<string, HubRecord>) {
  return {
    id: spec.id,
    url: state.url,
    kind: spec.kind,
    resolvedKind: state.resolvedKind,
    title: state.title,
    origin,
    brands: spec.brands,
    status: healthOf(state),
    lastScanAt: state.lastScanAt,
    lastSuccessAt: state.lastSuccessAt,
    lastPostAt: state.lastPostAt,
    nextScanAt: state.nextScanAt,
    postsPerDay: state.postsPerDay,
    failures: state.failures,
    lastFailure: state.lastFailure,
    disabledReason: state.disabledReason,
    hub: hubs.get(spec.id) ?? null,
  }
}
