// One scan of a platform that is played by a function: it fetches in order, hands the memory on, and goes on past a page
// that cannot be had.

import type { Page, PageRequest, ReadResult, SourceMemory } from '../../../src/domain/source.js'
import { sourceKind } from '../../../src/sources/index.js'
import { pageOf } from '../pages.js'

/** A kind's own keys. */
export type Options = Readonly<Record<string, unknown>>

/** Reads one page. */
export function read(
  kind: string,
  text: unknown,
  page: Partial<Page>,
  options: Options = {},
  memory: SourceMemory = {},
): ReadResult {
  const body = typeof text === 'string' ? text : JSON.stringify(text)
  const result = sourceKind(kind)?.read(pageOf(body, page), { options, memory })
  if (result === undefined) throw new Error(`no kind ${kind}`)
  return result
}

/** One scan of a platform that answers by `answer`; a page for which it gives null cannot be had. */
export function scan(
  kind: string,
  url: string,
  answer: (url: URL) => unknown,
  memory: SourceMemory = {},
  options: Options = {},
): { asked: string[]; ids: (string | null)[]; memory: SourceMemory; warnings: string[] } {
  const queue: PageRequest[] = [...(sourceKind(kind)?.start(url, { options, memory }) ?? [])]
  const asked: string[] = []
  const ids: (string | null)[] = []
  const warnings: string[] = []
  let known = memory
  for (let at = 0; at < queue.length && at < 40; at += 1) {
    const request = queue[at]
    if (request === undefined || asked.includes(request.url)) continue
    asked.push(request.url)
    const text = answer(new URL(request.url))
    if (text === null) continue
    const result = read(kind, text, { url: request.url, role: request.role }, options, known)
    known = result.memory ?? known
    ids.push(...result.posts.map((post) => post.id))
    warnings.push(...(result.warnings ?? []))
    queue.push(...result.next)
  }
  return { asked, ids, memory: known, warnings }
}
