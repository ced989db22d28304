// The line format of `classify`: one JSON object in, one out, in order. It parses and prints; it judges nothing.

import { z } from 'zod'
import type { Brand } from '../domain/brand.js'
import { EscuchaError } from '../domain/errors.js'
import type { Classifier, PostText, Verdict } from '../domain/verdict.js'
import { brandOf } from './labelled.js'

/** One line of input, ready to be judged. */
export interface ClassifyLine {
  readonly id: string | number | null
  readonly post: PostText
  /** Exactly these; null: each configured brand that the text may mean. */
  readonly brands: readonly Brand[] | null
}

/** A line longer than this is a mistake; a post of a megabyte is still read. */
const TEXT_UNITS_MAX = 2_000_000
const words = z.array(z.string().max(200)).max(10_000)
const place = z.union([
  z.string(),
  z.object({
    id: z.string().nullish(),
    title: z.string().nullish(),
    url: z.string().nullish(),
    name: z.string().nullish(),
  }),
])

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  text: z.string().max(TEXT_UNITS_MAX),
  title: z.string().max(10_000).nullish(),
  brand: z
    .union([
      z.string(),
      z.object({
        id: z.string().optional(),
        name: z.string().optional(),
        terms: words.optional(),
        context: words.nullish(),
        exclude: words.nullish(),
        products: words.nullish(),
        competitors: words.nullish(),
      }),
    ])
    .nullish(),
  brandTerms: words.nullish(),
  source: place.nullish(),
  conversation: place.nullish(),
  language: z.string().max(20).nullish(),
  lang: z.string().max(20).nullish(),
})
type Line = z.infer<typeof lineSchema>

/** Parses one line; `number` names it in the error. */
export function parseClassifyLine(line: string, number: number, configured: readonly Brand[]): ClassifyLine {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (cause) {
    throw new EscuchaError('bad-input', `line ${number}: not valid JSON`, { cause })
  }
  const parsed = lineSchema.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const where = issue?.path.join('.') ?? ''
    throw new EscuchaError(
      'bad-input',
      `line ${number}: ${where === '' ? '' : `"${where}": `}${issue?.message ?? 'not a post'}`,
    )
  }
  const row = parsed.data
  return {
    id: row.id ?? null,
    post: {
      title: row.title ?? null,
      text: row.text,
      languageHint: row.language ?? row.lang ?? null,
      conversationTitle: titleOf(row.conversation),
      sourceText: placeText(row.source),
    },
    brands: brandsOf(row, number, configured),
  }
}

function titleOf(conversation: Line['conversation']): string | null {
  if (conversation === null || conversation === undefined) return null
  return typeof conversation === 'string' ? conversation : (conversation.title ?? null)
}

function placeText(source: Line['source']): string | null {
  if (source === null || source === undefined) return null
  if (typeof source === 'string') return source
  return [source.id, source.name, source.title, source.url].filter((part) => part).join(' ') || null
}

function brandsOf(row: Line, number: number, configured: readonly Brand[]): readonly Brand[] | null {
  const { brand } = row
  if (brand === null || brand === undefined || brand === '') return null
  if (typeof brand === 'string') return [configuredBrand(brand, row.brandTerms ?? null, number, configured)]
  const name = brand.name ?? brand.id ?? brand.terms?.[0]
  if (name === undefined) throw new EscuchaError('bad-input', `line ${number}: "brand" needs a name or terms`)
  const adHoc = brandOf(name, brand.terms ?? [name], brand.context ?? [], brand.exclude ?? [])
  return [{ ...adHoc, id: brand.id ?? name, products: brand.products ?? [], competitors: brand.competitors ?? [] }]
}

function configuredBrand(
  id: string,
  terms: readonly string[] | null,
  number: number,
  configured: readonly Brand[],
): Brand {
  if (terms !== null) return brandOf(id, terms)
  const known =
    configured.find((brand) => brand.id === id) ??
    configured.find((brand) => brand.name.toLowerCase() === id.toLowerCase())
  if (known !== undefined) return known
  throw new EscuchaError('bad-input', `line ${number}: no brand "${id}" is configured`, {
    hint: 'configure it, or give the brand as {"name": …, "terms": […]}',
  })
}

/** The answer to one line, in the contract's order. */
export function formatVerdict(id: ClassifyLine['id'], verdict: Verdict): string {
  return JSON.stringify({
    id,
    language: verdict.language,
    mentions: verdict.judgements.map((judgement) => ({
      brand: judgement.brand,
      relevance: judgement.relevance,
      labels: judgement.labels,
      tags: judgement.tags,
      severity: judgement.severity,
      urgency: judgement.urgency,
      evidence: judgement.evidence,
      model: judgement.model,
    })),
  })
}

/** Judges one line: what `classify` does with each. */
export function classifyLine(
  classifier: Classifier,
  line: string,
  number: number,
  configured: readonly Brand[],
): string {
  const { id, post, brands } = parseClassifyLine(line, number, configured)
  const [verdict] = classifier.classify([post], brands)
  return formatVerdict(id, verdict ?? { language: null, judgements: [] })
}
