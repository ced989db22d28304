// How good the flagging is by what reviewers said, and what reuse of known answers came to.

import type { FC } from 'hono/jsx'
import type { Estimate } from '../../desk/figures/numbers.js'
import type { Insights } from '../../desk/insights.js'
import { LABELS, type Label } from '../../domain/verdict.js'
import { Bars } from './charts.js'
import type { PageView } from './page.js'
import { Panel } from './panel.js'

type ByLabel = Readonly<Record<Label, Estimate | null>>

interface MeasuredProps {
  readonly view: PageView
  readonly title: string
  readonly figures: ByLabel
  readonly byLanguage: Readonly<Record<string, ByLabel>>
}

/** Each label as a whole; then language by language, where more than one was reviewed. */
export const Measured: FC<MeasuredProps> = ({ view, title, figures, byLanguage }) => {
  if (LABELS.every((label) => figures[label] === null)) return null
  const languages = Object.entries(byLanguage)
  return (
    <Panel title={title}>
      <Estimates view={view} figures={figures} />
      {languages.length > 1 &&
        languages.map(([code, own]) => (
          <>
            <h4>{view.words.languageNames[code] ?? code}</h4>
            <Estimates view={view} figures={own} />
          </>
        ))}
    </Panel>
  )
}

const Estimates: FC<{ view: PageView; figures: ByLabel }> = ({ view, figures }) => {
  const { insights, labels } = view.words
  const percent = (share: number): string => view.say.percent(share * 100)
  const rows = LABELS.flatMap((label) => (figures[label] === null ? [] : [{ label, ...figures[label] }]))
  if (rows.length === 0) return <p class="hint">{insights.unknown}</p>
  return (
    <dl class="facts">
      {rows.map(({ label, value, low, high, n }) => (
        <>
          <dt>{labels[label]}</dt>
          <dd>
            {percent(value)}{' '}
            <span class="hint">
              ({percent(low)}–{percent(high)}; {insights.precisionOf(n)})
            </span>
          </dd>
        </>
      ))}
    </dl>
  )
}

/** What reuse of known answers came to; nothing while none was offered. */
export const Reuse: FC<{ view: PageView; record: Insights }> = ({ view, record }) => {
  const { insights } = view.words
  const { offered, used, answered, saved, listed } = record.knownAnswers
  if (offered === 0) return null
  return (
    <Panel title={insights.reuse}>
      <dl class="facts">
        <dt>{insights.reuseOffered}</dt>
        <dd>{view.say.number(offered)}</dd>
        <dt>{insights.reuseUsed}</dt>
        <dd>{view.say.number(used)}</dd>
        <dt>{insights.reuseAnswered}</dt>
        <dd>{view.say.number(answered)}</dd>
        <dt>{insights.reuseSaved}</dt>
        <dd>{view.say.money(saved.amount, saved.currency)}</dd>
      </dl>
      {listed.length > 0 && (
        <Bars
          bars={listed.map((entry) => ({
            name: entry.answer,
            value: entry.used,
            shown: `${view.say.number(entry.used)} · ${view.say.number(entry.answered)}`,
          }))}
        />
      )}
    </Panel>
  )
}
