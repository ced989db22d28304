// Says how each selector of a preview fares, in words: which gives what, and which finds nothing, and why.

import type { FC } from 'hono/jsx'
import type { SelectorReport } from '../../domain/preview.js'
import type { ShownPage } from '../tools.js'
import type { Words } from '../words/index.js'
import type { PageView } from './page.js'

/** The table of selectors. */
export const Reports: FC<{ view: PageView; shown: ShownPage }> = ({ view, shown }) => {
  const { preview } = view.words
  return (
    <div class="scroll">
      <table class="grid">
        <thead>
          <tr>
            <th scope="col">{preview.field}</th>
            <th scope="col">{preview.selector}</th>
            <th scope="col">{preview.reads}</th>
          </tr>
        </thead>
        <tbody>
          {shown.reports.map((report) => (
            <tr>
              <th scope="row">{preview.names[report.name]}</th>
              <td>
                <code>{report.selector}</code>
              </td>
              <td>
                <span class={isWell(report, shown) ? '' : 'bad'}>{reportWords(report, shown, view.words)}</span>
                {report.sample !== null && report.name !== 'next' && report.name !== 'text' && (
                  <span class="hint sample">
                    <bdi dir="auto">{report.sample}</bdi>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function isWell({ name, state }: SelectorReport, shown: ShownPage): boolean {
  if (name === 'next' && shown.next === null) return false
  return state === 'fine' || state === 'partly'
}

function reportWords({ name, state, count }: SelectorReport, shown: ShownPage, { preview }: Words): string {
  if (state === 'partly') return preview.partly(count, shown.items)
  if (name === 'item' && state === 'fine') return preview.found(count)
  if (name === 'next' && state === 'fine') {
    return shown.next === null ? preview.nextNotLink : preview.nextFound(shown.next)
  }
  if (state === 'outside' && shown.items === 0) return preview.noItems
  if (state === 'unreadable' && name === 'date') return preview.unreadableDate
  if (state === 'unreadable' && name === 'link') return preview.unreadableLink
  return preview.states[state]
}
