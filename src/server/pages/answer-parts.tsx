// What the pages of the answer library are made of: an answer as a card, and the form that writes one.

import type { FC } from 'hono/jsx'
import type { AnswerFieldFault, WrittenAnswer } from '../../desk/answers/write.js'
import { ANSWER_TEXT_MAX, ANSWER_TITLE_MAX, type LibraryAnswer } from '../../domain/answer.js'
import type { Library } from '../library.js'
import { mayChange } from './alert-actions.js'
import { FormFields } from './frame.js'
import { brandName } from './insights.js'
import type { PageTools, PageView } from './page.js'
import { OutLink, Words } from './text.js'

/** The languages that the form always offers: those that Escucha labels. */
const LANGUAGES_OFFERED = ['es', 'en'] as const

/** A text of many lines is read at its end in the answer itself, not in the list. */
const WORDS_SHOWN_MAX = 8

interface CardProps {
  readonly view: PageView
  readonly tools: PageTools
  readonly answer: LibraryAnswer
  readonly used: number
  readonly isReplaced: boolean
}

/** One answer of the library. */
export const AnswerCard: FC<CardProps> = ({ view, tools, answer, used, isReplaced }) => {
  const { answers, languageNames } = view.words
  const path = `/answers/${encodeURIComponent(answer.id)}`
  return (
    <article class="card answer" id={answer.id}>
      <h2>
        <Words text={answer.title} />
      </h2>
      <p class="meta">
        <span>{answer.brands?.map((brand) => brandName(brand, tools)).join(', ') ?? answers.allBrands}</span>
        <b>{answers.used(used)}</b>
        {answer.topics.length > 0 && <span>{answers.topicsCount(answer.topics.length)}</span>}
        <span title={answer.origin === 'file' ? answers.fileHint : undefined}>
          {answer.origin === 'file'
            ? answers.file
            : answers.written(answer.updatedBy ?? '', view.say.date(answer.updatedAt))}
        </span>
        <OutLink url={answer.link} />
      </p>
      {isReplaced && <p class="hint bad">{answers.replaced(answer.id)}</p>}
      {answer.words.length > 0 && (
        <p class="chips">
          {answer.words.slice(0, WORDS_SHOWN_MAX).map((word) => (
            <span class="tag">{word}</span>
          ))}
          {answer.words.length > WORDS_SHOWN_MAX && <span class="hint">+{answer.words.length - WORDS_SHOWN_MAX}</span>}
        </p>
      )}
      {Object.entries(answer.texts).map(([code, text]) => (
        <details open={Object.keys(answer.texts).length === 1}>
          <summary>{languageNames[code] ?? code}</summary>
          <p class="draft" lang={code}>
            <Words text={text} />
          </p>
        </details>
      ))}
      <div class="buttons">
        <a class="btn small" href={`${path}/file`} download>
          {answers.download}
        </a>
        {mayChange(view) && answer.origin === 'page' && (
          <>
            <a class="btn small" href={`${path}/edit`}>
              {answers.edit}
            </a>
            <RemoveForm view={view} answer={answer} />
          </>
        )}
      </div>
    </article>
  )
}

const RemoveForm: FC<{ view: PageView; answer: LibraryAnswer }> = ({ view, answer }) => {
  const { answers } = view.words
  const sheet = `remove-${answer.id}`
  return (
    <>
      <button type="button" class="btn small" popovertarget={sheet}>
        {answers.remove}
      </button>
      <div id={sheet} popover="auto" class="sheet" role="dialog" aria-label={answers.remove}>
        <p>{answers.removeSure(answer.title)}</p>
        <form method="post" action={`/answers/${encodeURIComponent(answer.id)}/remove`}>
          <FormFields view={view} back="/answers" />
          <button type="submit" class="btn main">
            {answers.remove}
          </button>
        </form>
      </div>
    </>
  )
}

/** The files that could not be used, each fault with its place. */
export const FileFaults: FC<{ view: PageView; faults: Library['faults'] }> = ({ view, faults }) =>
  faults.length === 0 ? null : (
    <section class="card" role="alert">
      <h2 class="bad">{view.words.answers.faults}</h2>
      <ul class="plain">
        {faults.map(({ file, line, column, message }) => (
          <li>
            <code>
              {file}:{line}:{column}
            </code>{' '}
            <bdi dir="auto">{message}</bdi>
          </li>
        ))}
      </ul>
    </section>
  )

/** What the form shows: an answer that is there, or what somebody has typed. */
export interface AnswerFormData {
  /** Empty for a new one. */
  readonly id: string
  readonly written: WrittenAnswer
  readonly faults: readonly AnswerFieldFault[]
}

/** The form that writes an answer. */
export const AnswerForm: FC<{ view: PageView; tools: PageTools; data: AnswerFormData }> = ({ view, tools, data }) => {
  const { answers, languageNames } = view.words
  const { id, written, faults } = data
  const languages = [...new Set([...LANGUAGES_OFFERED, ...Object.keys(written.texts)])]
  return (
    <form method="post" action="/answers" class="card answer-form">
      <FormFields view={view} back="/answers" />
      <input type="hidden" name="id" value={id} />
      {faults.length > 0 && (
        <ul class="plain bad" role="alert">
          {faults.map((fault) => (
            <li>{answers.faultOf[fault]}</li>
          ))}
        </ul>
      )}
      <label>
        <span>{answers.name}</span>
        <input name="title" required maxlength={ANSWER_TITLE_MAX} value={written.title} autocomplete="off" />
        <span class="hint">{answers.nameHint}</span>
      </label>
      {languages.map((code) => (
        <label>
          <span>{answers.text(languageNames[code] ?? code)}</span>
          <textarea name={`text-${code}`} rows={7} maxlength={ANSWER_TEXT_MAX} lang={code}>
            {written.texts[code] ?? ''}
          </textarea>
        </label>
      ))}
      <p class="hint">{answers.textHint}</p>
      <label>
        <span>{answers.words}</span>
        <textarea name="words" rows={4}>
          {written.words}
        </textarea>
        <span class="hint">{answers.wordsHint}</span>
      </label>
      {tools.settings.brands.length > 1 && (
        <fieldset>
          <legend>{answers.brands}</legend>
          {tools.settings.brands.map((brand) => (
            <label class="check">
              <input type="checkbox" name="brand" value={brand.id} checked={written.brands.includes(brand.id)} />
              {brand.name}
            </label>
          ))}
          <p class="hint">{answers.allBrands}: –</p>
        </fieldset>
      )}
      {written.topics.map((topic) => (
        <label class="check">
          <input type="checkbox" name="topic" value={topic} checked /> {answers.topic}
        </label>
      ))}
      <label>
        <span>{answers.link}</span>
        <input type="url" name="link" maxlength={2048} value={written.link} placeholder="https://" />
      </label>
      <div class="buttons">
        <button type="submit" class="btn main">
          {answers.save}
        </button>
        <a class="btn" href="/answers">
          {answers.cancel}
        </a>
      </div>
    </form>
  )
}
