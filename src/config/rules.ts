// Business rules as people write them, and the proof that each can match: a rule that never acts is worse than none,
// because somebody relies on it.

import { z } from 'zod'
import { PRIORITIES, type Rule } from '../domain/rule.js'
import { durationMs } from '../domain/time.js'
import { LABELS } from '../domain/verdict.js'
import type { Registries } from './load.js'
import { type ConfigPath, listOf, valueAt } from './paths.js'
import { suggestionText } from './problems.js'

/** The languages in which posts are labelled; in others no case ever opens. */
const LABELLED_LANGUAGES = ['es', 'en', 'pt']

const LENGTH_MAX = 100

/** A fault of a rule and where it stands. */
interface RuleProblem {
  readonly path: ConfigPath
  readonly message: string
}

type Schemas = Readonly<Record<'id' | 'words' | 'level' | 'duration', z.ZodType>>

/** The schema of one rule, made of the small schemas that the rest of the file uses, too. */
export function ruleSchema({ id, words, level, duration }: Schemas) {
  const some = (words as z.ZodArray<z.ZodString>).min(1, 'an empty list matches nothing: name one, or leave it out')
  const name = z.string().trim().min(1).max(LENGTH_MAX)
  return z.strictObject({
    id: (id as z.ZodString).meta({ description: 'Names the rule in the history and in `escucha rules test`' }),
    when: z
      .strictObject({
        brands: some.optional(),
        labels: z.array(z.enum(LABELS)).min(1, 'an empty list matches nothing: name one, or leave it out').optional(),
        minSeverity: (level as z.ZodNumber).default(0),
        minUrgency: (level as z.ZodNumber).default(0),
        sources: some.optional(),
        languages: some.optional().meta({ description: 'es, en or pt' }),
        authors: some.optional().meta({ description: 'Names or handles; case, accents and @ do not matter' }),
        topics: some
          .optional()
          .meta({ description: 'What it is about, in your own words: a case matches that raises the same thing' }),
      })
      .prefault({})
      .meta({ description: 'Which cases: every part that is given must hold; without any, every case' }),
    set: z
      .strictObject({
        assignee: name.optional(),
        team: name.optional(),
        priority: z.enum(PRIORITIES).optional(),
        grace: (duration as z.ZodString).optional().meta({ description: 'Takes the place of alerts.grace' }),
        tags: z.array(name).min(1).max(20).optional(),
      })
      .prefault({}),
    mute: z.boolean().default(false).meta({ description: 'Opens no alert; the mention is kept and counted' }),
    stop: z.boolean().default(false).meta({ description: 'No later rule is asked' }),
  })
}

type RuleFile = z.output<ReturnType<typeof ruleSchema>>

/** The rule of a checked entry. */
export function toRule({ id, when, set, mute, stop }: RuleFile): Rule {
  return {
    id,
    when: {
      brands: when.brands ?? null,
      labels: when.labels ?? null,
      minSeverity: when.minSeverity,
      minUrgency: when.minUrgency,
      sources: when.sources ?? null,
      languages: when.languages ?? null,
      authors: when.authors ?? null,
      topics: when.topics ?? null,
    },
    set: {
      assignee: set.assignee ?? null,
      team: set.team ?? null,
      priority: set.priority ?? null,
      graceMs: set.grace === undefined ? null : durationMs(set.grace),
      tags: set.tags ?? [],
    },
    mute,
    stop,
  }
}

type Entry = Readonly<Record<string, unknown>>

/** What keeps rules from ever matching or acting. Runs on the raw values, beside the schema. */
export function ruleProblems(root: unknown, registries: Registries): readonly RuleProblem[] {
  const rules = listOf(root, 'rules')
  return rules.flatMap((rule, index) => [
    ...idleProblems(rule, index),
    ...languageProblems(rule, index),
    ...authorProblems(rule, index, root),
    ...topicProblems(rule, index, root, registries),
    ...placeProblems(rule, index, root),
    ...shadowProblems(rules, index),
  ])
}

function idleProblems(rule: Entry, index: number): readonly RuleProblem[] {
  const sets = Object.keys((valueAt(rule, ['set']) as Entry | undefined) ?? {}).length > 0
  const path = ['rules', index]
  if (rule.mute === true && sets) {
    return [{ path, message: `rules[${index}] mutes and sets: a muted case opens nothing that could be routed` }]
  }
  if (rule.mute === true || rule.stop === true || sets) return []
  return [{ path, message: `rules[${index}] does nothing: give it "set", "mute: true" or "stop: true"` }]
}

function languageProblems(rule: Entry, index: number): readonly RuleProblem[] {
  const languages = namesAt(rule, 'languages')
  if (languages === null || languages.some((language) => LABELLED_LANGUAGES.includes(language))) return []
  const message = `rules[${index}].when.languages: no case ever opens in ${languages.join(', ')}: posts are labelled in es, en and pt`
  return [{ path: ['rules', index, 'when', 'languages'], message }]
}

