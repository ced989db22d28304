// Has a child process learn, at the lowest priority, and waits for it with the event loop free.

import { fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { EscuchaError } from '../../domain/errors.js'
import type { ChildAnswer } from './child.js'
import type { LearningTask, Learnt } from './learn.js'

/** Thousands of corrections take seconds; even on a crowded machine this is a fault, not patience. */
const DEADLINE_MS = 15 * 60_000
/** The corpus, both models and some thousands of rows need a third of it. */
const MEMORY_MB = 768

/** What may end learning early. */
export interface LearningRun {
  readonly signal?: AbortSignal
  /** The compiled child; tests that run from source name the built one. */
  readonly childUrl?: URL
}

/** Learns in a child process. Throws `bad-input` when it fails, `timeout` when it is too late or was stopped. */
export function learnApart(task: LearningTask, { signal, childUrl }: LearningRun = {}): Promise<Learnt> {
  const child = fork(childUrl ?? new URL('./child.js', import.meta.url), {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${MEMORY_MB}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  giveWay(child.pid)
  return new Promise<Learnt>((resolve, reject) => {
    const stop = (why: string) => {
      child.kill('SIGKILL')
      reject(new EscuchaError('timeout', `learning from corrections ${why}`))
    }
    const timer = setTimeout(() => stop('took too long and was stopped'), DEADLINE_MS)
    const onAbort = () => stop('was stopped because the program ends')
    signal?.addEventListener('abort', onAbort, { once: true })
    child.once('message', (answer) => {
      const said = answer as ChildAnswer
      if ('learnt' in said) resolve(said.learnt)
      else reject(new Error(`learning from corrections failed: ${said.failed}`))
    })
    child.once('error', reject)
    child.once('exit', (code, killedBy) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      reject(new Error(`learning from corrections ended without an answer (${killedBy ?? code})`))
    })
    if (signal?.aborted === true) onAbort()
    else child.send(task)
  })
}

/** Where the system does not let us, it runs like any other process. */
function giveWay(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch {
    // A sandbox without the right to renice still learns, only less politely.
  }
}
