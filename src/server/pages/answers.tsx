// The answer library: what the team has written once and for all, from files and from here. Files are shown and not
// edited: they live with the configuration, under its review.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { answerFile } from '../../desk/answers/file-form.js'
import { answerId, checkAnswer, type WrittenAnswer } from '../../desk/answers/write.js'
import type { LibraryAnswer } from '../../domain/answer.js'
import { EscuchaError } from '../../domain/errors.js'
import { instantOf } from '../../domain/time.js'
import { recordAudit } from '../audit-log.js'
import { type ServerEnv, visitorOf } from '../env.js'
import { readLibrary } from '../library.js'
import { wordsOf } from '../words/index.js'
import { mayChange } from './alert-actions.js'
import { AnswerCard, AnswerForm, type AnswerFormData, FileFaults } from './answer-parts.js'
import { languageOf, type PageTools, sayNext, sendPage, viewOf } from './page.js'

/** The routes of the library. */
export function answersPage(tools: PageTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  app.get('/answers', (c) => showLibrary(c, tools))
  app.get('/answers/new', (c) => showForm(c, tools, { id: '', written: begun(c), faults: [] }))
  app.get('/answers/:id/edit', async (c) => {
    const answer = await written(tools, c.req.param('id'))
    return showForm(c, tools, { id: answer.id, written: asTyped(answer), faults: [] })
  })
  app.get('/answers/:id/file', (c) => download(c, tools))
  app.post('/answers', (c) => save(c, tools))
  app.post('/answers/:id/remove', (c) => remove(c, tools))
  return app
}

async function showLibrary(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const [view, library, uses] = await Promise.all([viewOf(c, tools), readLibrary(tools), tools.store.answerUses({})])
  const { answers } = view.words
  const used = new Map<string, number>()
  for (const { origin, answer, usedAt } of uses) {
    if (origin === 'library' && usedAt !== null) used.set(answer, (used.get(answer) ?? 0) + 1)
  }
  const shown = [...library.answers, ...library.replaced]
  const body = (
    <>
      <div class="heading">
        <h1>{answers.title}</h1>
        {mayChange(view) && (
          <a class="btn main" href="/answers/new">
            {answers.write}
          </a>
        )}
      </div>
      <p class="hint">{answers.about}</p>
      <FileFaults view={view} faults={library.faults} />
      {shown.length === 0 && <p class="empty">{answers.empty}</p>}
      {shown.map((answer) => (
        <AnswerCard
          view={view}
          tools={tools}
          answer={answer}
          used={used.get(answer.id) ?? 0}
          isReplaced={library.replaced.includes(answer)}
        />
      ))}
    </>
  )
  return sendPage(c, view, { title: answers.title, section: 'answers', body })
}

async function showForm(c: Context<ServerEnv>, tools: PageTools, data: AnswerFormData): Promise<Response> {
  const view = await viewOf(c, tools)
  const { answers } = view.words
  const title = data.id === '' ? answers.write : answers.editTitle
  const body = (
    <>
      <h1>{title}</h1>
      <AnswerForm view={view} tools={tools} data={data} />
    </>
  )
  return sendPage(c, view, { title, section: 'answers', body, status: data.faults.length > 0 ? 422 : 200 })
}

async function save(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const form = c.get('form')
  const typed = typedIn(form)
  const { answers: taken } = await readLibrary(tools)
  const given = form.get('id') ?? ''
  const before = given === '' ? null : await written(tools, given)
  const id = before?.id ?? answerId(typed.title, new Set(taken.map((answer) => answer.id)))
  const by = visitorOf(c).name
  const brands = tools.settings.brands.map((brand) => brand.id)
  const { answer, faults } = checkAnswer(typed, { id, brands, by, at: instantOf(tools.clock()) })
  if (answer === null) return showForm(c, tools, { id: given, written: typed, faults })
  await tools.store.saveAnswer(answer)
  await recordAudit(tools, by, 'answer.saved', id)
  sayNext(c, tools, wordsOf(languageOf(visitorOf(c), tools)).answers.saved)
  return c.redirect(`/answers#${id}`, 303)
}

async function remove(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const { id } = await written(tools, c.req.param('id') ?? '')
  await tools.store.removeAnswer(id)
  await recordAudit(tools, visitorOf(c).name, 'answer.removed', id)
  sayNext(c, tools, wordsOf(languageOf(visitorOf(c), tools)).answers.removed)
  return c.redirect('/answers', 303)
}

/** The file form: put it into the folder of answers, and it is kept with the configuration from then on. */
async function download(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const { answers } = await readLibrary(tools)
  const answer = answers.find(({ id }) => id === c.req.param('id'))
  if (answer === undefined) throw missing()
  c.header('Content-Disposition', `attachment; filename="${answer.id}.md"`)
  return c.body(answerFile(answer), 200, { 'Content-Type': 'text/markdown; charset=utf-8' })
}

/** An answer that was written in the pages; those of files are not edited here. */
async function written({ store }: PageTools, id: string): Promise<LibraryAnswer> {
  const answer = (await store.answers()).find((entry) => entry.id === id)
  if (answer === undefined) throw missing()
  return answer
}

function missing(): EscuchaError {
  return new EscuchaError('not-found', 'there is no such answer')
}

/** What a link to the form may bring: the heading, brand and id of a topic. */
function begun(c: Context<ServerEnv>): WrittenAnswer {
  const { title = '', brand = '', topic = '' } = c.req.query()
  return {
    title: title.slice(0, 200),
    brands: brand === '' ? [] : [brand],
    words: '',
    topics: /^[0-9a-f]{16}$/.test(topic) ? [topic] : [],
    texts: {},
    link: '',
  }
}

function asTyped({ title, brands, words, topics, texts, link }: LibraryAnswer): WrittenAnswer {
  return { title, brands: brands ?? [], words: words.join('\n'), topics, texts, link: link ?? '' }
}

function typedIn(form: URLSearchParams): WrittenAnswer {
  const texts = [...form].flatMap(([name, text]) => {
    const code = /^text-([a-z]{2})$/.exec(name)?.[1]
    return code === undefined ? [] : [[code, text] as const]
  })
  return {
    title: form.get('title') ?? '',
    brands: form.getAll('brand'),
    words: form.get('words') ?? '',
    topics: form.getAll('topic'),
    texts: Object.fromEntries(texts),
    link: form.get('link') ?? '',
  }
}
