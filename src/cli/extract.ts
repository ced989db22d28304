// `escucha extract`: documents to posts, nothing stored. A bad document is named; the next one goes on.

import { openReading } from '../app/reading.js'
import { systemWorld } from '../app/world.js'
import { EscuchaError, explained, isExpected } from '../domain/errors.js'
import { postRecord } from '../domain/records.js'
import { extractPosts } from '../sources/extract.js'
import { sourceKind, sourceKinds } from '../sources/index.js'
import { type NowFlag, type Registration, runs, withConfig, withNow } from './command.js'
import { type ConfigFlag, settingsIfAny } from './configuration.js'
import { type Console, jsonLine } from './console.js'
import { NOWHERE, readDocument } from './documents.js'

interface Flags extends ConfigFlag, NowFlag {
  readonly kind: string
  readonly url?: string
}

/** Adds `extract`. */
export const registerExtract: Registration = (program, console) => {
  const command = withNow(
    withConfig(program.command('extract').argument('<documents...>', 'addresses, files, or - for stdin')),
  )
    .description('prints the posts of documents as JSON lines; stores nothing')
    .option('--kind <kind>', 'read it as this kind', 'auto')
    .option('--url <base>', 'address that relative links of a file are resolved against')
  runs<Flags>(command, console, (flags, documents) => extract(documents, flags, console))
}

async function extract(documents: readonly string[], flags: Flags, console: Console): Promise<0 | 1> {
  if (flags.kind !== 'auto' && sourceKind(flags.kind) === undefined) {
    throw new EscuchaError(
      'unknown-kind',
      `There is no source kind "${flags.kind}": use auto, ${sourceKinds.map((kind) => kind.kind).join(', ')}.`,
    )
  }
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
      try {
        const page = await readDocument(document, tools, console)
        const posts = await extractPosts(page, flags.kind, reading.reader)
        for (const post of posts) await console.print(jsonLine({ ...postRecord(post), document }))
      } catch (error) {
        if (!isExpected(error)) throw error
        // What came from no address is called by the name that it was given by.
        console.complain(
          `${document}: ${explained(error).replaceAll(NOWHERE, document === '-' ? 'stdin' : document)}\n`,
        )
        failed += 1
      }
    }
  } finally {
    await reading.close()
  }
  return failed > 0 ? 1 : 0
}
