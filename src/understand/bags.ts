// Hashed features of one kind, gathered in flat arrays that are used again for the next post.

/** Hashed features of one kind; they share one scale, so that long posts do not shout. */
export interface Bag {
  readonly index: Int32Array
  /** Which token each feature came from, for evidence. */
  readonly token: Int32Array
  count: number
}

/** An empty bag with room for `size` features; what comes after them is left out. */
export function newBag(size: number): Bag {
  return { index: new Int32Array(size), token: new Int32Array(size), count: 0 }
}

/** The scale of a bag's features: their vector has about unit length. */
export function scaleOf(bag: Bag): number {
  return bag.count === 0 ? 0 : 1 / Math.sqrt(bag.count)
}

/** Adds a feature: its hash falls into one of `mask + 1` buckets from `offset` on. */
export function put(bag: Bag, hash: number, mask: number, offset: number, token: number): void {
  if (bag.count >= bag.index.length) return
  let mixed = hash ^ (hash >>> 15)
  mixed = Math.imul(mixed, 0x2c1b3c6d)
  mixed ^= mixed >>> 13
  bag.index[bag.count] = (mixed & mask) + offset
  bag.token[bag.count] = token
  bag.count++
}
