// Turns the values of a configuration into settings, or into the list of what is wrong with them. It knows nothing of
// files and lines: each fault carries its path.

import type { core, ZodType } from 'zod'
import type { Settings } from '../domain/settings.js'
import type { Registries } from './load.js'
import { type ConfigPath, inside, listOf, nameOf, valueAt } from './paths.js'
import { suggestionText } from './problems.js'
import { ruleProblems, unknownTeams } from './rules.js'
import { configSchema, SOURCE_KEYS, TARGET_KEYS } from './schema.js'
import { ownOptions, readRhythm, toSettings } from './settings.js'

/** A fault and where it stands. `key` is set when the fault is a key of the map at `path`. */
export interface PathProblem {
  readonly path: ConfigPath
  readonly key?: string
  readonly message: string
}

/** Checks the values of a configuration: its settings, or all that is wrong. */
export function checkConfig(
  value: unknown,
  registries: Registries,
): { readonly settings: Settings | null; readonly problems: readonly PathProblem[] } {
  const parsed = configSchema.safeParse(value)
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => schemaProblems(issue, value))),
    ...kindProblems(value, registries),
    ...crossProblems(value, registries),
  ]
  return { settings: parsed.success && problems.length === 0 ? toSettings(parsed.data, registries) : null, problems }
}

function schemaProblems(issue: core.$ZodIssue, root: unknown): PathProblem[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path)
    return issue.keys.map((key) => ({
      path,
      key,
      message: `unknown key "${key}"${inside(path)}.${suggestionText(key, known)}`,
    }))
  }
  if (issue.code === 'invalid_union' && path[0] === 'opinions')
    return [{ path, message: `${nameOf(path)}: kind is "onnx" or "openai"` }]
  if (issue.code === 'invalid_union')
    return [{ path, message: `${nameOf(path)}: expected one number, or one number per label` }]
  const given = valueAt(root, path)
  if (given === undefined) return [{ path, message: `${nameOf(path)} is missing` }]
  if (issue.code === 'invalid_value' && typeof given === 'string') {
    return [
      { path, message: `${nameOf(path)}: "${given}" is not known.${suggestionText(given, issue.values.map(String))}` },
    ]
  }
  return [{ path, message: `${nameOf(path)}: ${issue.message}` }]
}

/** The keys that may stand in the map at a path, for suggestions. */
function knownKeys(path: ConfigPath): readonly string[] {
  let schema: unknown = configSchema
  for (const step of path) {
    const bare = unwrapped(schema)
    schema = typeof step === 'number' ? bare.element : bare.shape?.[step]
  }
  return Object.keys(unwrapped(schema).shape ?? {})
}

interface BareSchema {
  readonly shape?: Readonly<Record<string, unknown>>
  readonly element?: unknown
}

function unwrapped(schema: unknown): BareSchema {
  let current = schema as { def?: { innerType?: unknown; options?: readonly unknown[] } } & BareSchema
  while (current?.def?.innerType !== undefined || current?.def?.options !== undefined) {
    current = (current.def.innerType ?? current.def.options?.at(-1)) as typeof current
  }
  return current ?? {}
}

/** What a kind's or a notifier's own keys get wrong. Runs on the raw values, so that it speaks even when other keys are wrong. */
function kindProblems(value: unknown, registries: Registries): PathProblem[] {
  return [
    ...listOf(value, 'sources').flatMap((entry, index) =>
      entryProblems(entry, ['sources', index], SOURCE_KEYS, registries.sourceKinds, 'auto', 'source kind'),
    ),
    ...listOf(value, 'notify').flatMap((entry, index) =>
      entryProblems(entry, ['notify', index], TARGET_KEYS, registries.notifiers, null, 'notifier'),
    ),
  ]
}

function entryProblems(
  entry: Readonly<Record<string, unknown>>,
  path: ConfigPath,
  commonKeys: readonly string[],
  kinds: ReadonlyMap<string, ZodType>,
  free: string | null,
  noun: string,
): PathProblem[] {
  const kind = typeof entry.kind === 'string' ? entry.kind : free
  if (kind === null) return []
  const options = ownOptions(entry, commonKeys)
  if (kind === free) {
    return Object.keys(options).map((key) => ({
      path,
      key,
      message: `unknown key "${key}"${inside(path)}.${suggestionText(key, commonKeys)}`,
    }))
  }
  const schema = kinds.get(kind)
  if (schema === undefined) {
    const known = free === null ? [...kinds.keys()] : [free, ...kinds.keys()]
    return [{ path: [...path, 'kind'], message: `there is no ${noun} "${kind}".${suggestionText(kind, known)}` }]
  }
  const parsed = schema.safeParse(options)
  if (parsed.success) return []
  return parsed.error.issues.flatMap((issue): PathProblem[] => {
    const at = [...path, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))]
    if (issue.code !== 'unrecognized_keys') {
      const given = valueAt(options, issue.path as ConfigPath)
      return [
        { path: at, message: given === undefined ? `${nameOf(at)} is missing` : `${nameOf(at)}: ${issue.message}` },
      ]
    }
    const known = [...commonKeys, ...Object.keys(unwrapped(schema).shape ?? {})]
    return issue.keys.map((key) => ({
      path: at,
      key,
      message: `unknown key "${key}"${inside(at)}.${suggestionText(key, known)}`,
    }))
  })
}

