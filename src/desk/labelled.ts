// What reviewers corrected, as labelled data for `escucha train`: one row for each post and brand, the newest word on
// each label, with the text as it is kept. What nobody said anything of is unknown, never false.

import type { Brand } from '../domain/brand.js'
import { LABELS, type Label } from '../domain/verdict.js'
import type { ReviewedPost } from '../store/store.js'

/** A row of labelled data, as CONTRACT.md section 5 has it. */
export interface LabelledRow {
  readonly id: string
  readonly title: string | null
  readonly text: string
  readonly brand: Pick<Brand, 'name' | 'terms' | 'context' | 'exclude'>
  readonly source: string
  /** Of the thread: posts of one thread never stand on both sides of a split. */
  readonly conversation: string
  readonly lang: string | null
  readonly relevant: boolean | null
  readonly labels: Readonly<Record<Label, boolean | null>>
  readonly severity: null
  readonly urgency: null
}

/** The rows that these corrections make; those of a brand that is no longer configured are left out. */
export function labelledRows(reviewed: readonly ReviewedPost[], brands: readonly Brand[]): readonly LabelledRow[] {
  const rows = new Map<string, LabelledRow>()
  for (const { feedback, post } of reviewed.toSorted((one, other) => (one.feedback.at < other.feedback.at ? -1 : 1))) {
    const brand = brands.find(({ id }) => id === feedback.brand)
    if (brand === undefined) continue
    const id = JSON.stringify([feedback.source, feedback.post, feedback.brand])
    const before = rows.get(id)
    const { name, terms, context, exclude } = brand
    rows.set(id, {
      id: `${feedback.source}/${feedback.post}/${feedback.brand}`,
      title: post.title,
      text: post.text,
      brand: { name, terms, context, exclude },
      source: feedback.source,
      conversation: `${feedback.source}/${post.conversation.id}`,
      lang: post.language,
      relevant: feedback.relevant ?? before?.relevant ?? null,
      labels: labelsOf(feedback.labels, before?.labels),
      severity: null,
      urgency: null,
    })
  }
  return [...rows.values()]
}

function labelsOf(
  said: Readonly<Partial<Record<Label, boolean>>>,
  before: Readonly<Record<Label, boolean | null>> | undefined,
): Readonly<Record<Label, boolean | null>> {
  return Object.fromEntries(LABELS.map((label) => [label, said[label] ?? before?.[label] ?? null])) as Record<
    Label,
    boolean | null
  >
}
