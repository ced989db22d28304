// Reads labelled posts from JSON lines: what people corrected, what we wrote, what an operator brings. A label that is
// absent or null is unknown, and unknown is never taken for false.

import { z } from 'zod'
import type { Brand } from '../domain/brand.js'
import { LABELS, type Label } from '../domain/verdict.js'
import { readJsonLines } from './json-lines.js'

/** One labelled (post, brand). */
export interface LabelledPost {
  readonly id: string
  /** Title and text as one, as the classifier reads them. */
  readonly text: string
  readonly brand: Brand
  readonly lang: string | null
  /** Whether the post is about the brand; null unknown. */
  readonly relevant: boolean | null
  readonly labels: Readonly<Record<Label, boolean | null>>
  readonly severity: number | null
  readonly urgency: number | null
  /** Posts with the same text or thread: they never stand on both sides of a split. */
  readonly group: string
  /** Where it came from: the file's name. */
  readonly origin: string
  /** How much it counts; 1 is usual. */
  readonly weight: number
}

const strings = z.array(z.string().max(200)).max(10_000)
const labelValue = z.boolean().nullish()
/** Public sets carry a sentiment beside the labels; it is read past. Any other name is a slip of the pen. */
const labelsSchema = z.strictObject({
  complaint: labelValue,
  question: labelValue,
  suggestion: labelValue,
  praise: labelValue,
  churn: labelValue,
  sentiment: z.unknown().optional(),
})
const grade = z.number().int().min(0).max(3).nullish()
const rowSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String).optional(),
  text: z.string().max(1_000_000),
  title: z.string().max(10_000).nullish(),
  brand: z
    .union([
      z.string(),
      z.object({ name: z.string(), terms: strings, context: strings.optional(), exclude: strings.optional() }),
    ])
    .nullish(),
  brandTerms: strings.optional(),
  lang: z.string().nullish(),
  relevant: z.boolean().nullish(),
  labels: labelsSchema.optional(),
  severity: grade,
  urgency: grade,
  conversation: z.unknown().optional(),
  weight: z.number().min(0).max(100).optional(),
})

/** An ad-hoc brand of a name and its terms. */
export function brandOf(
  name: string,
  terms: readonly string[],
  context: readonly string[] = [],
  exclude: readonly string[] = [],
): Brand {
  return { id: name, name, terms, context, exclude, query: null, products: [], competitors: [], staff: [] }
}

/** Reads labelled JSON lines. A line that is not one fails with its number and what is wrong. */
export function readLabelled(text: string, origin: string): LabelledPost[] {
  return readJsonLines(text, origin, rowSchema, 'a labelled post').map(({ row, number }) => postOf(row, number, origin))
}

function postOf(row: z.output<typeof rowSchema>, number: number, origin: string): LabelledPost {
  const id = row.id ?? `${origin}:${number}`
  const labels = Object.fromEntries(LABELS.map((label) => [label, row.labels?.[label] ?? null])) as Record<
    Label,
    boolean | null
  >
  return {
    id,
    text: row.title ? `${row.title}\n${row.text}` : row.text,
    brand: brandFrom(row.brand ?? '', row.brandTerms ?? []),
    lang: row.lang ?? null,
    relevant: row.relevant ?? null,
    labels,
    severity: row.severity ?? null,
    urgency: row.urgency ?? null,
    group: groupOf(id, row.conversation),
    origin,
    weight: row.weight ?? 1,
  }
}

function brandFrom(
  brand: string | { name: string; terms: string[]; context?: string[] | undefined; exclude?: string[] | undefined },
  terms: readonly string[],
): Brand {
  if (typeof brand === 'string') return brandOf(brand, terms)
  return brandOf(brand.name, brand.terms, brand.context, brand.exclude)
}

/** Rows of one text differ in a last letter ("cmp-0012a", "cmp-0012b"); a thread's rows share its id. */
function groupOf(id: string, conversation: unknown): string {
  if (typeof conversation === 'string' && conversation !== '') return `thread:${conversation}`
  return id.replace(/(?<=\d)[a-z]$/u, '')
}
