// Shows a page as selectors read it: the form, how each selector fares, and the posts. It works without JavaScript;
// app.js only sends the form again while somebody types.

import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import type { PostDraft } from '../../domain/post.js'
import { type GivenSelectors, SELECTOR_NAMES, type SelectorName } from '../../domain/preview.js'
import type { ServerEnv } from '../env.js'
import type { ShownPage } from '../tools.js'
import type { FailureCode } from '../words/failures.js'
import { AddFound } from './add-found.js'
import { AddressField } from './address-field.js'
import { FormFields } from './frame.js'
import { type PageTools, type PageView, sendPage, viewOf } from './page.js'
import type { Look } from './preview.js'
import { Reports } from './preview-reports.js'
import { OutLink } from './text.js'

/** What a field shows where nothing is typed. */
const EXAMPLES: Readonly<Record<SelectorName, string>> = {
  item: 'article',
  title: 'h2',
  text: '.cuerpo',
  author: '.autor',
  date: 'time@datetime',
  link: 'h2 a@href',
  id: '@data-id',
  next: 'a[rel=next]',
}

/** Sends the page. */
export async function showPreview(c: Context<ServerEnv>, tools: PageTools, look: Look): Promise<Response> {
  const view = await viewOf(c, tools)
  const { preview, sources } = view.words
  const body = (
    <>
      <div class="heading">
        <h1>{preview.title}</h1>
        <a class="btn back" href="/sources">
          {sources.title}
        </a>
      </div>
      <p class="hint">{preview.about}</p>
      <SelectorForm view={view} look={look} />
      <Result view={view} look={look} tools={tools} />
    </>
  )
  return sendPage(c, view, { title: preview.title, section: 'sources', body })
}

/** A suggestion that stood in is written into the form, where it can be changed. */
function selectorsShown({ form, shown }: Look): GivenSelectors {
  return shown?.suggested === true ? { ...shown.suggestions[0], ...form.selectors } : form.selectors
}

const SelectorForm: FC<{ view: PageView; look: Look }> = ({ view, look }) => {
  const { preview } = view.words
  const selectors = selectorsShown(look)
  return (
    <form method="post" action="/sources/preview" class="card preview-form" data-live-form>
      <FormFields view={view} back="/sources" />
      <AddressField title={preview.address} value={look.form.url} example="https://quejas.example/ultimas" />
      <fieldset>
        <legend>{preview.selectors}</legend>
        <p class="hint">{preview.selectorsAbout}</p>
        <div class="selectors">
          {SELECTOR_NAMES.map((name) => (
            <label>
              <span>{preview.names[name]}</span>
              <input
                type="text"
                name={name}
                maxlength={500}
                value={selectors[name] ?? ''}
                placeholder={EXAMPLES[name]}
                autocomplete="off"
                spellcheck={false}
                data-live-field
              />
            </label>
          ))}
        </div>
      </fieldset>
      <div class="buttons">
        <button type="submit" class="btn main">
          {preview.look}
        </button>
        {(look.shown?.posts.length ?? 0) > 0 && (
          <button type="submit" class="btn" name="does" value="save">
            {preview.save}
          </button>
        )}
      </div>
    </form>
  )
}

interface ResultProps {
  readonly view: PageView
  readonly look: Look
  readonly tools: PageTools
}

const Result: FC<ResultProps> = ({ view, look, tools }) => {
  const { shown, failure } = look
  const { words } = view
  const fault = shown?.fault ?? null
  return (
    <section class="preview" aria-live="polite" data-live-result>
      {failure !== null && <p class="card bad">{failure}</p>}
      {fault !== null && <p class="card bad">{words.failures[fault.code as FailureCode] ?? fault.reason}</p>}
      {shown?.knownAs != null && <KnownAs view={view} url={look.form.url} kind={shown.knownAs} tools={tools} />}
      {shown !== null && <Shown view={view} look={look} shown={shown} />}
    </section>
  )
}

const KnownAs: FC<{ view: PageView; url: string; kind: string; tools: PageTools }> = ({ view, url, kind, tools }) => {
  const title = tools.sourceKinds.find((known) => known.kind === kind)?.title ?? kind
  return (
    <div class="card">
      <p>{view.words.preview.knownAs(title)}</p>
      <AddFound view={view} url={url} kind={kind} text={url} />
    </div>
  )
}

const Shown: FC<{ view: PageView; look: Look; shown: ShownPage }> = ({ view, look, shown }) => {
  const { preview } = view.words
  const others = shown.suggestions.filter(({ item }) => item !== undefined && item !== selectorsShown(look).item)
  const nothing = shown.reports.length === 0 && shown.fault === null
  return (
    <div class="card">
      <h2>
        {preview.result} · {preview.found(shown.items)}
      </h2>
      {shown.suggested && <p class="hint">{preview.suggested}</p>}
      {nothing && <p class="bad">{preview.nothing}</p>}
      {shown.reports.length > 0 && <Reports view={view} shown={shown} />}
      {shown.posts.length > 0 && shown.posts.length < shown.items && (
        <p class="hint">{preview.firstOf(shown.posts.length)}</p>
      )}
      <ul class="preview-posts">
        {shown.posts.map((post) => (
          <PreviewPost view={view} post={post} />
        ))}
      </ul>
      {others.length > 0 && <h3>{preview.others}</h3>}
      {others.map((selectors) => (
        <Suggestion view={view} url={look.form.url} selectors={selectors} />
      ))}
    </div>
  )
}

const PreviewPost: FC<{ view: PageView; post: PostDraft }> = ({ view, post }) => {
  const { words, say } = view
  return (
    <li>
      {post.title !== null && (
        <h3>
          <bdi dir="auto">{post.title}</bdi>
        </h3>
      )}
      <p class="meta">
        <span>
          <bdi dir="auto">{post.author.name ?? words.preview.noAuthor}</bdi>
        </span>
        <span>{post.publishedAt === null ? words.preview.noDate : say.date(post.publishedAt)}</span>
        {post.id !== null && (
          <span>
            <bdi dir="auto">{post.id}</bdi>
          </span>
        )}
        <OutLink url={post.url} />
      </p>
      <p class="preview-text">
        {post.text === '' ? <span class="hint">{words.preview.noText}</span> : <bdi dir="auto">{post.text}</bdi>}
      </p>
    </li>
  )
}

const Suggestion: FC<{ view: PageView; url: string; selectors: GivenSelectors }> = ({ view, url, selectors }) => (
  <form method="post" action="/sources/preview" class="found">
    <FormFields view={view} back="/sources" />
    <input type="hidden" name="url" value={url} />
    {SELECTOR_NAMES.map((name) =>
      selectors[name] === undefined ? null : <input type="hidden" name={name} value={selectors[name]} />,
    )}
    <code>{selectors.item}</code>
    <button type="submit" class="btn small" aria-label={`${view.words.preview.tryThis}: ${selectors.item ?? ''}`}>
      {view.words.preview.tryThis}
    </button>
  </form>
)
