// What a reader does, wherever it runs: in a worker that can be killed, or in line in a test.

import { EscuchaError } from '../../domain/errors.js'
import type { Page, ReadContext, ReadResult } from '../../domain/source.js'
import { ordinaryReading } from '../feed/ordinary.js'
import { sourceKind, sourceKinds } from '../index.js'
import type { Answers, Recognised, Task } from './messages.js'

/** Does one task. */
export async function perform(task: Task): Promise<Answers[keyof Answers]> {
  if (task.task === 'read') return readAs(task.kind, task.page, task.context)
  if (task.task === 'recognise') return recognised(task.page)
  return ordinaryReading(task.text)
}

/** Reads a page as a kind. Throws what the kind throws, or `unknown-kind`. */
export function readAs(kind: string, page: Page, context: ReadContext<Readonly<Record<string, unknown>>>): ReadResult {
  const found = sourceKind(kind)
  if (found === undefined) throw new EscuchaError('unknown-kind', `there is no source kind "${kind}"`)
  return found.read(page, { ...context, options: checkedOptions(kind, found.options.safeParse(context.options)) })
}

function checkedOptions<T>(
  kind: string,
  parsed: { success: true; data: T } | { success: false; error: { message: string } },
): T {
  if (parsed.success) return parsed.data
  throw new EscuchaError('config-invalid', `the options of kind "${kind}" do not fit: ${parsed.error.message}`)
}

/** The kinds that recognise the page, surest first. */
export function recognised(page: Page): readonly Recognised[] {
  return sourceKinds
    .map((kind) => ({ kind: kind.kind, sureness: kind.recognise(page) }))
    .filter(({ sureness }) => sureness > 0)
    .sort((left, right) => right.sureness - left.sureness)
}
