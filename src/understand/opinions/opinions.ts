// Second opinions: where the model is not sure, others are asked, and both opinions are weighed alike. They are bounded in
// number and time, and whatever goes wrong with them, the model's own verdict stands.

import type { Brand } from '../../domain/brand.js'
import { type Judgement, LABELS, type Label, type PostText, type Verdict } from '../../domain/verdict.js'

/** What somebody else says: probabilities of some of these. */
export type Said = Readonly<Partial<Record<Label | 'relevance', number>>>

/** A post as one brand. */
export interface Question {
  /** Title and text. */
  readonly text: string
  readonly brand: Brand
}

/** Somebody who can be asked. */
export interface Opinion {
  /** Stands in the judgements that it was asked about. */
  readonly id: string
  /** It is asked where a probability lies this near to its threshold. */
  readonly band: number
  readonly perPass: number
  /** Throws when it cannot say. */
  ask(question: Question): Promise<Said>
}

/** A second opinion that could not be had. */
export interface OpinionFault {
  readonly id: string
  readonly reason: string
}

/** What weighing needs to know of the configuration. */
export interface Weighing {
  readonly brands: readonly Brand[]
  readonly alerts: { readonly threshold: Readonly<Record<Label, number>> }
}

interface OpinionLog {
  warn(fields: Readonly<Record<string, unknown>>, sentence: string): void
}

/** Questions under way at once: an endpoint on the same machine answers one after another anyway. */
const AT_ONCE = 4
/** After so many failures in a row it is left alone until the next pass. */
const FAILURES_MAX = 3
/** A brand is meant from here on; below it, no label counts. */
const RELEVANT_FROM = 0.5

/** Everybody who can be asked. */
export class Opinions {
  readonly #desks: readonly Desk[]

  constructor(opinions: readonly Opinion[], log: OpinionLog) {
    this.#desks = opinions.map((opinion) => new Desk(opinion, log))
  }

  /** Starts counting anew. */
  beginPass(): void {
    for (const desk of this.#desks) desk.beginPass()
  }

  /** Whom the model had to do without in this pass, and why it was so the last time. */
  faults(): readonly OpinionFault[] {
    return this.#desks.flatMap(({ opinion, fault }) => (fault === null ? [] : [{ id: opinion.id, reason: fault }]))
  }

  /** The verdicts, with second opinions weighed in where the model was not sure. */
  async weigh(
    posts: readonly PostText[],
    verdicts: readonly Verdict[],
    { brands, alerts }: Weighing,
  ): Promise<readonly Verdict[]> {
    const results = verdicts.map((verdict) => [...verdict.judgements])
    const work = verdicts.flatMap((verdict, at) =>
      verdict.judgements.map((judgement, index) => async () => {
        const post = posts[at]
        const brand = brands.find(({ id }) => id === judgement.brand)
        if (post === undefined || brand === undefined) return
        const text = post.title === null ? post.text : `${post.title}\n${post.text}`
        const weighed = await this.#weighOne(judgement, { text, brand }, alerts.threshold)
        results[at]?.splice(index, 1, weighed)
      }),
    )
    await inLanes(work)
    return verdicts.map((verdict, at) => ({ ...verdict, judgements: results[at] ?? verdict.judgements }))
  }

  async #weighOne(judgement: Judgement, question: Question, threshold: Weighing['alerts']['threshold']) {
    const heard: Heard[] = []
    for (const desk of this.#desks) {
      const open = uncertain(judgement, question.brand, threshold, desk.opinion.band)
      if (open.length === 0) continue
      const said = await desk.ask(question)
      if (said !== null) heard.push({ id: desk.opinion.id, open, said })
    }
    return heard.length === 0 ? judgement : weighedIn(judgement, heard, threshold)
  }
}

interface Heard {
  readonly id: string
  /** What was not certain enough for this one. */
  readonly open: readonly (Label | 'relevance')[]
  readonly said: Said
}

/** Where a probability lies near its threshold. A query's word on relevance is a decision, and is left alone. */
function uncertain(
  { labels, relevance }: Judgement,
  brand: Brand,
  threshold: Weighing['alerts']['threshold'],
  band: number,
): readonly (Label | 'relevance')[] {
  const isNear = (p: number, limit: number) => Math.abs(p - limit) <= band
  const isOpen = brand.query === null && isNear(relevance, RELEVANT_FROM)
  if (relevance < RELEVANT_FROM && !isOpen) return []
  const near: (Label | 'relevance')[] = LABELS.filter((label) => isNear(labels[label], threshold[label]))
  return isOpen ? ['relevance', ...near] : near
}

function weighedIn(
  judgement: Judgement,
  heard: readonly Heard[],
  threshold: Weighing['alerts']['threshold'],
): Judgement {
  const mean = (head: Label | 'relevance', own: number): number => {
    const others = heard.flatMap(({ open, said }) => (open.includes(head) ? (said[head] ?? []) : []))
    const sum = others.reduce((total, p) => total + p, own)
    return Math.round((sum / (others.length + 1)) * 10_000) / 10_000
  }
  const relevance = mean('relevance', judgement.relevance)
  const labels = Object.fromEntries(LABELS.map((label) => [label, mean(label, judgement.labels[label])])) as Record<
    Label,
    number
  >
  const tags = relevance < RELEVANT_FROM ? [] : LABELS.filter((label) => labels[label] >= threshold[label])
  const severity = tags.includes('complaint') ? judgement.severity : 0
  const model = [judgement.model, ...heard.map(({ id }) => id)].join('+')
  return { ...judgement, relevance, labels, tags, severity, model }
}

/** One opinion with what is left of its pass. */
class Desk {
  #left: number
  #failures = 0
  #isTold = false
  #fault: string | null = null

  constructor(
    readonly opinion: Opinion,
    private readonly log: OpinionLog,
  ) {
    this.#left = opinion.perPass
  }

  beginPass(): void {
    this.#left = this.opinion.perPass
    this.#failures = 0
    this.#fault = null
  }

  /** What went wrong last in this pass; null where nothing did. */
  get fault(): string | null {
    return this.#fault
  }

  /** Null when it may not be asked any more, or could not say. */
  async ask(question: Question): Promise<Said | null> {
    if (this.#left <= 0 || this.#failures >= FAILURES_MAX) return null
    this.#left -= 1
    try {
      const said = await this.opinion.ask(question)
      this.#failures = 0
      this.#isTold = false
      return said
    } catch (error) {
      this.#failures += 1
      this.#fault = error instanceof Error ? error.message : String(error)
      this.#tell(this.#fault)
      return null
    }
  }

  /** Told once until it works again: an endpoint that is down must not fill the log. */
  #tell(reason: string): void {
    if (this.#isTold) return
    this.#isTold = true
    this.log.warn({ opinion: this.opinion.id, reason }, 'a second opinion failed, so the model judges alone')
  }
}

async function inLanes(work: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = work.values()
  const lane = async () => {
    for (const task of waiting) await task()
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, work.length) }, lane))
}
