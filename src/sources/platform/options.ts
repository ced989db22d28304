// Pieces of the platforms' options: what is searched for, and the keys that operators bring.

import { z } from 'zod'

/** Queries of one source: each is a request of its own at every scan. */
const QUERIES_MAX = 20

const queryText = z.string().trim().min(1).max(300)

/** One query or several; each is asked for by itself. */
export const queries = z
  .union([queryText, z.array(queryText).min(1).max(QUERIES_MAX)])
  .meta({ description: 'What to search for: one query or several, each asked for by itself' })

/** What `queries` takes. */
export type Queries = string | readonly string[]

/** The queries one by one; none where none is configured. */
export function queriesOf(query: Queries | undefined): readonly string[] {
  if (query === undefined) return []
  return typeof query === 'string' ? [query] : query
}

/** A key or token as it may stand in a header; give it as `${NAME}`, so that it stays out of the file. */
export const credential = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,4000}$/, 'a key or token is one word of plain characters')
  .meta({ description: 'A key or token of your own; give it as ${NAME}, so that it stays out of the file' })

/** The header of a bearer token; none where there is no token. */
export function bearer(token: string | undefined): { readonly headers?: Readonly<Record<string, string>> } {
  return token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }
}