/** Staff open no cases. */
function authorProblems(rule: Entry, index: number, root: unknown): readonly RuleProblem[] {
  const authors = namesAt(rule, 'authors')
  const brands = brandsOf(rule, root)
  if (authors === null || authors.length === 0 || brands.length === 0) return []
  const isStaff = (author: string) =>
    brands.every((brand) => textsIn(brand.staff).some((name) => folded(name) === folded(author)))
  if (!authors.every(isStaff)) return []
  const message = `rules[${index}].when.authors: ${authors.join(', ')} answer for the brand, and staff open no cases`
  return [{ path: ['rules', index, 'when', 'authors'], message }]
}

function topicProblems(rule: Entry, index: number, root: unknown, registries: Registries): readonly RuleProblem[] {
  const names = brandsOf(rule, root).flatMap((brand) => textsIn([brand.name, ...textsIn(brand.terms)]))
  return (namesAt(rule, 'topics') ?? []).flatMap((topic, at) => {
    const fault = registries.topicFault(topic, names)
    const path = ['rules', index, 'when', 'topics', at]
    return fault === null ? [] : [{ path, message: `rules[${index}].when.topics[${at}]: ${fault}` }]
  })
}

/** At a source that listens for other brands no case of these ever opens. */
function placeProblems(rule: Entry, index: number, root: unknown): readonly RuleProblem[] {
  const brands = namesAt(rule, 'brands')
  const sources = namesAt(rule, 'sources')
  if (brands === null || sources === null) return []
  const known = listOf(root, 'sources').filter(({ id }) => typeof id === 'string' && sources.includes(id))
  if (known.length < sources.length || known.length === 0) return []
  const listens = (source: Entry) =>
    !Array.isArray(source.brands) || textsIn(source.brands).some((id) => brands.includes(id))
  if (known.some(listens)) return []
  const message = `rules[${index}] never matches: ${sources.join(', ')} ${sources.length === 1 ? 'listens' : 'listen'} for other brands than ${brands.join(', ')}`
  return [{ path: ['rules', index, 'when', 'sources'], message }]
}

/** Where an earlier rule ends the way for every case that this one is about, this one is never asked. */
function shadowProblems(rules: readonly Entry[], index: number): readonly RuleProblem[] {
  const rule = rules[index] ?? {}
  const before = rules
    .slice(0, index)
    .findIndex((earlier) => (earlier.stop === true || earlier.mute === true) && covers(earlier, rule))
  if (before < 0) return []
  const ends = rules[before]?.mute === true ? 'mutes' : 'stops at'
  const message = `rules[${index}] never matches: rules[${before}] ${ends} every case that it is about. Move it up, or narrow the other one`
  return [{ path: ['rules', index], message }]
}

const LISTS = ['brands', 'labels', 'sources', 'languages', 'authors', 'topics'] as const

/** Whether each case that the second rule is about is one that the first is about as well. */
function covers(wide: Entry, narrow: Entry): boolean {
  const listsCover = LISTS.every((list) => {
    const wanted = namesAt(wide, list)
    const given = namesAt(narrow, list)
    if (wanted === null) return true
    // A case may bear several labels, so that only "any of these" within "any of those" is certain.
    return given?.every((name) => wanted.some((other) => folded(other) === folded(name))) ?? false
  })
  const atLeast = (entry: Entry, key: string) => Number(valueAt(entry, ['when', key]) ?? 0)
  return listsCover && ['minSeverity', 'minUrgency'].every((key) => atLeast(wide, key) <= atLeast(narrow, key))
}

/** What is wrong with the ids that rules and targets name, given the brands, sources and teams that there are. */
export function unknownTeams(root: unknown): readonly RuleProblem[] {
  const teams = listOf(root, 'rules').flatMap((rule) => textsIn([valueAt(rule, ['set', 'team'])]))
  return listOf(root, 'notify').flatMap((target, index) =>
    textsIn(valueAt(target, ['when', 'teams'])).flatMap((team, at) => {
      if (teams.includes(team)) return []
      const message = `no rule gives a case to the team "${team}".${suggestionText(team, teams)}`
      return [{ path: ['notify', index, 'when', 'teams', at], message }]
    }),
  )
}

/** The brands that a rule is about: those it names, else all. */
function brandsOf(rule: Entry, root: unknown): readonly Entry[] {
  const named = namesAt(rule, 'brands')
  return listOf(root, 'brands').filter(({ id }) => named === null || (typeof id === 'string' && named.includes(id)))
}

function namesAt(rule: Entry, list: string): readonly string[] | null {
  const value = valueAt(rule, ['when', list])
  return Array.isArray(value) ? textsIn(value) : null
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim().replace(/^@/, '')
}
