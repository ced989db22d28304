// The classifier that ships: reads each post once, finds the brands in it, and judges each of them. It is pure: it
// keeps no memory of posts, only compiled brands.

import type { Brand } from '../domain/brand.js'
import {
  type Classifier,
  type Evidence,
  type Judgement,
  LABELS,
  type Label,
  type PostText,
  type Verdict,
} from '../domain/verdict.js'
import { type Analysis, extractLabels, lookAs, newAnalysis, readText } from './analysis.js'
import { type BrandFinder, compileBrands } from './brands.js'
import { askedBrands, type Candidate, foundBrands } from './candidates.js'
import { evidenceFor } from './evidence.js'
import { isLabelled, languageOf } from './language.js'
import { leaningOf } from './leaning.js'
import { corrected, decodeCorrection } from './learn/correction.js'
import { HEADS, type HeadName, type Model, wordSets } from './model.js'
import { loadModel, SHIPPED_MODEL } from './model-file.js'
import { PROPER_NAMES } from './proper-names.js'
import { wholeText, withoutQuotes } from './quoted.js'
import { calibrationOf, gradeOf, probability, scoreHeads, scoreRelevance } from './scores.js'
import type { OtherMeanings } from './spelling/speller.js'

export { loadModel } from './model-file.js'

/** Options of a classifier. */
export interface ClassifierOptions {
  /** Another model than the one that ships. */
  readonly modelFile?: URL | string
  /** Probability from which a label becomes a tag; the model's own where absent. */
  readonly thresholds?: Readonly<Partial<Record<Label, number>>>
  /** What was learnt from corrections; null or absent: the model as it ships. */
  readonly learnt?: Uint8Array | null
}

/** Below this relevance a label is told, but never decides a tag. */
const TAG_RELEVANCE_MIN = 0.5

/** A post that may well be a complaint has a grade, wherever the operator's threshold lies. */
const SEVERITY_FROM = 0.35

/** A classifier that can also say its concepts in words. */
export interface EmbeddedClassifier extends Classifier {
  /** A concept of the evidence in words ("no funciona"); null for one that the model does not know. */
  conceptTitle(concept: string, language: 'es' | 'en'): string | null
  /** Probability from which each label is a tag. */
  readonly thresholds: Readonly<Record<Label, number>>
}

/** Opens the classifier with the brands that it is to find by itself. */
export function openClassifier(brands: readonly Brand[], options: ClassifierOptions = {}): EmbeddedClassifier {
  const base = loadModel(options.modelFile ?? SHIPPED_MODEL)
  const { learnt = null } = options
  const model = learnt === null ? base : corrected(base, decodeCorrection(learnt))
  return classifierOf(model, brands, options.thresholds ?? {})
}

/** A model at work: its arrays, its brands compiled. One room judges one post at a time. */
export interface Room {
  readonly model: Model
  readonly analysis: Analysis
  readonly finder: BrandFinder
  readonly adHoc: Map<string, BrandFinder>
  readonly thresholds: Readonly<Record<Label, number>>
  /** What a word that looks like a misspelled name may be instead. */
  readonly others: OtherMeanings
}

/** A classifier of a model that is already in memory. */
export function classifierOf(
  model: Model,
  brands: readonly Brand[],
  thresholds: Readonly<Partial<Record<Label, number>>> = {},
): EmbeddedClassifier {
  const titles = new Map(model.lexicon.concepts.map((concept) => [concept.name, concept.titles]))
  const room = roomOf(model, brands, thresholds)
  return {
    id: model.header.id,
    classify: (posts, asked) => posts.map((post) => judgePost(room, post, asked)),
    thresholds: room.thresholds,
    conceptTitle: (concept, language) => titles.get(concept)?.[language] ?? null,
  }
}

/** Puts a model to work for these brands. */
export function roomOf(
  model: Model,
  brands: readonly Brand[],
  thresholds: Readonly<Partial<Record<Label, number>>> = {},
): Room {
  const words = wordSets(model)
  return {
    model,
    analysis: newAnalysis(model.lexicon, words),
    finder: compileBrands(brands),
    adHoc: new Map(),
    thresholds: { ...model.header.thresholds, ...thresholds },
    others: {
      isWord: (hash) => words.vocabulary.has(hash) || words.polarity.get(hash) !== 0 || PROPER_NAMES.has(hash),
      isName: words.names.has,
    },
  }
}

