// "Are we missing something?": a random sample of the mentions that opened no alert, for a person to judge. Only a
// random sample tells how many were missed; the newest, or the least certain, would tell something else.

import { createHash } from 'node:crypto'
import type { Feedback, Mention } from '../store/store.js'

/**
 * Draws `count` of the mentions that opened no alert and that nobody has judged yet; copies and staff are left out.
 * The same seed draws the same ones, so that a page holds still while somebody works through it; what has been judged
 * makes room for the next.
 */
export function auditSample(
  mentions: readonly Mention[],
  feedback: readonly Feedback[],
  count: number,
  seed: string,
): readonly Mention[] {
  const judged = new Set(feedback.map(({ source, post, brand }) => keyOf(source, post, brand)))
  return mentions
    .filter(({ alert, copyOf, post }) => alert === null && copyOf === null && !post.author.staff)
    .map((mention) => ({ mention, key: keyOf(mention.post.source, mention.post.id, mention.brand) }))
    .filter(({ key }) => !judged.has(key))
    .map(({ mention, key }) => ({ mention, lot: createHash('sha256').update(seed).update(key).digest('hex') }))
    .sort((one, other) => (one.lot < other.lot ? -1 : 1))
    .slice(0, count)
    .map(({ mention }) => mention)
}

function keyOf(source: string | null, post: string, brand: string): string {
  return JSON.stringify([source ?? '', post, brand])
}
