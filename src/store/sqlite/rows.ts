// How nouns stand in columns: labels as bits, truths as 0 and 1, nested things as JSON. Every table's own rows are
// turned into nouns beside its queries; this is what they share.

import { LABELS, type Label } from '../../domain/verdict.js'

/** The bit of each label in a `tags` column. The indexes of the schema name these numbers: they never change. */
export const LABEL_BIT: Readonly<Record<Label, number>> = {
  complaint: 1,
  question: 2,
  suggestion: 4,
  praise: 8,
  churn: 16,
}

/** Labels as bits. */
export function bitsOf(labels: readonly Label[]): number {
  return labels.reduce((bits, label) => bits | LABEL_BIT[label], 0)
}

/** Bits as labels, in the order of `LABELS`. */
export function labelsOf(bits: number): readonly Label[] {
  return LABELS.filter((label) => (bits & LABEL_BIT[label]) !== 0)
}

/** A truth as SQLite keeps it. */
export function flag(truth: boolean): number {
  return truth ? 1 : 0
}

/** A truth that may be unknown. */
export function flagOrNull(truth: boolean | null): number | null {
  return truth === null ? null : flag(truth)
}

/** A truth that may be unknown, read back. */
export function truthOrNull(value: number | null): boolean | null {
  return value === null ? null : value === 1
}

/** JSON that this store wrote; the caller names what it wrote. */
export function fromJson<T>(json: string): T {
  return JSON.parse(json) as T
}

/** How many values one statement looks up at once; more go in turns. */
const LOOKUP_SIZE = 64

/** `?, ?, …`: as many as `lookups` hands over. */
export const LOOKUP_MARKS = Array.from({ length: LOOKUP_SIZE }, () => '?').join(', ')

/**
 * Cuts a list for `IN (LOOKUP_MARKS)`, filled up with nulls that match nothing, so that one prepared statement
 * serves a list of any length.
 */
export function lookups(values: readonly string[]): (string | null)[][] {
  const turns: (string | null)[][] = []
  for (let start = 0; start < values.length; start += LOOKUP_SIZE) {
    const turn: (string | null)[] = values.slice(start, start + LOOKUP_SIZE).map(asKept)
    while (turn.length < LOOKUP_SIZE) turn.push(null)
    turns.push(turn)
  }
  return turns
}

/** An identity as it is kept and compared: half a surrogate pair would read back as something else. */
export function asKept(text: string): string {
  return Buffer.from(text).toString()
}
