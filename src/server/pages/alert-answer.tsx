// The known answer beside an alert: a draft to copy, in the customer's language where there is one, and the button that
// counts its use. Copying counts by itself where scripts run.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import type { Draft } from '../../desk/answers/draft.js'
import { type UsedAnswer, unuseAnswer, useAnswer } from '../../desk/answers/use.js'
import { ANSWER_ORIGINS, type AnswerUse } from '../../domain/answer.js'
import { EscuchaError } from '../../domain/errors.js'
import { instantOf } from '../../domain/time.js'
import { type ServerEnv, visitorOf } from '../env.js'
import { readLibrary } from '../library.js'
import { refuseInput } from '../problem.js'
import { wordsOf } from '../words/index.js'
import type { AlertPageData } from './alert.js'
import { mayChange } from './alert-actions.js'
import { FormFields } from './frame.js'
import { goBack, languageOf, type PageTools, type PageView, sayNext } from './page.js'
import { OutLink, Words } from './text.js'

/** The routes that count reuse. */
export function answerUses(tools: PageTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  app.post('/alerts/:id/answer-used', (c) => count(c, tools))
  return app
}

async function count(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const form = c.get('form')
  const origin = ANSWER_ORIGINS.find((entry) => entry === form.get('origin'))
  const answer = form.get('answer') ?? ''
  if (origin === undefined || answer === '' || answer.length > 500) {
    return refuseInput([{ field: 'answer', message: 'expected an answer that the page offers' }])
  }
  const use = { alert: c.req.param('id') ?? '', origin, answer }
  await assertOffered(use, tools)
  const { name } = visitorOf(c)
  const { draft } = wordsOf(languageOf(visitorOf(c), tools))
  const now = instantOf(tools.clock())
  const title = await titleOf(use, tools)
  const isBack = form.get('do') === 'back'
  if (isBack) await unuseAnswer(tools.store, use, title, name, now)
  else await useAnswer(tools.store, use, title, name, now)
  // The script that copies asks for no page.
  if (form.get('do') === 'copied') return c.body(null, 204)
  sayNext(c, tools, isBack ? draft.takenBack : draft.noted)
  return goBack(c, `/alerts/${encodeURIComponent(use.alert)}`)
}

/** The page offers an answer before anybody can say that they used it. */
async function assertOffered({ alert, origin, answer }: UsedAnswer, { store }: PageTools): Promise<void> {
  if ((await store.alert(alert)) === null) throw new EscuchaError('not-found', 'there is no alert with that id')
  const uses = await store.answerUses({ alert })
  if (uses.some((use) => use.origin === origin && use.answer === answer)) return
  refuseInput([{ field: 'answer', message: 'that answer was not offered for this alert' }])
}

/** What the history calls it: the library's title; a public reply by its identity. */
async function titleOf({ origin, answer }: Pick<AnswerUse, 'origin' | 'answer'>, tools: PageTools): Promise<string> {
  if (origin === 'public') return answer
  const { answers } = await readLibrary(tools)
  return answers.find(({ id }) => id === answer)?.title ?? answer
}

/** The draft, with where it comes from; nothing where nothing is known. */
export const KnownAnswerCard: FC<{ view: PageView; data: AlertPageData }> = ({ view, data }) => {
  const { draft } = data
  const { alert, draft: words, languageNames } = view.words
  if (draft === null) return null
  return (
    <section class="card known">
      <h2>{alert.knownAnswer}</h2>
      {draft.title !== null && (
        <p>
          <a href={`/answers#${draft.answer}`}>
            <Words text={draft.title} />
          </a>
        </p>
      )}
      {!draft.isInTheirLanguage && draft.language !== null && (
        <p class="hint bad">{words.other(languageNames[draft.language] ?? draft.language)}</p>
      )}
      <p class="draft" id="known-answer" lang={draft.language ?? undefined}>
        <Words text={draft.text} />
      </p>
      <p class="hint">{originWords(draft, view)}</p>
      <div class="buttons">
        <button
          type="button"
          class="btn"
          hidden
          data-key="c"
          data-copy="known-answer"
          data-copied={alert.copied}
          data-copy-form="known-answer-use"
        >
          {alert.copy} <kbd>c</kbd>
        </button>
        {mayChange(view) && <UseForm view={view} data={data} draft={draft} />}
        <OutLink url={draft.link}>{draft.origin === 'library' ? words.more : alert.source}</OutLink>
      </div>
    </section>
  )
}

function originWords(draft: Draft, view: PageView): string {
  const { alert, draft: words } = view.words
  if (draft.origin === 'library') return words.library
  const mark = draft.accepted ? alert.acceptedMark : alert.staffMark
  return draft.by === null ? mark : `${mark} · ${draft.by}`
}

const UseForm: FC<{ view: PageView; data: AlertPageData; draft: Draft }> = ({ view, data, draft }) => {
  const { draft: words } = view.words
  const use = data.uses.find(({ origin, answer }) => origin === draft.origin && answer === draft.answer)
  const isUsed = use !== undefined && use.usedAt !== null
  return (
    <form method="post" action={`/alerts/${encodeURIComponent(data.alert.id)}/answer-used`} id="known-answer-use">
      <FormFields view={view} />
      <input type="hidden" name="origin" value={draft.origin} />
      <input type="hidden" name="answer" value={draft.answer} />
      {isUsed ? (
        <>
          <span class="hint">{words.used(use.usedBy ?? '', view.say.date(use.usedAt))}</span>{' '}
          <button type="submit" name="do" value="back" class="btn small">
            {words.takeBack}
          </button>
        </>
      ) : (
        <button type="submit" name="do" value="used" class="btn">
          {words.use}
        </button>
      )}
    </form>
  )
}
