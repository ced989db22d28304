// Types of forum-pages.mjs, for the tests.

export interface EngineTemplate {
  readonly name: string
  readonly kind: string
  /** How the engine names the post of that id, the n-th of its thread. */
  readonly id: (id: number, n: number) => string
  readonly opening?: string
  readonly anonymousQuotes?: boolean
}

export interface TemplatePost {
  readonly n: number
  readonly id: number
  readonly author: string
  readonly at: string
  readonly text: string
  /** The number of the post that it quotes. */
  readonly quotes: number | null
}

export const ENGINES: readonly EngineTemplate[]
export const TITLE: string
export function postAt(n: number): TemplatePost
export function threadPage(engine: EngineTemplate, posts: number): string
export function feedOf(characters: number): string
