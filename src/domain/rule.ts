// Business rules: what the operator wants done with some cases. "Complaints about the bill go to María's team within an
// hour"; "this bot's posts open nothing". The desk applies them; the configuration proves that each can match.

/** How soon a case wants a look among others of the same time; `normal` unless a rule says otherwise. */
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
/** One of the priorities. */
export type Priority = (typeof PRIORITIES)[number]

/** Which cases a rule is about: every part that is given must hold. Null: whatever it is. */
export interface RuleCondition {
  readonly brands: readonly string[] | null
  /** One of them at least. Typed as text: a rule may name what no case bears, and is then refused. */
  readonly labels: readonly string[] | null
  readonly minSeverity: number
  readonly minUrgency: number
  readonly sources: readonly string[] | null
  /** ISO 639-1. */
  readonly languages: readonly string[] | null
  /** Names or handles; case, accents and a leading @ do not matter. */
  readonly authors: readonly string[] | null
  /** What it is about, in the operator's words: a case matches that raises the same thing ("no llega la factura"). */
  readonly topics: readonly string[] | null
}

/** What a rule sets; null leaves it to the other rules. */
export interface RuleEffect {
  readonly assignee: string | null
  readonly team: string | null
  readonly priority: Priority | null
  /** Takes the place of the grace that the labels give. A severe case has none all the same. */
  readonly graceMs: number | null
  readonly tags: readonly string[]
}

/** One rule. They are applied in the order of the file: what a later one sets wins, tags gather. */
export interface Rule {
  readonly id: string
  readonly when: RuleCondition
  readonly set: RuleEffect
  /** The case opens no alert; its mentions are kept and counted. */
  readonly mute: boolean
  /** No later rule is asked. */
  readonly stop: boolean
}

/** What rules made of an alert. */
export interface Routing {
  readonly team: string | null
  readonly priority: Priority
  /** The operator's own words; not to be mixed up with a mention's `tags`, which are labels. */
  readonly tags: readonly string[]
  /** Milliseconds of grace by a rule; null where the labels' grace holds. */
  readonly graceMs: number | null
  /** Ids of the rules that matched, in their order. */
  readonly rules: readonly string[]
}

/** Of an alert that no rule is about. */
export const NO_ROUTING: Routing = { team: null, priority: 'normal', tags: [], graceMs: null, rules: [] }
