// What a reply does for the question above it. The plain rule of the contract says what counts as an answer; this
// says how good the answer is, and moves only who is expected to act.

/** What a reply can be, seen from the one who asked. */
export const REPLY_KINDS = ['answer', 'partial', 'wrong', 'metoo', 'question', 'noise', 'thanks', 'staffprobe'] as const
/** One of them: `staffprobe` is staff asking for data before anything is answered. */
export type ReplyKind = (typeof REPLY_KINDS)[number]

/** Who wrote a reply, seen from the case. */
export type ReplyAuthor = 'staff' | 'asker' | 'customer'

/** A span of the reply that decided. Offsets are UTF-16 units into the reply's text; `text` is exactly that slice. */
export interface ReplyEvidence {
  readonly start: number
  readonly end: number
  readonly text: string
  /** Its share of the model's log-odds. */
  readonly weight: number
  /** The cue in words, as a key ("step", "me-too"); null for bare words. */
  readonly cue: string | null
}

/** What a classifier says of one reply. */
export interface ReplyVerdict {
  /** The brand whose case it was judged for. */
  readonly brand: string
  readonly kind: ReplyKind
  /** Probability of that kind. */
  readonly probability: number
  /** Probability that it answers, whatever the likeliest kind. */
  readonly answers: number
  readonly evidence: readonly ReplyEvidence[]
  /** Which model judged. */
  readonly model: string
}

/** A reply with what has to be known to judge it. */
export interface ReplyInContext {
  /** Title of the thread; null where there is none. */
  readonly title: string | null
  /** What was asked or complained of. */
  readonly question: string
  /** What was said since, oldest first; the last few count. */
  readonly between: readonly string[]
  readonly reply: string
  readonly author: ReplyAuthor
}

/** Judges replies. Implementations are pure: the same replies give the same verdicts. */
export interface ReplyJudge {
  /** Name and version of the model. */
  readonly id: string
  judge(reply: ReplyInContext): Omit<ReplyVerdict, 'brand'>
  /** A cue of the evidence in words; null for one that the model does not know. */
  cueTitle(cue: string, language: 'es' | 'en'): string | null
}
