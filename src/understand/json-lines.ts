// Reads labelled data: one JSON object a line, each held to a schema. A line that is wrong fails the whole file, with
// its number and what is wrong, because figures over the rest would be figures of something else.

import type { z } from 'zod'
import { EscuchaError } from '../domain/errors.js'

/**
 * The rows of a text with their line numbers, from 1; empty lines are passed over. `noun` says what a row should be
 * ("a labelled post").
 * @throws EscuchaError `bad-input` for the first line that is none.
 */
export function readJsonLines<T>(
  text: string,
  origin: string,
  schema: z.ZodType<T>,
  noun: string,
): readonly { readonly row: T; readonly number: number }[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const number = index + 1
    return [{ row: readRow(line, `${origin} line ${number}`, schema, noun), number }]
  })
}

function readRow<T>(line: string, place: string, schema: z.ZodType<T>, noun: string): T {
  const parsed = schema.safeParse(parsedJson(line, place))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue === undefined || issue.path.length === 0 ? '' : `"${issue.path.join('.')}" `
  throw new EscuchaError('bad-input', `${place}: ${where}${issue?.message ?? `is not ${noun}`}`)
}

function parsedJson(line: string, place: string): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new EscuchaError('bad-input', `${place}: not valid JSON`, { cause })
  }
}
