// A set of 32-bit hashes in one flat table: membership without strings. Used for word lists that ship in the model.

/** A set of hashes. */
export interface HashSet {
  has(hash: number): boolean
}

/** Bits of the sieve before a table, per entry: most words are in few of the sets, and end here. */
const SIEVE_BITS = 12

/** Builds the set; 0 counts as absent from every set. */
export function hashSet(hashes: Iterable<number>): HashSet {
  const list = [...hashes]
  const mayHold = sieveOf(list)
  const size = sizeFor(list.length * 2 + 2)
  const table = new Int32Array(size)
  const mask = size - 1
  const slotOf = (hash: number): number => {
    let slot = Math.imul(hash, 0x9e3779b1) >>> 8
    slot &= mask
    while (table[slot] !== 0 && table[slot] !== hash) slot = (slot + 1) & mask
    return slot
  }
  for (const hash of list) table[slotOf(hash | 0)] = hash | 0
  return { has: (hash) => hash !== 0 && mayHold(hash) && table[slotOf(hash | 0)] === (hash | 0) }
}

/** Says of most hashes that are not among these that they are not, by one look at a small table. */
function sieveOf(hashes: readonly number[]): (hash: number) => boolean {
  const sieve = new Uint8Array(sizeFor((hashes.length * SIEVE_BITS) / 8))
  const mask = sieve.length - 1
  for (const hash of hashes) {
    const at = (hash >>> 3) & mask
    sieve[at] = (sieve[at] as number) | (1 << (hash & 7))
  }
  return (hash) => ((sieve[(hash >>> 3) & mask] as number) & (1 << (hash & 7))) !== 0
}

/** A power of two that is no less. */
function sizeFor(least: number): number {
  let size = 16
  while (size < least) size *= 2
  return size
}

/** Joins the hashes of consecutive words into the hash of their phrase. */
export function joinHash(first: number, second: number): number {
  return (Math.imul(first ^ 0x5bd1e995, 0x01000193) ^ Math.imul(second, 0x27d4eb2f)) | 0
}

/** A map from 32-bit hashes to small numbers, in flat tables; 0 for what is not in it. */
export interface HashMap {
  get(hash: number): number
}

/** Builds the map from an array of (hash, number) pairs. */
export function hashMap(pairs: Int32Array): HashMap {
  const size = sizeFor(pairs.length + 2)
  const mayHold = sieveOf([...pairs].filter((_, index) => index % 2 === 0))
  const keys = new Int32Array(size)
  const values = new Int8Array(size)
  const mask = size - 1
  const slotOf = (hash: number): number => {
    let slot = (Math.imul(hash, 0x9e3779b1) >>> 8) & mask
    while (keys[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & mask
    return slot
  }
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const slot = slotOf(pairs[i] ?? 0)
    keys[slot] = pairs[i] ?? 0
    values[slot] = pairs[i + 1] ?? 0
  }
  return { get: (hash) => (mayHold(hash) ? (values[slotOf(hash)] ?? 0) : 0) }
}
