// Concepts that follow one another: "charged" after "cancelled" tells more than each alone, and it tells it in both
// languages at once. Pairs are hashed, so that the lexicon may grow without the model growing by its square.

import { type Bag, put } from './bags.js'
import type { Saying } from './concepts.js'
import { joinHash } from './hashed.js'
import { type Overlay, OWN } from './overlay.js'
import type { Reading } from './reading.js'

/** A concept is paired with this many that were said before it: farther apart they are two stories. */
const LOOK_BACK = 4
/** Sayings that take part; a longer post repeats itself. */
const SAYINGS_MAX = 300

/** Room that a post's pairs need at most: each once for the post and once for the brand's clauses. */
export const PAIRS_MAX = SAYINGS_MAX * LOOK_BACK * 2

const PAIR = 0x7123
const IN_OWN_CLAUSES = 5

const keys = new Int32Array(SAYINGS_MAX)
const ends = new Int32Array(SAYINGS_MAX)
const isOwn = new Uint8Array(SAYINGS_MAX)
/** The post in which a pair was seen last, by a few bits of its hash: each pair counts once a post. */
const seenIn = new Uint32Array(1 << 12)
let post = 0

/** Adds the pairs of the sayings, which come in the order of their ends. */
export function addPairs(bag: Bag, mask: number, reading: Reading, overlay: Overlay, sayings: readonly Saying[]): void {
  post = (post + 1) >>> 0
  let kept = 0
  for (const saying of sayings) {
    if (kept === SAYINGS_MAX) return
    if (overlay.mark[saying.from] === OWN) continue
    const key = saying.concept * 2 + Number(saying.negated)
    // The same concept matched by a shorter pattern at the same place is one saying.
    if (kept > 0 && keys[kept - 1] === key && saying.from < (ends[kept - 1] ?? 0)) continue
    keys[kept] = key
    ends[kept] = saying.to
    isOwn[kept] = overlay.ownClause[reading.clause[saying.to - 1] ?? 0] ?? 0
    addWithEarlier(bag, mask, saying, kept)
    kept++
  }
}

function addWithEarlier(bag: Bag, mask: number, saying: Saying, at: number): void {
  let paired = 0
  for (let before = at - 1; before >= 0 && paired < LOOK_BACK; before--) {
    if ((ends[before] ?? 0) > saying.from || keys[before] === keys[at]) continue
    paired++
    const hash = joinHash(joinHash(PAIR, keys[before] ?? 0), keys[at] ?? 0)
    const place = (hash ^ (hash >>> 12)) & (seenIn.length - 1)
    if (seenIn[place] === post) continue
    seenIn[place] = post
    put(bag, hash, mask, 0, saying.from)
    if (isOwn[before] === 1 && isOwn[at] === 1) put(bag, joinHash(hash, IN_OWN_CLAUSES), mask, 0, saying.from)
  }
}
