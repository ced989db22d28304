// Lets one source's scan at a time look for copies and store what it found. Two sources that bring the same article
// in the same second would otherwise each find nothing stored yet, and both would open an alert.

/** Work that waits for its turn, first come, first served. */
export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>

const turns = new WeakMap<object, TakeTurn>()

/** The turns of a store: whoever scans into it in this process shares them. */
export function turnsAt(store: object): TakeTurn {
  const known = turns.get(store)
  if (known !== undefined) return known
  const taken = oneAfterAnother()
  turns.set(store, taken)
  return taken
}

/** Turns of their own. */
export function oneAfterAnother(): TakeTurn {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }
}
