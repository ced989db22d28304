// The configuration once it is checked: what CONTRACT.md section 3 describes, with durations in milliseconds and
// defaults filled in. `config` makes it; every other room may read it.

import type { Brand } from './brand.js'
import type { DismissReason } from './case.js'
import type { EventKind } from './delivery.js'
import type { LearningSettings } from './learning.js'
import type { Rule } from './rule.js'
import type { Label, Severity, Urgency } from './verdict.js'

/** How often a source is polled. */
export type Rhythm =
  | { readonly kind: 'adaptive' }
  | { readonly kind: 'every'; readonly ms: number }
  | { readonly kind: 'cron'; readonly line: string }

/** A source to be polled, as the configuration or `sources add` gives it. */
export interface SourceSpec {
  readonly id: string
  readonly url: string
  /** A registered kind, or `auto`. */
  readonly kind: string
  readonly rhythm: Rhythm
  /** Ids of the brands listened for here; null means all. */
  readonly brands: readonly string[] | null
  /** Older pages of its listing that are read, a few in each scan; absent: as many as is usual. */
  readonly backfill?: number
  /** The kind's own options, checked by the kind's schema. */
  readonly options: Readonly<Record<string, unknown>>
}

/** How readily a rise of cases is told. */
export const SPIKE_SENSITIVITIES = ['low', 'medium', 'high'] as const
/** One of them. */
export type SpikeSensitivity = (typeof SPIKE_SENSITIVITIES)[number]

/** When an alert opens, and how long a case may wait. */
export interface AlertRules {
  readonly labels: readonly Label[]
  readonly minSeverity: Severity
  readonly minUrgency: Urgency
  /** Probability at which a label is flagged. */
  readonly threshold: Readonly<Record<Label, number>>
  /** Milliseconds that a case may wait for an answer, by label; the shortest of a case's labels counts. */
  readonly graceMs: Readonly<Record<Label, number>>
  readonly spike: {
    readonly windowMs: number
    readonly factor: number
    readonly least: number
    /** How surely a rise must be none of chance's: `low` tells of few and sure ones, `high` early ones too. */
    readonly sensitivity: SpikeSensitivity
  }
}

/** Where notifications go. */
export interface TargetSpec {
  readonly id: string
  readonly kind: string
  readonly on: readonly EventKind[]
  readonly when: {
    readonly labels: readonly Label[] | null
    readonly minSeverity: Severity
    readonly minUrgency: Urgency
    readonly brands: readonly string[] | null
    readonly sources: readonly string[] | null
    /** Teams to which business rules give cases; null: whichever, or none. */
    readonly teams?: readonly string[] | null
  }
  /** Cron line of its digest; null when it wants none. */
  readonly digest: string | null
  /** Cron line of its report of the figures; absent when it wants none. */
  readonly report?: string
  /** The notifier's own options (address, secret…), checked by its schema. Holds secrets: never logged. */
  readonly options: Readonly<Record<string, unknown>>
}

interface OpinionLimits {
  /** It is asked where a probability lies this near to its threshold. */
  readonly band: number
  /** Posts in one pass of which it is asked at most. */
  readonly perPass: number
}

/** A second opinion on posts that the model is not sure of. */
export type OpinionSpec =
  /** A sentence encoder whose files the operator has, with the head that was fitted on it. */
  | (OpinionLimits & { readonly kind: 'onnx'; readonly folder: string; readonly head: string })
  /** An OpenAI-compatible endpoint. `apiKey` is a secret: never logged. */
  | (OpinionLimits & {
      readonly kind: 'openai'
      readonly url: string
      readonly model: string
      readonly apiKey: string | null
      readonly timeoutMs: number
    })

/** How pages are fetched. */
export interface FetchSettings {
  /** Stands in the user agent; null when the operator gives none. */
  readonly contact: string | null
  /** Hosts or CIDRs that may be loopback or private. */
  readonly allowHosts: readonly string[]
  readonly concurrency: number
  readonly perHost: number
  readonly delayMs: number
  readonly timeoutMs: number
}

/** The whole checked configuration. */
export interface Settings {
  /** File of the SQLite database, absolute; or a postgres:// address. */
  readonly storage: string
  /** IANA name. */
  readonly timezone: string
  readonly language: 'es' | 'en'
  readonly brands: readonly Brand[]
  readonly sources: readonly SourceSpec[]
  readonly alerts: AlertRules
  /** In the order in which they are applied; none when absent. */
  readonly businessRules?: readonly Rule[]
  readonly notify: readonly TargetSpec[]
  readonly fetch: FetchSettings
  readonly server: {
    readonly host: string
    readonly port: number
    /** Public address, when a proxy stands in front; null otherwise. */
    readonly publicUrl: string | null
    /** Whether hubs are asked to tell of new posts (WebSub); absent is no. Needs `publicUrl`. */
    readonly websub?: boolean
  }
  readonly costs: { readonly perContact: number; readonly currency: string }
  readonly opinions: readonly OpinionSpec[]
  readonly learning: LearningSettings
  readonly retention: { readonly postsMs: number; readonly unmatchedMs: number }
  /** The folder of answer files, and how messages call it; absent where the configuration came from no file. */
  readonly answers?: { readonly folder: string; readonly shownAs: string }
}

/** A person's change to an alert, by the page, the API or the command line. Absent fields stay as they are. */
export interface AlertPatch {
  readonly status?: 'open' | 'acknowledged' | 'answered' | 'resolved' | 'dismissed' | 'snoozed'
  readonly assignee?: string | null
  readonly snoozedUntil?: string | null
  readonly labels?: readonly Label[]
  readonly dismissReason?: DismissReason | null
}
