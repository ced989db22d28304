// How good the flagging is, by what reviewers said: precision from verdicts on flagged posts, and an estimate of
// recall from verdicts on a random sample of mentions that were not flagged.

import { LABELS, type Label } from '../../domain/verdict.js'
import type { Feedback } from '../../store/store.js'
import { type MentionFact, UNKNOWN_LANGUAGE } from './facts.js'
import { type Estimate, estimate, wilson } from './numbers.js'

/** Precision and recall by label; null where no reviewer has said anything yet. */
export interface Quality {
  readonly precision: Readonly<Record<Label, Estimate | null>>
  readonly recall: Readonly<Record<Label, Estimate | null>>
}

/** The same by language (ISO 639-1; `und` for none), of those in which some mention was reviewed. */
export interface QualityByLanguage {
  readonly precisionByLanguage: Readonly<Record<string, Quality['precision']>>
  readonly recallByLanguage: Readonly<Record<string, Quality['recall']>>
}

/** What reviewers' verdicts on these mentions say of each label. */
export function qualityOf(mentions: readonly MentionFact[], feedback: readonly Feedback[]): Quality {
  return qualityOver(mentions, readVerdicts(feedback))
}

/** The same, language by language: a model that is good in one may be poor in another. */
export function qualityByLanguage(mentions: readonly MentionFact[], feedback: readonly Feedback[]): QualityByLanguage {
  const verdicts = readVerdicts(feedback)
  const reviewed = mentions.filter((mention) => verdicts.all.has(key(mention)))
  const languages = [...new Set(reviewed.map(languageOf))].sort()
  const measured = languages.map((language) => {
    const own = mentions.filter((mention) => languageOf(mention) === language)
    return [language, qualityOver(own, verdicts)] as const
  })
  return {
    precisionByLanguage: Object.fromEntries(measured.map(([language, { precision }]) => [language, precision])),
    recallByLanguage: Object.fromEntries(measured.map(([language, { recall }]) => [language, recall])),
  }
}

interface ReadVerdicts {
  readonly all: Verdicts
  /** Those of the audit's random sample. */
  readonly drawn: Verdicts
}

function readVerdicts(feedback: readonly Feedback[]): ReadVerdicts {
  // A correction of an alert's labels is no draw from the mentions that were passed over: only the audit's verdicts,
  // which belong to no alert, may stand for them.
  return { all: latestVerdicts(feedback), drawn: latestVerdicts(feedback.filter(({ alert }) => alert === '')) }
}

function languageOf({ language }: MentionFact): string {
  return language ?? UNKNOWN_LANGUAGE
}

function qualityOver(mentions: readonly MentionFact[], { all, drawn }: ReadVerdicts): Quality {
  const measured = LABELS.map((label) => [label, qualityOfLabel(label, mentions, all, drawn)] as const)
  return {
    precision: record(measured.map(([label, { precision }]) => [label, precision])),
    recall: record(measured.map(([label, { recall }]) => [label, recall])),
  }
}

interface Verdict {
  readonly relevant: boolean | null
  readonly labels: Readonly<Partial<Record<Label, boolean>>>
}

type Verdicts = ReadonlyMap<string, Verdict>

/** The newest word on a post counts, label by label: a person may take a correction back. */
function latestVerdicts(feedback: readonly Feedback[]): Verdicts {
  const verdicts = new Map<string, Verdict>()
  for (const entry of feedback.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))) {
    const before = verdicts.get(key(entry))
    verdicts.set(key(entry), {
      relevant: entry.relevant ?? before?.relevant ?? null,
      labels: { ...before?.labels, ...entry.labels },
    })
  }
  return verdicts
}

function qualityOfLabel(label: Label, mentions: readonly MentionFact[], verdicts: Verdicts, drawn: Verdicts) {
  const tagged = mentions.filter((mention) => mention.labels.includes(label))
  const passedOver = mentions.filter(({ flagged, staff, labels }) => !flagged && !staff && !labels.includes(label))
  const right = verdictsOn(tagged, label, verdicts)
  const missed = verdictsOn(passedOver, label, drawn)
  const precision = wilson(right.filter(Boolean).length, right.length)
  const missRate = wilson(missed.filter(Boolean).length, missed.length)
  return { precision, recall: recallOf(precision, tagged.length, missRate, passedOver.length) }
}

/**
 * Recall = what was found / (what was found + what was missed), each estimated over the whole period. The interval
 * takes the worst of both estimates for its low end and the best of both for its high end, so it is rather too wide.
 */
function recallOf(
  precision: Estimate | null,
  tagged: number,
  missRate: Estimate | null,
  passedOver: number,
): Estimate | null {
  if (precision === null || missRate === null) return null
  const share = (found: number, missed: number) => {
    const all = found * tagged + missed * passedOver
    return all === 0 ? 0 : (found * tagged) / all
  }
  return estimate(
    share(precision.value, missRate.value),
    share(precision.low, missRate.high),
    share(precision.high, missRate.low),
    missRate.n,
  )
}

/** True for "the label fits", false for "it does not"; posts that nobody judged for this label are left out. */
function verdictsOn(mentions: readonly MentionFact[], label: Label, verdicts: Verdicts): readonly boolean[] {
  return mentions.flatMap((mention) => {
    const verdict = verdicts.get(key(mention))
    if (verdict === undefined) return []
    if (verdict.relevant === false) return [false]
    return verdict.labels[label] ?? []
  })
}

function key({ source, post }: Pick<MentionFact, 'source' | 'post'>): string {
  return `${source} ${post}`
}

function record(entries: readonly (readonly [Label, Estimate | null])[]): Readonly<Record<Label, Estimate | null>> {
  return Object.fromEntries(entries) as Record<Label, Estimate | null>
}
