// What is listened for.

/** A brand as configured. Terms match whatever their case and accents, at word borders. */
export interface Brand {
  readonly id: string
  readonly name: string
  /** Words, phrases, @handles and #hashtags that may mean the brand. */
  readonly terms: readonly string[]
  /** Neighbours that make an ambiguous term mean the brand. */
  readonly context: readonly string[]
  /** Phrases in which a term does not mean the brand ("se une a"). */
  readonly exclude: readonly string[]
  /** Optional query of the contract's language; null when the terms alone decide. */
  readonly query: string | null
  readonly products: readonly string[]
  readonly competitors: readonly string[]
  /** Names and handles that answer for the brand. */
  readonly staff: readonly string[]
}
