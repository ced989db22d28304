// What a reader does, wherever it runs: in a worker that can be killed, or in line in a test.

import { EscuchaError } from '../../domain/errors.js'
import type { Page, ReadContext, ReadResult } from '../../domain/source.js'
import { ordinaryReading } from '../feed/ordinary.js'
import { previewPage } from '../html/preview.js'
import { sourceKind, sourceKinds } from '../index.js'
import { withHub } from '../reading/hub.js'
import type { Answers, Recognised, Task } from './messages.js'

/** Does one task. */
export async function perform(task: Task): Promise<Answers[keyof Answers]> {
  if (task.task === 'read') return readAs(task.kind, task.page, task.context)
  if (task.task === 'recognise') return recognised(task.page)
  if (task.task === 'preview') return previewPage(task.page, task.selectors)
  return ordinaryReading(task.text)
}

/** Reads a page as a kind. Throws what the kind throws, or `unknown-kind`. */
export function readAs(kind: string, page: Page, context: ReadContext<Readonly<Record<string, unknown>>>): ReadResult {
  const found = sourceKind(kind)
  if (found === undefined) throw new EscuchaError('unknown-kind', `there is no source kind "${kind}"`)
  const options = checkedOptions(kind, found.options.safeParse(context.options))
  return withHub(page, found.read(page, { ...context, options }))
}

function checkedOptions<T>(
  kind: string,
  parsed: { success: true; data: T } | { success: false; error: { message: string } },
): T {
  if (parsed.success) return parsed.data
  throw new EscuchaError('config-invalid', `the options of kind "${kind}" do not fit: ${parsed.error.message}`)
}

/** A kind this sure has seen its engine's name or its own markup: asking the others would change nothing. */
const CERTAIN = 0.95

/** The kinds that recognise the page, surest first; one that is certain stands alone. */
export function recognised(page: Page): readonly Recognised[] {
  const found: Recognised[] = []
  for (const kind of sourceKinds) {
    const sureness = kind.recognise(page)
    if (sureness >= CERTAIN) return [{ kind: kind.kind, sureness }]
    if (sureness > 0) found.push({ kind: kind.kind, sureness })
  }
  return found.sort((left, right) => right.sureness - left.sureness)
}
