// Reads a configuration file into checked settings. It finds every fault before it gives up, and says of each where
// it stands and what to write instead.

import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml'
import type { ZodType } from 'zod'
import { EscuchaError } from '../domain/errors.js'
import type { Settings } from '../domain/settings.js'
import { checkConfig, type PathProblem } from './check.js'
import { expandVariables } from './environment.js'
import type { ConfigPath } from './paths.js'
import { ConfigError, type ConfigProblem } from './problems.js'

/** What the configuration may name: kinds of sources and notifiers with the schema of their own keys, and cron lines. */
export interface Registries {
  readonly sourceKinds: ReadonlyMap<string, ZodType>
  readonly notifiers: ReadonlyMap<string, ZodType>
  readonly isCron: (line: string) => boolean
  /** Null when the brand query is right, else what is wrong with it. */
  readonly queryFault: (query: string) => string | null
  /** Null when a rule's topic can be compared with cases, else what is wrong with it; `names` are the brands' own. */
  readonly topicFault: (topic: string, names: readonly string[]) => string | null
}

/** What a configuration is read with. */
export interface ParseOptions {
  /** Its name in messages. */
  readonly file: string
  readonly registries: Registries
  readonly env: Readonly<Record<string, string | undefined>>
  /** Relative paths in it are resolved against this folder. */
  readonly baseDir: string
}

/** Where the team keeps its known answers, beside the configuration. */
const ANSWERS_FOLDER = 'answers'

/** A configuration is a page or two; more is a mistake. */
const CONFIG_BYTES_MAX = 1_000_000

/**
 * Reads and checks the configuration file at `path`; `file` is what messages call it.
 * @throws EscuchaError `config-missing` when there is no such file, `config-invalid` (a `ConfigError`) with every fault.
 */
export async function loadConfig(
  file: string,
  options: Omit<ParseOptions, 'file'> & { readonly path: string },
): Promise<Settings> {
  const text = await readFile(options.path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') {
      throw new EscuchaError(
        'config-missing',
        `There is no configuration at ${file}: run "escucha init" to write one, or name yours with --config FILE.`,
      )
    }
    throw new EscuchaError('config-invalid', `${file} cannot be read: ${cause.message}`, { cause })
  })
  // Known answers stand beside the configuration, and are read when somebody asks for them.
  const answers = { folder: join(dirname(options.path), ANSWERS_FOLDER), shownAs: join(dirname(file), ANSWERS_FOLDER) }
  return { ...parseConfig(text, { ...options, file }), answers }
}

/** Checks the text of a configuration. Throws `ConfigError` with every fault. */
export function parseConfig(text: string, options: ParseOptions): Settings {
  if (text.length > CONFIG_BYTES_MAX) {
    throw new ConfigError(options.file, [
      { line: 1, column: 1, message: 'the file is over 1 MB: that is no configuration' },
    ])
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  if (document.errors.length > 0) {
    throw new ConfigError(
      options.file,
      document.errors.map((error) => ({ ...lines.linePos(error.pos[0]), message: error.message })).map(toProblem),
    )
  }
  const raw: unknown = document.toJS({ maxAliasCount: 100 })
  const expanded = expandVariables(raw ?? {}, options.env)
  const missing = expanded.missing.map(({ path, name }) => ({
    path,
    message: `the environment variable ${name} is not set: set it, or write \${${name}:-value} to give a default`,
  }))
  const missingAt = new Set(missing.map((problem) => JSON.stringify(problem.path)))
  const checked = checkConfig(expanded.value, options.registries)
  const problems = [...missing, ...checked.problems.filter((problem) => !missingAt.has(JSON.stringify(problem.path)))]
  if (problems.length > 0 || checked.settings === null) {
    throw new ConfigError(
      options.file,
      problems.map((problem) => placed(problem, document, lines)),
    )
  }
  const { storage, opinions } = checked.settings
  const placedAt = (path: string) => resolve(options.baseDir, path)
  return {
    ...checked.settings,
    storage: isPostgres(storage) || isAbsolute(storage) ? storage : placedAt(storage),
    opinions: opinions.map((opinion) =>
      opinion.kind === 'onnx'
        ? { ...opinion, folder: placedAt(opinion.folder), head: placedAt(opinion.head) }
        : opinion,
    ),
  }
}

function isPostgres(storage: string): boolean {
  return /^postgres(ql)?:\/\//.test(storage)
}

function toProblem(error: { line: number; col: number; message: string }): ConfigProblem {
  return {
    line: error.line,
    column: error.col,
    message: `not valid YAML: ${error.message.replace(/\s+/g, ' ').trim()}`,
  }
}

/** Gives a fault its line and column: those of the key for unknown keys, of the value where there is one, else of the nearest parent. */
function placed(problem: PathProblem, document: Document, lines: LineCounter): ConfigProblem {
  const offset =
    problem.key === undefined ? valueOffset(document, problem.path) : keyOffset(document, problem.path, problem.key)
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1), message: problem.message }
}

function keyOffset(document: Document, path: ConfigPath, key: string): number {
  const parent = path.length === 0 ? document.contents : document.getIn(path, true)
  if (!isMap(parent)) return valueOffset(document, path)
  const pair = parent.items.find((item) => isNode(item.key) && String(item.key) === key)
  return isNode(pair?.key) ? (pair.key.range?.[0] ?? 0) : valueOffset(document, path)
}

function valueOffset(document: Document, path: ConfigPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return document.contents?.range?.[0] ?? 0
}
