// A set of 32-bit hashes in one flat table: membership without strings. Used for word lists that ship in the model.

/** A set of hashes. */
export interface HashSet {
  has(hash: number): boolean
}

/** Builds the set; 0 counts as absent from every set. */
export function hashSet(hashes: Iterable<number>): HashSet {
  const list = [...hashes]
  let size = 16
  while (size < list.length * 2 + 2) size *= 2
  const table = new Int32Array(size)
  const mask = size - 1
  const slotOf = (hash: number): number => {
    let slot = Math.imul(hash, 0x9e3779b1) >>> 8
    slot &= mask
    while (table[slot] !== 0 && table[slot] !== hash) slot = (slot + 1) & mask
    return slot
  }
  for (const hash of list) table[slotOf(hash | 0)] = hash | 0
  return { has: (hash) => hash !== 0 && table[slotOf(hash | 0)] === (hash | 0) }
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
  let size = 16
  while (size < pairs.length + 2) size *= 2
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
  return { get: (hash) => values[slotOf(hash)] ?? 0 }
}
