// What is wrong with a configuration: every fault at once, each with its place in the file and what to do about it.

import { closest, distance } from 'fastest-levenshtein'
import { EscuchaError } from '../domain/errors.js'

/** One fault of a configuration file. Lines and columns count from 1. */
export interface ConfigProblem {
  readonly line: number
  readonly column: number
  /** What is wrong and what was expected, with a suggestion where there is one. */
  readonly message: string
}

/** All faults of one configuration file. Its message holds a line per fault: `file:line:column what`. */
export class ConfigError extends EscuchaError {
  readonly problems: readonly ConfigProblem[]

  constructor(file: string, problems: readonly ConfigProblem[]) {
    const inOrder = [...problems].sort((a, b) => a.line - b.line || a.column - b.column)
    super('config-invalid', inOrder.map((p) => `${file}:${p.line}:${p.column} ${p.message}`).join('\n'))
    this.problems = inOrder
  }
}

/** More than this many changed letters is another word, not a slip of the finger. */
const SLIP_MAX = 3

/** The known word that was probably meant, or null. */
export function suggestion(word: string, known: readonly string[]): string | null {
  if (known.length === 0) return null
  const best = closest(word.toLowerCase(), [...known])
  const slips = distance(word.toLowerCase(), best.toLowerCase())
  return slips <= Math.min(SLIP_MAX, Math.ceil(word.length / 2)) ? best : null
}

/** ` Did you mean "x"?` when a known word is near, else the known words themselves. */
export function suggestionText(word: string, known: readonly string[]): string {
  const near = suggestion(word, known)
  if (near !== null) return ` Did you mean "${near}"?`
  return known.length === 0 ? '' : ` Known: ${known.join(', ')}.`
}
