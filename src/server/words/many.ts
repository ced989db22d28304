// A count with its noun, in languages that have one form for one and another for all else.

/** "1 fuente", "3 fuentes". */
export function many(count: number, one: string, other: string): string {
  return `${count} ${count === 1 ? one : other}`
}
