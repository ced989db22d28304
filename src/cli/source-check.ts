// Tries one source without storing anything: is it reached, what is it, what is read, and what is odd. For feeds it
// also tells what an ordinary reader makes of them, so that an operator knows whose fault a strange feed is.

import type { App } from '../app.js'
import { explained, isExpected } from '../domain/errors.js'
import type { ReadResult } from '../domain/source.js'
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

/** Checks a source. Never throws for the source's sake. */
export async function checkSource(source: StoredSource, app: App): Promise<SourceCheck> {
  const { id } = source.spec
  try {
    return await check(source, app)
  } catch (error) {
    if (!isExpected(error)) throw error
    const problem = explained(error)
    return { ...nothing(id, source.state.url), problem, lines: [`✗ ${id}  ${problem}`] }
  }
}

async function check({ spec, state }: StoredSource, app: App): Promise<SourceCheck> {
  const { fetchPage, reader } = app.reading
  const { kind: name, url } =
    spec.kind === 'auto' ? await resolveKind(spec.url, fetchPage, reader) : { kind: spec.kind, url: state.url }
  const kind = sourceKind(name)
  const context = { options: spec.options, memory: {} }
  const [request] = kind?.start(url, context) ?? []
  if (request === undefined)
    return { ...nothing(spec.id, url), kind: name, lines: [`✗ ${spec.id}  there is nothing to fetch at ${url}`] }
  const page = { ...(await fetchPage(request.url, request.headers)), role: request.role }
  const read = await reader.read(name, page, context)
  const ordinaryReader = name === 'feed' ? compareReadings(read, await reader.ordinary(page.text)) : []
  return reported(spec.id, url, name, read, ordinaryReader)
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
