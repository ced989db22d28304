// Posts that a scan could not deal with because something of ours threw. One bad post must not stop the others: it is
// left out, the scan shows why, and as nothing is marked as seen, the next scan meets it again.

import type { ScanLog } from '../tools.js'
import { type Fault, faultOf } from './faults.js'

/** What went wrong with single posts of one source's scan. */
export class Snags {
  private readonly posts = new Set<string>()
  private first: Fault | null = null

  constructor(
    private readonly source: string,
    private readonly log: ScanLog,
  ) {}

  /** Notes what was thrown over a post; a second time over the same post changes nothing. */
  note(post: string, error: unknown): void {
    if (this.posts.has(post)) return
    this.posts.add(post)
    this.first ??= faultOf(error)
    this.log.error({ source: this.source, post, err: error }, 'a post was left out')
  }

  /** How many posts were left out. */
  get count(): number {
    return this.posts.size
  }

  /** Why the first of them was; null when none was. */
  get fault(): Fault | null {
    if (this.first === null || this.count === 1) return this.first
    return { ...this.first, reason: `${this.first.reason} (and ${this.count - 1} more posts)` }
  }
}
