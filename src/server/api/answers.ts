// Known answers for programs: the library, the draft for an alert, and that it was used.

import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { draftFor } from '../../desk/answers/draft.js'
import { useAnswer } from '../../desk/answers/use.js'
import { ANSWER_ORIGINS, type LibraryAnswer } from '../../domain/answer.js'
import { EscuchaError } from '../../domain/errors.js'
import { instantOf } from '../../domain/time.js'
import { type ServerEnv, visitorOf } from '../env.js'
import { readLibrary } from '../library.js'
import type { ServerTools } from '../tools.js'
import { endpoint } from './endpoint.js'
import { sliceOf } from './schemas.js'

const maybeText = z.string().nullable()

const AnswerSchema = z
  .object({
    id: z.string(),
    origin: z.enum(['file', 'page']),
    title: z.string(),
    brands: z.array(z.string()).nullable(),
    words: z.array(z.string()),
    topics: z.array(z.string()),
    texts: z.record(z.string(), z.string()),
    link: maybeText,
    updatedAt: z.string().openapi({ format: 'date-time' }),
    updatedBy: maybeText,
  })
  .openapi('Answer')

const DraftSchema = z
  .object({
    origin: z.enum(ANSWER_ORIGINS),
    answer: z.string(),
    title: maybeText,
    text: z.string(),
    language: maybeText,
    isInTheirLanguage: z.boolean(),
    link: maybeText,
    by: maybeText,
    accepted: z.boolean(),
  })
  .openapi('Draft')

const UseSchema = z
  .object({ origin: z.enum(ANSWER_ORIGINS), answer: z.string().min(1).max(500) })
  .strict()
  .openapi('AnswerUse')

const params = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) })

/** Registers the endpoints of known answers. */
export function answerEndpoints(app: OpenAPIHono<ServerEnv>, tools: ServerTools): void {
  const { store, settings, clock } = tools
  endpoint(
    app,
    { method: 'get', path: '/api/v1/answers', summary: 'The answer library', answer: sliceOf(AnswerSchema) },
    async () => ({ items: (await readLibrary(tools)).answers.map(answerRecord), nextCursor: null }),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/v1/alerts/{id}/answer',
      summary: 'The best known answer to what an alert raises, as a draft; null where nothing is known',
      params,
      answer: z.object({ draft: DraftSchema.nullable() }),
    },
    async (c) => {
      const alert = await existing(tools, c.req.param('id') ?? '')
      const brand = settings.brands.find(({ id }) => id === alert.brand)
      if (brand === undefined) return { draft: null }
      const { answers: library } = await readLibrary(tools)
      const context = { brand, rules: settings.alerts, library, language: settings.language }
      return { draft: await draftFor(store, alert, context) }
    },
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/v1/alerts/{id}/answer',
      summary: 'Count that a known answer was used for an alert; twice counts once',
      params,
      body: UseSchema,
      answer: z.object({ counted: z.boolean() }),
    },
    async (c, { body }) => {
      const alert = await existing(tools, c.req.param('id') ?? '')
      const { answers: library } = await readLibrary(tools)
      const own = body.origin === 'library' ? library.find(({ id }) => id === body.answer) : undefined
      if (body.origin === 'library' && own === undefined) throw new EscuchaError('not-found', 'there is no such answer')
      const use = { alert: alert.id, ...body }
      const title = own?.title ?? body.answer
      return { counted: await useAnswer(store, use, title, visitorOf(c).name, instantOf(clock())) }
    },
  )
}

function answerRecord(answer: LibraryAnswer): z.output<typeof AnswerSchema> {
  const { id, origin, title, brands, words, topics, texts, link, updatedAt, updatedBy } = answer
  return {
    id,
    origin,
    title,
    brands: brands === null ? null : [...brands],
    words: [...words],
    topics: [...topics],
    texts: { ...texts },
    link,
    updatedAt,
    updatedBy,
  }
}

async function existing({ store }: ServerTools, id: string) {
  const alert = await store.alert(id)
  if (alert === null) throw new EscuchaError('not-found', 'there is no alert with that id')
  return alert
}
