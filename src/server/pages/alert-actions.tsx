// The buttons that change alerts, the same on the list (for those selected) and on an alert's page. Each shows its
// key; app.js only presses the button that bears it.

import type { FC } from 'hono/jsx'
import { DISMISS_REASONS } from '../../domain/case.js'
import { roleReaches } from '../auth/policy.js'
import type { Words } from '../words/index.js'
import { FormFields } from './frame.js'
import type { PageView } from './page.js'

/** How long an alert can be put aside with one press. */
export const SNOOZES = ['3h', 'tomorrow', 'monday'] as const
/** One of them. */
export type Snooze = (typeof SNOOZES)[number]

/** True of a visitor who may work on alerts. */
export function mayChange(view: PageView): boolean {
  return view.visitor !== null && roleReaches(view.visitor.role, 'reviewer')
}

const Do: FC<{ value: string; text: string; keyName?: string; main?: boolean }> = ({ value, text, keyName, main }) => (
  <button
    type="submit"
    form="act"
    name="do"
    value={value}
    class={main === true ? 'btn main' : 'btn'}
    data-key={keyName}
  >
    {text} {keyName !== undefined && <kbd>{keyName}</kbd>}
  </button>
)

const Opens: FC<{ id: string; text: string; keyName: string }> = ({ id, text, keyName }) => (
  <button type="button" class="btn" popovertarget={id} data-key={keyName}>
    {text} <kbd>{keyName}</kbd>
  </button>
)

const DismissSheet: FC<{ words: Words }> = ({ words }) => (
  <div id="dismiss" popover="auto" class="sheet" role="dialog" aria-labelledby="dismiss-title">
    <h2 id="dismiss-title">{words.alert.dismissWhy}</h2>
    <div class="choices">
      {DISMISS_REASONS.map((reason, index) => (
        <button type="submit" form="act" name="dismiss" value={reason} class="btn" data-choice={index + 1}>
          <kbd>{index + 1}</kbd> {words.dismissReasons[reason]}
        </button>
      ))}
    </div>
  </div>
)

const SnoozeSheet: FC<{ words: Words }> = ({ words }) => (
  <div id="snooze" popover="auto" class="sheet" role="dialog" aria-labelledby="snooze-title">
    <h2 id="snooze-title">{words.alert.snoozeUntil}</h2>
    <div class="choices">
      {SNOOZES.map((span, index) => (
        <button type="submit" form="act" name="snooze" value={span} class="btn" data-choice={index + 1}>
          <kbd>{index + 1}</kbd> {words.alert.snoozes[span]}
        </button>
      ))}
    </div>
  </div>
)

/** The form that the buttons and checkboxes belong to by their `form` attribute. */
export const ActForm: FC<{ view: PageView; id?: string }> = ({ view, id }) => (
  <form id="act" method="post" action="/alerts/change">
    <FormFields view={view} />
    {id !== undefined && <input type="hidden" name="id" value={id} />}
  </form>
)

/** Buttons and sheets for alerts that are still open. */
export const OpenActions: FC<{ view: PageView; acknowledged?: boolean; mine?: boolean }> = ({
  view,
  acknowledged,
  mine,
}) => {
  const { alert } = view.words
  return (
    <>
      <Do value="answered" text={alert.answered} keyName="e" main />
      {mine === true ? (
        <Do value="release" text={alert.release} keyName="a" />
      ) : (
        <Do value="take" text={alert.take} keyName="a" />
      )}
      {acknowledged !== true && <Do value="acknowledged" text={alert.acknowledge} />}
      <Opens id="dismiss" text={alert.dismiss} keyName="d" />
      <Opens id="snooze" text={alert.snooze} keyName="s" />
      <Do value="resolved" text={alert.resolved} />
      <DismissSheet words={view.words} />
      <SnoozeSheet words={view.words} />
    </>
  )
}

/** Buttons for alerts that are closed or put aside. */
export const ClosedActions: FC<{ view: PageView; resolvable: boolean; doubted?: boolean }> = (props) => {
  const { view, resolvable, doubted = false } = props
  return (
    <>
      {doubted && <Do value="answered" text={view.words.alert.answerHelps} keyName="e" main />}
      <Do value="open" text={view.words.alert.reopen} main={!doubted} />
      {resolvable && <Do value="resolved" text={view.words.alert.resolved} />}
    </>
  )
}
