// Selectors given by hand: `--selector item=article --selector date=time@datetime`, for the kind html.

import type { Command } from 'commander'
import { EscuchaError } from '../domain/errors.js'
import { SELECTOR_NAMES } from '../domain/preview.js'
import { sourceKind } from '../sources/index.js'
import { gathered } from './command.js'

/** The flags that name a kind and, for html, its selectors. */
export interface KindFlags {
  readonly kind: string
  readonly selector?: readonly string[]
}

/** A kind with its options. */
export interface GivenKind {
  readonly kind: string
  readonly options: Readonly<Record<string, unknown>>
}

/** Adds `--kind` and `--selector`. */
export function withKind(command: Command, about: string): Command {
  return command
    .option('--kind <kind>', about, 'auto')
    .option(
      '--selector <name=css>',
      `for any page, where its posts stand; repeatable, item first: ${SELECTOR_NAMES.join(', ')}`,
      gathered,
    )
}

/** The kind that the flags name. Throws `unknown-kind`, and `usage` for selectors that do not fit. */
export function kindGiven(flags: KindFlags): GivenKind {
  const selectors = selectorsGiven(flags.selector ?? [])
  if (selectors === null) return { kind: knownKind(flags.kind), options: {} }
  if (flags.kind !== 'auto' && flags.kind !== 'html') {
    throw new EscuchaError('usage', `--selector goes with --kind html, not with "${flags.kind}".`)
  }
  const options = sourceKind('html')?.options.safeParse({ selectors })
  if (options?.success === false) {
    const issue = options.error.issues[0]
    const name = String(issue?.path[1] ?? '')
    const given = selectors[name]
    const fault = given === undefined ? 'is missing: it says where each post stands' : `${given} ${issue?.message}`
    throw new EscuchaError('usage', `--selector ${name}${given === undefined ? ' ' : '='}${fault}.`)
  }
  return { kind: 'html', options: { selectors } }
}

function knownKind(kind: string): string {
  if (kind === 'auto' || sourceKind(kind) !== undefined) return kind
  throw new EscuchaError(
    'unknown-kind',
    `There is no source kind "${kind}": "escucha sources list --kinds" names them.`,
  )
}

function selectorsGiven(texts: readonly string[]): Readonly<Record<string, string>> | null {
  if (texts.length === 0) return null
  return Object.fromEntries(texts.map(selectorGiven))
}

function selectorGiven(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  const name = text.slice(0, Math.max(0, at)).trim()
  if (!(SELECTOR_NAMES as readonly string[]).includes(name)) {
    throw new EscuchaError(
      'usage',
      `--selector takes name=css, with a name of ${SELECTOR_NAMES.join(', ')}; "${text}" is not that.`,
    )
  }
  return [name, text.slice(at + 1).trim()]
}
