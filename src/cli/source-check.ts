// Tries one source without storing anything: is it reached, what is it, what is read, and what is odd. For feeds it
// also tells what an ordinary reader makes of them, so that an operator knows whose fault a strange feed is.

import type { App } from '../app.js'
import { explained, isExpected } from '../domain/errors.js'
import type { Page, PageRequest, ReadResult, SourceMemory } from '../domain/source.js'
import { resolveKind } from '../sources/detect.js'
import { compareReadings } from '../sources/feed/ordinary.js'
import { sourceKind } from '../sources/index.js'
import type { StoredSource } from '../store/store.js'
import { cut } from './table.js'

/** What a check found. */
export interface SourceCheck {
  readonly id: string
  readonly url: string
  readonly ok: boolean
  readonly kind: string | null
  readonly title: string | null
  readonly posts: number
  /** Pages that a scan would fetch next (threads behind a list). */
  readonly furtherPages: number
  readonly warnings: readonly string[]
  readonly problem: string | null
  /** What an ordinary reader makes of the feed, where it differs; empty for other kinds. */
  readonly ordinaryReader: readonly string[]
  /** The same for people. */
  readonly lines: readonly string[]
}

/** Checks begun before the one that is waited for has ended; how many are under way at once is the fetcher's business. */
const BEGUN_AHEAD = 64

/** Checks sources side by side, and gives what was found in their order. */
export async function* checkSources(
  sources: readonly StoredSource[],
  app: Pick<App, 'reading'>,
): AsyncGenerator<SourceCheck> {
  const begun: Promise<SourceCheck>[] = []
  for (let at = 0; at < sources.length; at += 1) {
    for (const source of sources.slice(begun.length, at + BEGUN_AHEAD)) {
      const check = checkSource(source, app)
      // A fault of ours is thrown when its turn comes; until then nobody waits for it.
      check.catch(() => {})
      begun.push(check)
    }
    const check = await begun[at]
    if (check !== undefined) yield check
  }
}

/** Checks a source. Never throws for the source's sake. */
async function checkSource(source: StoredSource, app: Pick<App, 'reading'>): Promise<SourceCheck> {
  const { id } = source.spec
  try {
    return await check(source, app)
  } catch (error) {
    if (!isExpected(error)) throw error
    const problem = explained(error)
    return { ...nothing(id, source.state.url), problem, lines: [`✗ ${id}  ${problem}`] }
  }
}

async function check({ spec, state }: StoredSource, app: Pick<App, 'reading'>): Promise<SourceCheck> {
  const { fetchPage, reader } = app.reading
  const { kind: name, url } =
    spec.kind === 'auto' ? await resolveKind(spec.url, fetchPage, reader) : { kind: spec.kind, url: state.url }
  const kind = sourceKind(name)
  const [request] = kind?.start(url, { options: spec.options, memory: {} }) ?? []
  if (kind === undefined || request === undefined)
    return { ...nothing(spec.id, url), kind: name, lines: [`✗ ${spec.id}  there is nothing to fetch at ${url}`] }
  const asker = { kind, url, options: spec.options }
  const visit = async (request: PageRequest, memory: SourceMemory): Promise<[Page, ReadResult]> => {
    try {
      const page = { ...(await app.reading.askFor(request, asker)), role: request.role }
      return [page, await reader.read(name, page, { options: spec.options, memory })]
    } catch (error) {
      if (!isExpected(error)) throw error
      const [other] = kind.instead?.(request, error, { options: spec.options, memory }) ?? []
      if (other !== undefined) return visit(other, memory)
      // The kind may know better than the client what a refusal means at its place.
      throw kind.explain?.(error) ?? error
    }
  }
  const [page, first] = await visit(request, {})
  const read = await withThread(first, (next) => visit(next, first.memory ?? {}))
  const ordinaryReader = name === 'feed' ? compareReadings(read, await reader.ordinary(page.text)) : []
  return reported(spec.id, url, name, read, ordinaryReader)
}

/** Refusals that would meet every thread; any other may be the one thread's own. */
const WALLS: ReadonlySet<string> = new Set(['login-required', 'challenged', 'robots-denied'])

/** A listing that anybody can see says nothing of its threads: the first of them is looked at too. */
async function withThread(
  first: ReadResult,
  visit: (request: PageRequest) => Promise<[Page, ReadResult]>,
): Promise<ReadResult> {
  const [request] = first.next
  if (first.posts.length > 0 || request === undefined) return first
  try {
    const [, thread] = await visit(request)
    return { ...first, posts: thread.posts, warnings: [...(first.warnings ?? []), ...(thread.warnings ?? [])] }
  } catch (error) {
    if (!isExpected(error) || WALLS.has(error.code)) throw error
    return { ...first, warnings: [...(first.warnings ?? []), `${request.url}: ${explained(error)}`] }
  }
}

function reported(
  id: string,
  url: string,
  kind: string,
  read: ReadResult,
  ordinaryReader: readonly string[],
): SourceCheck {
  const newest = read.posts
    .map((post) => post.publishedAt ?? '')
    .sort()
    .at(-1)
  const found = [
    `${read.posts.length} posts`,
    ...(newest ? [`newest ${newest}`] : []),
    ...(read.next.length > 0 ? [`${read.next.length} further pages`] : []),
    ...(read.hints?.hub ? [`announces the hub ${new URL(read.hints.hub).host}`] : []),
  ]
  return {
    id,
    url,
    ok: true,
    kind,
    title: read.title,
    posts: read.posts.length,
    furtherPages: read.next.length,
    warnings: read.warnings ?? [],
    problem: null,
    ordinaryReader,
    lines: [
      `✓ ${id}  ${kind}${read.title === null ? '' : ` “${cut(read.title, 60)}”`} · ${found.join(' · ')} · ${url}`,
      ...(read.warnings ?? []).map((warning) => `    ! ${warning}`),
      ...ordinaryReader.map((line) => `    ordinary reader: ${cut(line, 160)}`),
    ],
  }
}

function nothing(id: string, url: string): SourceCheck {
  return {
    id,
    url,
    ok: false,
    kind: null,
    title: null,
    posts: 0,
    furtherPages: 0,
    warnings: [],
    problem: null,
    ordinaryReader: [],
    lines: [],
  }
}