/** What judging knows of a post as one brand, besides the features that it leaves in the room's analysis. */
export interface Sight {
  readonly brand: Brand
  readonly language: string | null
  /** Added to the score of relevance. */
  readonly leaning: number
}

/** Looks at a post as each of these brands, as judging does, and shows each sight: what learning reads its features from. */
export function lookAtPost(room: Room, given: PostText, brands: readonly Brand[], see: (sight: Sight) => void): void {
  const post = withoutQuotes(given)
  const language = readPost(room, post, given)
  for (const candidate of askedBrands(room, post, brands)) see({ ...look(room, post, candidate), language })
}

function readPost(room: Room, post: PostText, given: PostText): string | null {
  readText(room.analysis, wholeText(post), wholeText(given))
  return languageOf(room.analysis.reading, post.languageHint)
}

function judgePost(room: Room, given: PostText, asked: readonly Brand[] | null): Verdict {
  const post = withoutQuotes(given)
  const language = readPost(room, post, given)
  const candidates = asked === null ? foundBrands(room, post) : askedBrands(room, post, asked)
  return { language, judgements: candidates.map((candidate) => judge(room, post, candidate, language)) }
}

const scores = new Float64Array(8)

function look(room: Room, post: PostText, candidate: Candidate): Omit<Sight, 'language'> {
  const { brand, hits, others, surroundings } = candidate
  lookAs(room.analysis, brand, hits, others, surroundings)
  return { brand, leaning: leaningOf(post, hits) }
}

function judge(room: Room, post: PostText, candidate: Candidate, language: string | null): Judgement {
  const { model, analysis } = room
  const { brand, leaning } = look(room, post, candidate)
  const relevance = relevanceOf(room, brand, language, leaning)
  if (!isLabelled(language) || analysis.reading.tokens === 0) {
    const nothing = { labels: NO_LABELS, tags: [], severity: 0, urgency: 0, evidence: [] } as const
    return { brand: brand.id, relevance: round(relevance), model: model.header.id, ...nothing }
  }
  scoreHeads(model, extractLabels(analysis), scores)
  const labels = {
    complaint: labelOf(model, 'complaint', language, relevance),
    question: labelOf(model, 'question', language, relevance),
    suggestion: labelOf(model, 'suggestion', language, relevance),
    praise: labelOf(model, 'praise', language, relevance),
    churn: labelOf(model, 'churn', language, relevance),
  }
  const tags = relevance < TAG_RELEVANCE_MIN ? [] : LABELS.filter((label) => labels[label] >= room.thresholds[label])
  return {
    brand: brand.id,
    relevance: round(relevance),
    model: model.header.id,
    labels,
    tags,
    severity: labels.complaint >= SEVERITY_FROM ? grade(model, 'severity') : 0,
    urgency: grade(model, 'urgency'),
    evidence: whyOf(room, tags, language),
  }
}

/** The probability of a label, by the scores of the heads. */
function labelOf(model: Model, label: Label, language: string | null, relevance: number): number {
  const head = HEADS.indexOf(label)
  const score = (scores[head] ?? 0) + (model.header.cuts[head]?.[0] ?? 0)
  return round(probability(score, calibrationOf(model, language, label), relevance))
}

/** A brand without a word stands for whatever the post is about: labelled sets that name no brand are read so. */
function relevanceOf(room: Room, brand: Brand, language: string | null, leaning: number): number {
  if (brand.name === '' && brand.terms.length === 0) return 1
  const score = scoreRelevance(room.model, room.analysis.relevance) + leaning
  return probability(score, calibrationOf(room.model, language, 'relevance'), 1)
}

const NO_LABELS: Readonly<Record<Label, number>> = { complaint: 0, question: 0, suggestion: 0, praise: 0, churn: 0 }

function grade(model: Model, head: HeadName): 0 | 1 | 2 | 3 {
  const lane = HEADS.indexOf(head)
  return gradeOf(scores[lane] ?? 0, model.header.cuts[lane] ?? [])
}

function whyOf(room: Room, tags: readonly Label[], language: string | null): Evidence[] {
  const why: Evidence[] = []
  for (const label of tags) {
    why.push(...evidenceFor(room.analysis, room.model, label, calibrationOf(room.model, language, label).slope))
  }
  return why
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
