// Fills the checked values of a configuration into settings: durations become milliseconds, absent becomes null.

import type { ZodType } from 'zod'
import type { Brand } from '../domain/brand.js'
import type { AlertRules, OpinionSpec, Rhythm, Settings, SourceSpec, TargetSpec } from '../domain/settings.js'
import { durationMs } from '../domain/time.js'
import { LABELS, type Label, type Severity, type Urgency } from '../domain/verdict.js'
import type { Registries } from './load.js'
import { toRule } from './rules.js'
import { type ConfigFile, SOURCE_KEYS, TARGET_KEYS } from './schema.js'

/** Hours are the unit people think of a reply in; the contract's defaults. */
const GRACE_DEFAULT_MS: Readonly<Record<Label, number>> = {
  complaint: 4 * 3_600_000,
  question: 24 * 3_600_000,
  suggestion: 72 * 3_600_000,
  praise: 72 * 3_600_000,
  churn: 4 * 3_600_000,
}

/** The settings of a configuration that has passed every check. */
export function toSettings(config: ConfigFile, registries: Registries): Settings {
  return {
    storage: config.storage,
    timezone: config.timezone,
    language: config.language,
    brands: config.brands.map(toBrand),
    sources: config.sources.map((source) => toSource(source, registries)),
    alerts: toRules(config.alerts),
    businessRules: config.rules.map(toRule),
    notify: config.notify.map((target) => toTarget(target, registries)),
    fetch: {
      contact: config.fetch.contact || null,
      allowHosts: config.fetch.allowHosts,
      concurrency: config.fetch.concurrency,
      perHost: config.fetch.perHost,
      delayMs: ms(config.fetch.delay),
      timeoutMs: ms(config.fetch.timeout),
    },
    server: { ...config.server, publicUrl: config.server.publicUrl ?? null },
    costs: config.costs,
    opinions: config.opinions.map(toOpinion),
    learning: {
      enabled: config.learning.enabled,
      at: config.learning.at,
      least: config.learning.least,
      weight: config.learning.weight,
      halfLifeMs: ms(config.learning.halfLife),
    },
    retention: { postsMs: ms(config.retention.posts), unmatchedMs: ms(config.retention.unmatched) },
  }
}

function toOpinion(opinion: ConfigFile['opinions'][number]): OpinionSpec {
  if (opinion.kind === 'onnx') return opinion
  const { timeout, apiKey, ...rest } = opinion
  return { ...rest, apiKey: apiKey ?? null, timeoutMs: ms(timeout) }
}

function toBrand(brand: ConfigFile['brands'][number]): Brand {
  return { ...brand, terms: brand.terms ?? [brand.name], query: brand.query ?? null }
}

function toSource(source: ConfigFile['sources'][number], registries: Registries): SourceSpec {
  return {
    id: source.id,
    url: source.url,
    kind: source.kind,
    rhythm: readRhythm(source.every, registries) ?? { kind: 'adaptive' },
    brands: source.brands ?? null,
    ...(source.backfill === undefined ? {} : { backfill: source.backfill }),
    options: checkedOptions(source, SOURCE_KEYS, registries.sourceKinds.get(source.kind)),
  }
}

function toTarget(target: ConfigFile['notify'][number], registries: Registries): TargetSpec {
  return {
    id: target.id,
    kind: target.kind,
    on: target.on,
    when: {
      labels: target.when.labels ?? null,
      minSeverity: target.when.minSeverity as Severity,
      minUrgency: target.when.minUrgency as Urgency,
      brands: target.when.brands ?? null,
      sources: target.when.sources ?? null,
      teams: target.when.teams ?? null,
    },
    digest: target.digest ?? null,
    ...reportOf(target),
    options: checkedOptions(target, TARGET_KEYS, registries.notifiers.get(target.kind)),
  }
}

/** Who asks for reports and names no time gets them on Monday mornings. */
const REPORT_DEFAULT = '0 8 * * 1'

function reportOf({ report, on }: ConfigFile['notify'][number]): Pick<TargetSpec, 'report'> {
  if (report) return { report }
  return on.includes('report') ? { report: REPORT_DEFAULT } : {}
}

function checkedOptions(
  entry: Readonly<Record<string, unknown>>,
  commonKeys: readonly string[],
  schema: ZodType | undefined,
): Record<string, unknown> {
  const options = ownOptions(entry, commonKeys)
  return schema === undefined ? options : (schema.parse(options) as Record<string, unknown>)
}

function toRules(alerts: ConfigFile['alerts']): AlertRules {
  const { threshold } = alerts
  const perLabel = <T>(value: (label: Label) => T) =>
    Object.fromEntries(LABELS.map((label) => [label, value(label)])) as Record<Label, T>
  return {
    labels: alerts.labels,
    minSeverity: alerts.minSeverity as Severity,
    minUrgency: alerts.minUrgency as Urgency,
    threshold: perLabel((label) => (typeof threshold === 'number' ? threshold : (threshold[label] ?? 0.5))),
    graceMs: perLabel((label) => {
      const given = alerts.grace[label]
      return given === undefined ? GRACE_DEFAULT_MS[label] : ms(given)
    }),
    spike: toSpike(alerts.spike),
  }
}

const SPIKE_DEFAULTS = {
  low: { factor: 5, least: 10 },
  medium: { factor: 3, least: 5 },
  high: { factor: 2, least: 3 },
} as const

function toSpike({ sensitivity, window, factor, least }: ConfigFile['alerts']['spike']): AlertRules['spike'] {
  const usual = SPIKE_DEFAULTS[sensitivity]
  return { windowMs: ms(window), factor: factor ?? usual.factor, least: least ?? usual.least, sensitivity }
}

/** Durations were checked by the schema. */
function ms(text: string): number {
  return durationMs(text) ?? 0
}

/** Reads `every`: a duration, a cron line or "adaptive"; null when it is none of them. */
export function readRhythm(text: string, registries: Registries): Rhythm | null {
  if (text === 'adaptive') return { kind: 'adaptive' }
  const ms = durationMs(text)
  if (ms !== null && ms > 0) return { kind: 'every', ms }
  return registries.isCron(text) ? { kind: 'cron', line: text } : null
}

/** The keys of an entry that belong to its kind. An empty map says nothing, so it is as good as absent. */
export function ownOptions(
  entry: Readonly<Record<string, unknown>>,
  commonKeys: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entry).filter(([key, item]) => !commonKeys.includes(key) && !isEmptyMap(item)),
  )
}

function isEmptyMap(value: unknown): boolean {
  return value === null || (typeof value === 'object' && !Array.isArray(value) && Object.keys(value ?? {}).length === 0)
}
