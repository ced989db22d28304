// What the customer said, with the deciding passages marked, and in words why it was marked.

import type { FC } from 'hono/jsx'
import type { Evidence, EvidenceFor } from '../../domain/verdict.js'
import { cut } from '../cut.js'
import type { Words as PageWords } from '../words/index.js'
import type { AlertPageData } from './alert.js'
import { LabelPill } from './alert-parts.js'
import { Meter } from './charts.js'
import type { PageTools, PageView } from './page.js'
import { markedSpans, OutLink, shiftSpans, Words } from './text.js'

/** Reasons shown: the strongest tell the story, the tail is noise. */
const REASONS_MAX = 8

/** A reason shows this much of the passage. */
const QUOTE_CHARS_MAX = 120

/** The post that opened the case. */
export const WhatWasSaid: FC<{ view: PageView; data: AlertPageData; tools: PageTools }> = ({ view, data, tools }) => {
  const { words, say } = view
  const { alert, main, judgement } = data
  const author = main?.post.author.name ?? alert.author ?? words.list.anonymous
  return (
    <section class="card said-card">
      <div class="meta">
        {alert.labels.map((label) => (
          <LabelPill label={label} say={say} {...probabilityOf(data, label)} />
        ))}
        <span>
          <b>
            <bdi dir="auto">{author}</bdi>
          </b>{' '}
          · {alert.source} · <time datetime={alert.openedAt}>{say.date(main?.post.publishedAt ?? alert.openedAt)}</time>
        </span>
        <OutLink url={main?.post.url ?? alert.url} title={words.alert.original} class="out end">
          {words.alert.original}
        </OutLink>
      </div>
      <PostText data={data} />
      <Why view={view} evidence={judgement?.evidence ?? alert.evidence} tools={tools} />
      {judgement !== null && <p class="hint">{words.alert.judgedBy(judgement.model)}</p>}
    </section>
  )
}

function probabilityOf(data: AlertPageData, label: keyof NonNullable<AlertPageData['judgement']>['labels']) {
  const probability = data.judgement?.labels[label]
  // A label that a person set may have any probability: showing the model's doubt beside it would confuse.
  return probability === undefined || !data.judgement?.tags.includes(label) ? {} : { probability }
}

const PostText: FC<{ data: AlertPageData }> = ({ data }) => {
  const { alert, main, judgement } = data
  if (main === null)
    return (
      <p class="post">
        <Words text={alert.excerpt} spans={markedSpans(alert.evidence)} />
      </p>
    )
  const { title, text } = main.post
  const spans = markedSpans(judgement?.evidence ?? [])
  const isOwnTitle = title !== null && title !== (alert.title ?? alert.conversation.title)
  return (
    <>
      {isOwnTitle && (
        <p class="post title">
          <Words text={title} spans={spans} />
        </p>
      )}
      {/* Offsets count from the title, a line break, then the text. */}
      <p class="post">
        <Words text={text} spans={title === null ? spans : shiftSpans(spans, title.length + 1)} />
      </p>
    </>
  )
}

const Why: FC<{ view: PageView; evidence: readonly Evidence[]; tools: PageTools }> = ({ view, evidence, tools }) => {
  const { words } = view
  const reasons = eachOnce(evidence.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))).slice(0, REASONS_MAX)
  const most = Math.max(...reasons.map((reason) => Math.abs(reason.weight)), Number.MIN_VALUE)
  return (
    <div class="why">
      <h2>{words.alert.why}</h2>
      {reasons.length === 0 && <p>{words.alert.noWhy}</p>}
      <ul>
        {reasons.map((reason) => (
          <li class={reason.weight < 0 ? 'against' : ''}>
            <Meter share={Math.abs(reason.weight) / most} />
            <span>
              “<bdi dir="auto">{shortened(reason.text)}</bdi>” — {reasonWords(reason, view, tools)}
              {reason.weight < 0 && ` (${words.alert.against})`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A word that stands in the title and again in the text is one reason: the stronger of both. */
function eachOnce(evidence: readonly Evidence[]): readonly Evidence[] {
  const keyOf = ({ label, text }: Evidence) => `${label} ${text.toLowerCase()}`
  const keys = evidence.map(keyOf)
  return evidence.filter((reason, at) => keys.indexOf(keyOf(reason)) === at)
}

function reasonWords(reason: Evidence, view: PageView, tools: PageTools): string {
  const what = speaksFor(reason.label, view.words)
  const title = reason.concept === null ? null : tools.conceptTitle?.(reason.concept, view.language)
  return title === null || title === undefined || title === what ? what : `${title}: ${what}`
}

function speaksFor(label: EvidenceFor, words: PageWords): string {
  if (label === 'severity' || label === 'urgency' || label === 'relevance') return words.alert.speaksFor[label]
  return words.labels[label].toLowerCase()
}

function shortened(text: string): string {
  return text.length <= QUOTE_CHARS_MAX ? text : `${cut(text, QUOTE_CHARS_MAX)}…`
}
