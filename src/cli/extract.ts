// `escucha extract`: documents to posts, nothing stored. A bad document is named, with what stands behind it where that
// can be told; the next one goes on.

import { openReading, type Reading } from '../app/reading.js'
import { systemWorld } from '../app/world.js'
import { EscuchaError, explained, isExpected } from '../domain/errors.js'
import { postRecord } from '../domain/records.js'
import type { Page } from '../domain/source.js'
import { discoverFrom } from '../sources/detect.js'
import { extractPage } from '../sources/extract.js'
import { type NowFlag, type Registration, runs, withConfig, withNow } from './command.js'
import { type ConfigFlag, settingsIfAny } from './configuration.js'
import { type Console, jsonLine } from './console.js'
import { isAddress, NOWHERE, readDocument } from './documents.js'
import { type GivenKind, type KindFlags, kindGiven, withKind } from './selectors.js'

interface Flags extends ConfigFlag, NowFlag, KindFlags {
  readonly url?: string
}

/** Failures that say no more than that there are no posts on the page; a login or a captcha says more. */
const NOTHING_HERE: ReadonlySet<string> = new Set(['not-recognised', 'unreadable', 'not-a-feed', 'page-missing'])
/** Addresses that a person can still read in one line. */
const NAMED_MAX = 3

/** Adds `extract`. */
export const registerExtract: Registration = (program, console) => {
  const command = withNow(
    withConfig(program.command('extract').argument('<documents...>', 'addresses, files, or - for stdin')),
  ).description('prints the posts of documents as JSON lines; stores nothing')
  withKind(command, 'read it as this kind').option(
    '--url <base>',
    'address that relative links of a file are resolved against',
  )
  runs<Flags>(command, console, (flags, documents) => extract(documents, flags, console))
}

async function extract(documents: readonly string[], flags: Flags, console: Console): Promise<0 | 1> {
  const given = kindGiven(flags)
  if (flags.url !== undefined && !URL.canParse(flags.url)) {
    throw new EscuchaError('usage', `--url takes a whole address like https://forum.example/, not "${flags.url}".`)
  }
  const settings = await settingsIfAny(flags, console)
  const world = systemWorld({ env: console.env, now: flags.now ?? null })
  const reading = openReading(settings, world)
  const tools = { ...reading, now: world.clock().toISOString(), base: flags.url ?? null }
  let failed = 0
  try {
    for (const document of documents) {
      // What came from no address is called by the name that it was given by.
      const name = document === '-' ? 'stdin' : document
      const tell = (text: string) => console.complain(`${document}: ${text.replaceAll(NOWHERE, name)}\n`)
      try {
        const page = await readDocument(document, tools, console)
        if (!(await printPosts(page, document, given, reading, console, tell))) failed += 1
      } catch (error) {
        if (!isExpected(error)) throw error
        tell(explained(error))
        failed += 1
      }
    }
  } finally {
    await reading.close()
  }
  return failed > 0 ? 1 : 0
}

/** Prints the posts of a page, or tells why there are none; false when it could not be read. */
async function printPosts(
  page: Page,
  document: string,
  given: GivenKind,
  reading: Reading,
  console: Console,
  tell: (text: string) => void,
): Promise<boolean> {
  try {
    const { posts, further, warnings } = await extractPage(page, given, reading.reader)
    for (const post of posts) await console.print(jsonLine({ ...postRecord(post), document }))
    if (given.kind === 'html') for (const warning of warnings) tell(warning)
    if (posts.length === 0 && further.length > 0) tell(`no posts here; they stand behind it: ${named(further)}`)
    return true
  } catch (error) {
    if (!isExpected(error)) throw error
    const there =
      NOTHING_HERE.has(error.code) && given.kind === 'auto' ? await whatIsThere(page, document, reading) : null
    tell(there ?? explained(error))
    return false
  }
}

/** What a page without posts leads to: a feed that it announces or that its site keeps; null when nothing is found. */
async function whatIsThere(page: Page, document: string, reading: Reading): Promise<string | null> {
  // A file has no site to ask: only what its own text says is told.
  const fetchPage = isAddress(document) ? reading.fetchPage : refuse
  const found = (await discoverFrom(page, page.url, fetchPage, reading.reader)).filter(({ kind }) => kind === 'feed')
  const posts = found.filter(({ holds }) => holds !== 'comments').map(({ url }) => url)
  const comments = found.filter(({ holds }) => holds === 'comments').map(({ url }) => url)
  const parts = [
    ...(posts.length === 0 ? [] : [`${posts.length === 1 ? 'feed is' : 'feeds are'} at ${named(posts)}`]),
    ...(comments.length === 0 ? [] : [`comments are at ${named(comments)}`]),
  ]
  return parts.length === 0 ? null : `no posts here; this site's ${parts.join(', and its ')}`
}

function refuse(url: string): Promise<never> {
  return Promise.reject(new EscuchaError('http-status', `${url} is not asked for a file`))
}

function named(urls: readonly string[]): string {
  const shown = urls.slice(0, NAMED_MAX).join(', ')
  return urls.length > NAMED_MAX ? `${shown} … (${urls.length} in all)` : shown
}