/** What is wrong only in the light of the rest: double ids, brands that do not exist, cron lines, queries. Runs on the raw values too. */
function crossProblems(value: unknown, registries: Registries): PathProblem[] {
  const brands = listOf(value, 'brands')
  const sources = listOf(value, 'sources')
  const targets = listOf(value, 'notify')
  const rules = listOf(value, 'rules')
  return [
    ...doubles(brands, 'brands'),
    ...doubles(sources, 'sources'),
    ...doubles(targets, 'notify'),
    ...doubles(rules, 'rules'),
    ...rules.flatMap((rule, index) => [
      ...unknownIds(valueAt(rule, ['when', 'brands']), brands, ['rules', index, 'when', 'brands'], 'brand'),
      ...unknownIds(valueAt(rule, ['when', 'sources']), sources, ['rules', index, 'when', 'sources'], 'source'),
    ]),
    ...ruleProblems(value, registries),
    ...unknownTeams(value),
    ...brands.flatMap((brand, index) => {
      const fault = typeof brand.query === 'string' ? registries.queryFault(brand.query) : null
      return fault === null ? [] : [{ path: ['brands', index, 'query'], message: `brands[${index}].query: ${fault}` }]
    }),
    ...sources.flatMap((source, index) => [
      ...unknownIds(source.brands, brands, ['sources', index, 'brands'], 'brand'),
      ...rhythmProblems(source.every, index, registries),
    ]),
    ...targets.flatMap((target, index) => [
      ...unknownIds(valueAt(target, ['when', 'brands']), brands, ['notify', index, 'when', 'brands'], 'brand'),
      ...unknownIds(valueAt(target, ['when', 'sources']), sources, ['notify', index, 'when', 'sources'], 'source'),
      ...digestProblems(target, index, registries),
    ]),
    ...storageProblems(valueAt(value, ['storage'])),
    ...learningProblems(valueAt(value, ['learning', 'at']), registries),
    ...websubProblems(valueAt(value, ['server'])),
  ]
}

type Entries = readonly Readonly<Record<string, unknown>>[]

function unknownIds(ids: unknown, among: Entries, path: ConfigPath, noun: string): PathProblem[] {
  const known = among.map((entry) => entry.id).filter((id) => typeof id === 'string')
  const named: readonly unknown[] = Array.isArray(ids) ? ids : []
  return named.flatMap((id, index) => {
    if (typeof id !== 'string' || known.includes(id)) return []
    return [{ path: [...path, index], message: `there is no ${noun} "${id}".${suggestionText(id, known)}` }]
  })
}

function rhythmProblems(every: unknown, index: number, registries: Registries): PathProblem[] {
  if (typeof every !== 'string' || readRhythm(every.trim(), registries) !== null) return []
  const message = `sources[${index}].every: "${every}" is neither a duration ("15m"), a cron line ("*/10 * * * *") nor "adaptive"`
  return [{ path: ['sources', index, 'every'], message }]
}

function digestProblems(
  target: Readonly<Record<string, unknown>>,
  index: number,
  registries: Registries,
): PathProblem[] {
  const { digest, on } = target
  if (typeof digest === 'string' && !registries.isCron(digest)) {
    const message = `notify[${index}].digest: "${digest}" is not a cron line like "0 9 * * 1-5"`
    return [{ path: ['notify', index, 'digest'], message }]
  }
  if (typeof target.report === 'string' && !registries.isCron(target.report)) {
    const message = `notify[${index}].report: "${target.report}" is not a cron line like "0 8 * * 1"`
    return [{ path: ['notify', index, 'report'], message }]
  }
  if (!Array.isArray(on) || !on.includes('digest') || typeof digest === 'string') return []
  const message = `notify[${index}].on names "digest", but there is no digest time: add digest: "0 9 * * 1-5"`
  return [{ path: ['notify', index, 'on'], message }]
}

function storageProblems(storage: unknown): PathProblem[] {
  if (typeof storage !== 'string' || !/^postgres(ql)?:/.test(storage)) return []
  const message = 'storage: PostgreSQL is not available in this version: give the path of an SQLite file'
  return [{ path: ['storage'], message }]
}

/** A hub calls back: without a public address it would call nobody, and polling would get rarer for nothing. */
function websubProblems(server: unknown): PathProblem[] {
  if (valueAt(server, ['websub']) !== true || valueAt(server, ['publicUrl'])) return []
  const message =
    'server.websub needs server.publicUrl: hubs call back there. Add publicUrl: "https://escucha.une.example", or leave websub out'
  return [{ path: ['server', 'websub'], message }]
}

function learningProblems(at: unknown, registries: Registries): PathProblem[] {
  if (typeof at !== 'string' || registries.isCron(at.trim())) return []
  return [{ path: ['learning', 'at'], message: `learning.at: "${at}" is not a cron line like "30 3 * * *"` }]
}

function doubles(entries: Entries, list: string): PathProblem[] {
  const ids = entries.map((entry) => entry.id)
  return ids.flatMap((id, index) => {
    if (typeof id !== 'string' || ids.indexOf(id) === index) return []
    return [{ path: [list, index, 'id'], message: `${list}[${index}].id: "${id}" is taken already: ids are unique` }]
  })
}
