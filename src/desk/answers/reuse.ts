// What reuse of known answers came to, over the cases of a period. A used answer counts as saved work once its case is
// answered after it was used: copying alone helps nobody.

import type { AnswerUse } from '../../domain/answer.js'
import type { Alert } from '../../domain/case.js'
import type { Settings } from '../../domain/settings.js'
import { rounded } from '../figures/numbers.js'

/** Reuse in figures. */
export interface KnownAnswerFigures {
  /** Cases for which somebody was shown a known answer. */
  readonly offered: number
  /** Cases in which one was copied or marked as used. */
  readonly used: number
  /** Of those, the ones that were answered after it. */
  readonly answered: number
  readonly saved: { readonly amount: number; readonly currency: string }
  /** The answers that were used, most first. */
  readonly listed: readonly ReusedAnswer[]
}

/** How often one answer served. */
export interface ReusedAnswer {
  readonly answer: string
  readonly origin: AnswerUse['origin']
  readonly used: number
  readonly answered: number
}

/** As many as somebody would read. */
const LISTED_MAX = 10

/** The figures of reuse over these cases. */
export function reuseFigures(
  cases: readonly Alert[],
  uses: readonly AnswerUse[],
  costs: Settings['costs'],
): KnownAnswerFigures {
  const byId = new Map(cases.map((alert) => [alert.id, alert]))
  const own = uses.filter(({ alert }) => byId.has(alert))
  const used = own.filter(({ usedAt }) => usedAt !== null)
  const helped = used.filter((use) => hasHelped(use, byId.get(use.alert)))
  const answered = casesOf(helped)
  return {
    offered: casesOf(own),
    used: casesOf(used),
    answered,
    saved: { amount: rounded(answered * costs.perContact, 2), currency: costs.currency },
    listed: listed(used, new Set(helped)),
  }
}

function hasHelped({ usedAt }: AnswerUse, alert: Alert | undefined): boolean {
  if (usedAt === null || alert === undefined || alert.answeredAt === null) return false
  // Who marks the alert as answered and copies the draft in the same breath has used it all the same.
  return alert.answeredAt >= usedAt || (alert.staffRespondedAt ?? '') >= usedAt
}

function casesOf(uses: readonly AnswerUse[]): number {
  return new Set(uses.map(({ alert }) => alert)).size
}

function listed(used: readonly AnswerUse[], helped: ReadonlySet<AnswerUse>): readonly ReusedAnswer[] {
  const counts = new Map<string, ReusedAnswer>()
  for (const use of used) {
    const { answer, origin } = use
    const key = `${origin} ${answer}`
    const before = counts.get(key) ?? { answer, origin, used: 0, answered: 0 }
    counts.set(key, { ...before, used: before.used + 1, answered: before.answered + Number(helped.has(use)) })
  }
  return [...counts.values()]
    .sort((one, other) => other.used - one.used || (one.answer < other.answer ? -1 : 1))
    .slice(0, LISTED_MAX)
}
