// Whether a post speaks of what the brand deals in. A brand that nobody listed is neither helped nor harmed.

import type { Saying } from './concepts.js'
import { joinHash } from './hashed.js'
import { OTHER, type Overlay, OWN, PLAIN } from './overlay.js'
import { type Reading, WORD } from './reading.js'
import { type Named, putHashed, type RelevanceFeatures } from './relevance-features.js'
import { TRADES_MAX, type Trades } from './trades.js'

/** How the trades that a post speaks of stand to the brand's own. */
export type TradeFit = 'unknown' | 'fits' | 'strange' | 'silent'

/** What each claims of any brand. */
export const TRADE_CLAIMS: Readonly<Record<TradeFit, readonly Named[]>> = {
  unknown: [],
  fits: ['trade-known', 'trade-fits'],
  strange: ['trade-known', 'trade-strange'],
  silent: ['trade-known', 'trade-silent'],
}

/** What each claims besides where the name is an ordinary word. */
export const COMMON_TRADE_CLAIMS: Readonly<Record<TradeFit, readonly Named[]>> = {
  unknown: [],
  fits: ['common-trade-known', 'common-trade-fits'],
  strange: ['common-trade-known', 'common-trade-strange'],
  silent: ['common-trade-known', 'common-trade-silent'],
}

const TOKENS_LOOKED_AT = 700
const HEARD_VALUE = 0.5

/** Adds which trades are spoken of beside which the brand is in; for a common word also which words, for they decide. */
export function addTrades(
  into: RelevanceFeatures,
  { bits }: Trades,
  own: number,
  reading: Reading,
  overlay: Overlay,
  sayings: readonly Saying[],
  common: boolean,
): TradeFit {
  if (own === 0) return 'unknown'
  let heard = 0
  for (const { concept, from } of sayings) if (overlay.mark[from] !== OWN) heard |= bits[concept] as number
  for (let trade = 0; trade < TRADES_MAX; trade++) {
    if ((own & (1 << trade)) === 0) continue
    addHeard(into, trade, heard, common)
    if (common) addWordsOf(into, trade, reading, overlay)
  }
  if (heard === 0) return 'silent'
  return (heard & own) === 0 ? 'strange' : 'fits'
}

function addHeard(into: RelevanceFeatures, trade: number, heard: number, common: boolean): void {
  for (let other = 0; other < TRADES_MAX; other++)
    if ((heard & (1 << other)) !== 0)
      putHashed(into, joinHash(0xa1a1 + Number(common), trade * TRADES_MAX + other), HEARD_VALUE)
}

function addWordsOf(into: RelevanceFeatures, trade: number, reading: Reading, overlay: Overlay): void {
  const tokens = Math.min(reading.tokens, TOKENS_LOOKED_AT)
  const value = 1 / Math.sqrt(Math.max(1, tokens))
  const seed = joinHash(0xb2b2, trade)
  for (let token = 0; token < tokens; token++) {
    if (overlay.mark[token] !== PLAIN || reading.kind[token] !== WORD) continue
    putHashed(into, joinHash(seed, reading.hash[token] ?? 0), value)
  }
}

/** Whether a company is named that deals in what the brand deals in. */
export function namesCompetitor(trades: Trades, own: number, reading: Reading, overlay: Overlay): boolean {
  if (own === 0 || overlay.others === 0) return false
  for (let token = 0; token < reading.tokens; token++) {
    if (overlay.mark[token] === OTHER && (trades.ofName(reading.hash[token] ?? 0) & own) !== 0) return true
  }
  return false
}
