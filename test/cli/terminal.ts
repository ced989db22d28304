// A terminal for tests: runs the command line in this process and keeps what it says.

import { Readable } from 'node:stream'
import type { Console } from '../../src/cli/console.js'

// The compiled program, since its reader threads are files of their own.
const MAIN = new URL('../../dist/cli/main.js', import.meta.url).href

/** What a command left behind. */
export interface Said {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command in a folder, with something on stdin. */
export async function say(
  words: readonly string[],
  cwd: string,
  stdin = '',
  env: Record<string, string> = {},
): Promise<Said> {
  let [stdout, stderr] = ['', '']
  const console: Console = {
    env,
    cwd,
    stdin: Readable.from([Buffer.from(stdin)]),
    print: async (text) => {
      stdout += text
    },
    complain: (text) => {
      stderr += text
    },
    stderrIsTerminal: false,
    stdoutIsTerminal: false,
    columns: 120,
    exitCode: 0,
    ended: () => Promise.resolve(),
  }
  const { run } = (await import(MAIN)) as typeof import('../../src/cli/main.js')
  const code = await run(words, console)
  return { code, stdout, stderr }
}
