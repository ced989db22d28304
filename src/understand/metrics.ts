// The figures of a classifier's report, from probabilities and truths: plain definitions, each with its interval.

/** A probability with the truth that it is held against. */
export interface Guess {
  readonly p: number
  readonly truth: boolean
}

/** What is known of one label on one set. */
export interface LabelFigures {
  readonly n: number
  readonly positives: number
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
  readonly macroF1: number | null
  readonly auc: number | null
  /** The most recall that still has a precision of 0.8. */
  readonly recallAtPrecision80: number | null
  readonly ece: number | null
  /** 95 % intervals: Wilson for precision and recall, bootstrap for the others. */
  readonly intervals: Readonly<Record<'precision' | 'recall' | Resampled, Interval | null>>
}

/** From, to. */
export type Interval = readonly [number, number]

/** The figures whose intervals come from drawing the posts again. */
type Resampled = 'f1' | 'macroF1' | 'auc' | 'recallAtPrecision80' | 'ece'

const RESAMPLES = 200

/** Computes the figures; a figure that the guesses cannot tell is null. */
export function figuresOf(guesses: readonly Guess[], threshold: number): LabelFigures {
  const counts = countOf(guesses, threshold)
  const intervals = bootstrap(guesses, threshold)
  return {
    n: guesses.length,
    positives: counts.tp + counts.fn,
    precision: ratio(counts.tp, counts.tp + counts.fp),
    recall: ratio(counts.tp, counts.tp + counts.fn),
    f1: f1Of(counts.tp, counts.fp, counts.fn),
    macroF1: macroOf(counts),
    auc: aucOf(guesses),
    recallAtPrecision80: recallAt(guesses, 0.8),
    ece: eceOf(guesses),
    intervals: {
      precision: wilson(counts.tp, counts.tp + counts.fp),
      recall: wilson(counts.tp, counts.tp + counts.fn),
      ...intervals,
    },
  }
}

interface Counts {
  readonly tp: number
  readonly fp: number
  readonly fn: number
  readonly tn: number
}

function countOf(guesses: readonly Guess[], threshold: number): Counts {
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 }
  for (const { p, truth } of guesses) {
    if (p >= threshold) counts[truth ? 'tp' : 'fp']++
    if (p < threshold) counts[truth ? 'fn' : 'tn']++
  }
  return counts
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

function f1Of(tp: number, fp: number, fn: number): number | null {
  return ratio(2 * tp, 2 * tp + fp + fn)
}

function macroOf({ tp, fp, fn, tn }: Counts): number | null {
  const yes = f1Of(tp, fp, fn)
  const no = f1Of(tn, fn, fp)
  return yes === null || no === null ? null : (yes + no) / 2
}

/** Area under the ROC curve: how often a positive stands above a negative, ties counting half. */
export function aucOf(guesses: readonly Guess[]): number | null {
  const sorted = [...guesses].sort((a, b) => a.p - b.p)
  let ranks = 0
  let positives = 0
  for (let i = 0; i < sorted.length; ) {
    let j = i
    while (j < sorted.length && sorted[j]?.p === sorted[i]?.p) j++
    for (let k = i; k < j; k++) {
      if (sorted[k]?.truth !== true) continue
      ranks += (i + 1 + j) / 2
      positives++
    }
    i = j
  }
  const negatives = sorted.length - positives
  if (positives === 0 || negatives === 0) return null
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives)
}

function recallAt(guesses: readonly Guess[], precision: number): number | null {
  const sorted = [...guesses].sort((a, b) => b.p - a.p)
  const positives = sorted.filter((guess) => guess.truth).length
  if (positives === 0) return null
  let tp = 0
  let best = 0
  sorted.forEach((guess, index) => {
    if (guess.truth) tp++
    if (tp / (index + 1) >= precision) best = tp / positives
  })
  return best
}

/** Expected calibration error over ten bins. */
export function eceOf(guesses: readonly Guess[]): number | null {
  if (guesses.length === 0) return null
  const gaps = new Float64Array(10)
  for (const { p, truth } of guesses) {
    const bin = Math.min(9, Math.floor(p * 10))
    gaps[bin] = (gaps[bin] ?? 0) + p - Number(truth)
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / guesses.length
}

/** Cohen's kappa with quadratic weights, for grades 0 to 3; null without pairs. */
export function quadraticKappa(pairs: readonly (readonly [number, number])[]): number | null {
  if (pairs.length === 0) return null
  const left = new Float64Array(4)
  const right = new Float64Array(4)
  let observed = 0
  for (const [a, b] of pairs) {
    left[a] = (left[a] ?? 0) + 1
    right[b] = (right[b] ?? 0) + 1
    observed += (a - b) ** 2
  }
  let expected = 0
  for (let a = 0; a < 4; a++)
    for (let b = 0; b < 4; b++) expected += ((left[a] ?? 0) * (right[b] ?? 0) * (a - b) ** 2) / pairs.length
  return expected === 0 ? null : 1 - observed / expected
}

/** Wilson's interval of a share. */
export function wilson(part: number, whole: number): readonly [number, number] | null {
  if (whole === 0) return null
  const z = 1.96
  const share = part / whole
  const centre = (share + (z * z) / (2 * whole)) / (1 + (z * z) / whole)
  const half = (z / (1 + (z * z) / whole)) * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole))
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}

/** Resamples with a fixed sequence, so that the same guesses give the same intervals. */
function bootstrap(guesses: readonly Guess[], threshold: number): Readonly<Record<Resampled, Interval | null>> {
  const drawn: Record<Resampled, number[]> = { f1: [], macroF1: [], auc: [], recallAtPrecision80: [], ece: [] }
  let state = 0x2545f491
  const next = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 0x1_0000_0000
  }
  const add = (figure: Resampled, value: number | null) => {
    if (value !== null) drawn[figure].push(value)
  }
  for (let round = 0; round < RESAMPLES && guesses.length > 0; round++) {
    const sample = guesses.map(() => guesses[Math.floor(next() * guesses.length)] as Guess)
    const counts = countOf(sample, threshold)
    add('f1', f1Of(counts.tp, counts.fp, counts.fn))
    add('macroF1', macroOf(counts))
    add('auc', aucOf(sample))
    add('recallAtPrecision80', recallAt(sample, 0.8))
    add('ece', eceOf(sample))
  }
  return {
    f1: middle95(drawn.f1),
    macroF1: middle95(drawn.macroF1),
    auc: middle95(drawn.auc),
    recallAtPrecision80: middle95(drawn.recallAtPrecision80),
    ece: middle95(drawn.ece),
  }
}

function middle95(values: number[]): Interval | null {
  if (values.length < 20) return null
  values.sort((a, b) => a - b)
  return [values[Math.floor(values.length * 0.025)] ?? 0, values[Math.ceil(values.length * 0.975) - 1] ?? 0]
}
