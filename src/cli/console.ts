// The terminal as the commands see it: where results, progress and complaints go. Results go to stdout and nothing
// else does, so that pipes stay clean.

import type { Readable } from 'node:stream'

/** What surrounds a command. Tests hand in their own. */
export interface Console {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly stdin: Readable & { readonly isTTY?: boolean }
  /** Writes to stdout, and waits while the reader at the other end is slow. */
  print(text: string): Promise<void>
  /** Writes to stderr. */
  complain(text: string): void
  /** Whether a person looks at stderr: progress is shown only then. */
  readonly stderrIsTerminal: boolean
  readonly stdoutIsTerminal: boolean
  /** Columns of the terminal; 100 where there is none. */
  readonly columns: number
  /** How the command ended: 0 done, 1 the work failed, 2 wrong usage or configuration. */
  exitCode: 0 | 1 | 2
  /** Resolves when the process is asked to end (SIGINT, SIGTERM). */
  ended(): Promise<void>
}

const COLUMNS_DEFAULT = 100

/** The console of this process. */
export function processConsole(): Console {
  return {
    env: process.env,
    cwd: process.cwd(),
    stdin: process.stdin,
    print: (text) =>
      new Promise((resolve, reject) => {
        process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
      }),
    complain: (text) => {
      process.stderr.write(text)
    },
    stderrIsTerminal: process.stderr.isTTY === true,
    stdoutIsTerminal: process.stdout.isTTY === true,
    columns: process.stdout.columns || COLUMNS_DEFAULT,
    exitCode: 0,
    ended: () =>
      new Promise((resolve) => {
        process.once('SIGINT', () => resolve())
        process.once('SIGTERM', () => resolve())
      }),
  }
}

/** One JSON value a line. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}
