// What understanding says of a post: which brands it is about, what is said of each, and why.

import type { Brand } from './brand.js'
import type { PostKind } from './post.js'

/** The labels a mention can bear, several at once. */
export const LABELS = ['complaint', 'question', 'suggestion', 'praise', 'churn'] as const
/** One of the labels. */
export type Label = (typeof LABELS)[number]

/** Of a complaint (Jin & Aletras 2021): 0 no explicit reproach, 1 disapproval, 2 accusation, 3 blame. */
export type Severity = 0 | 1 | 2 | 3

/** 0 none, 1 wants a reply, 2 service down / money missing / a deadline within days, 3 safety, health, fraud, legal or press threat. */
export type Urgency = 0 | 1 | 2 | 3

/** What a span of evidence speaks for: a label, or `severity`, `urgency`, `relevance`. */
export type EvidenceFor = Label | 'severity' | 'urgency' | 'relevance'

/**
 * A span of the text that decided. Offsets are UTF-16 units into `title + "\n" + text` when the post has a
 * title, else into `text`; `text` is exactly that slice. `weight` is its share of the model's log-odds, negative when it speaks against.
 */
export interface Evidence {
  readonly label: EvidenceFor
  readonly start: number
  readonly end: number
  readonly text: string
  readonly weight: number
  /** The concept in words, as a key of the server's word list ("charged-wrongly"); null for a bare n-gram. */
  readonly concept: string | null
}

/** What is said of one brand in one post. */
export interface Judgement {
  readonly brand: string
  /** Probability that the brand is meant. */
  readonly relevance: number
  /** Calibrated probability of each label. */
  readonly labels: Readonly<Record<Label, number>>
  /** The labels at or above their thresholds. */
  readonly tags: readonly Label[]
  readonly severity: Severity
  readonly urgency: Urgency
  readonly evidence: readonly Evidence[]
  /** Which model judged. */
  readonly model: string
}

/** What understanding says of one post, over all brands asked for. */
export interface Verdict {
  /** ISO 639-1, or null when the text is too short or strange to tell. */
  readonly language: string | null
  readonly judgements: readonly Judgement[]
}

/** A post as understanding sees it, with what surrounds it. */
export interface PostText {
  readonly title: string | null
  readonly text: string
  /** Language that the page or source declares: a prior for short texts. */
  readonly languageHint: string | null
  /** The thread's title, where the post itself is not the one that bears it. */
  readonly conversationTitle: string | null
  /** Text of the source (its id, title, host), which tells what place it is. */
  readonly sourceText: string | null
  /** What the queries of brands may ask of a post besides its words; absent where nobody knows. */
  readonly origin?: PostOrigin
}

/** Where a post stands, who wrote it and what it is. */
export interface PostOrigin {
  readonly url: string | null
  readonly author: string | null
  readonly kind: PostKind | null
}

/** Judges posts. `classify` is pure: the same posts and brands give the same verdicts. */
export interface Classifier {
  /** Name and version of the model, stored with every judgement. */
  readonly id: string
  /**
   * Judges each post. `brands` null: each brand compiled in that the text may mean. A list: exactly those, and each
   * gets a judgement whose relevance says whether it is meant.
   */
  classify(posts: readonly PostText[], brands: readonly Brand[] | null): Verdict[]
  /**
   * Asks somebody else about what it is not sure of, and gives the verdicts with both opinions weighed. Absent: there is
   * nobody to ask. It takes its time, and a failure of the one who was asked leaves the verdicts as they are.
   */
  reconsider?(posts: readonly PostText[], verdicts: readonly Verdict[]): Promise<readonly Verdict[]>
}
