// Readers behind a fence: worker threads with a deadline and a memory limit, because a page is other people's text
// and a reader may have a weakness that nobody knows yet. A worker that is late or dies is replaced; the page that
// killed it is told apart by `parse-timeout`, and no other page suffers.

import { Worker } from 'node:worker_threads'
import { EscuchaError } from '../../domain/errors.js'
import type { PagePreviewer } from '../../domain/preview.js'
import type { PageReader } from '../../domain/source.js'
import type { OrdinaryReading } from '../feed/ordinary.js'
import { type Answer, type Answers, revive, type Task } from './messages.js'

/** How a pool is run. */
export interface ReaderPoolOptions {
  readonly workers?: number
  readonly deadlineMs?: number
  readonly workerUrl?: URL
}

/** A reader of pages that can also show one by selectors, and tell what an ordinary reader makes of a feed. */
export interface ReaderPool extends PageReader, PagePreviewer {
  ordinary(text: string): Promise<OrdinaryReading>
}

/** Reading is bound by the processor; two readers keep up with any number of downloads. */
const WORKERS = 2
/** The slowest honest page takes a tenth of a second. */
const DEADLINE_MS = 8_000
/** The largest page that is fetched needs some 150 MB as a tree. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 } as const

interface Job {
  readonly task: Task
  readonly resolve: (value: Answers[keyof Answers]) => void
  readonly reject: (error: Error) => void
}

/** One seat of the pool: a worker is started when the first job comes, and again after one was ended. */
class Seat {
  #worker: Worker | null = null
  #job: Job | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(
    private readonly url: URL,
    private readonly deadlineMs: number,
    private readonly free: () => void,
  ) {}

  get busy(): boolean {
    return this.#job !== null
  }

  run(job: Job): void {
    this.#job = job
    this.#timer = setTimeout(() => this.#late(), this.deadlineMs)
    const worker = this.#worker ?? this.#start()
    // While a page is read the process must not end; between pages nothing holds it open.
    worker.ref()
    worker.postMessage(job.task)
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    this.#settle((job) => job.reject(new EscuchaError('parse-timeout', 'reading was stopped because the program ends')))
    await worker?.terminate()
  }

  #start(): Worker {
    const worker = new Worker(this.url, { resourceLimits: LIMITS })
    this.#worker = worker
    worker.on('message', (answer: Answer) => {
      worker.unref()
      this.#settle((job) => ('error' in answer ? job.reject(revive(answer.error)) : job.resolve(answer.value)))
    })
    worker.on('error', (error) => this.#died(worker, error))
    worker.on('exit', () => this.#died(worker, null))
    return worker
  }

  #late(): void {
    const worker = this.#worker
    this.#worker = null
    const seconds = this.deadlineMs / 1000
    this.#settle((job) =>
      job.reject(new EscuchaError('parse-timeout', `reading ${subject(job)} took more than ${seconds} s`)),
    )
    worker?.terminate().catch(() => {})
  }

  #died(worker: Worker, error: Error | null): void {
    if (this.#worker !== worker) return
    this.#worker = null
    this.#settle((job) => job.reject(deathOf(job, error)))
  }

  #settle(tell: (job: Job) => void): void {
    const job = this.#job
    if (job === null) return
    this.#job = null
    if (this.#timer !== null) clearTimeout(this.#timer)
    tell(job)
    this.free()
  }
}

function deathOf(job: Job, error: Error | null): Error {
  if (error !== null && !/ERR_WORKER_OUT_OF_MEMORY/.test(codeOf(error))) return error
  const message = `reading ${subject(job)} took more memory than a page may take`
  return new EscuchaError('unreadable', message, error === null ? {} : { cause: error })
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function subject(job: Job): string {
  return job.task.task === 'ordinary' ? 'the feed as an ordinary reader would' : job.task.page.url
}

/** Opens a pool. No worker runs until the first page comes. */
export function openReaderPool(options: ReaderPoolOptions = {}): ReaderPool {
  const url = options.workerUrl ?? new URL('./worker.js', import.meta.url)
  const queue: Job[] = []
  const seats = Array.from({ length: options.workers ?? WORKERS }, () => {
    return new Seat(url, options.deadlineMs ?? DEADLINE_MS, next)
  })
  let closed = false

  function next(): void {
    const seat = seats.find((candidate) => !candidate.busy)
    if (seat === undefined || closed) return
    const job = queue.shift()
    if (job !== undefined) seat.run(job)
  }

  function ask<K extends Task['task']>(task: Extract<Task, { readonly task: K }>): Promise<Answers[K]> {
    return new Promise((resolve, reject) => {
      if (closed) {
        reject(new EscuchaError('parse-timeout', 'the readers are closed'))
        return
      }
      queue.push({ task, resolve: (value) => resolve(value as Answers[K]), reject })
      next()
    })
  }

  return {
    read: (kind, page, context) => ask<'read'>({ task: 'read', kind, page, context }),
    recognise: (page) => ask<'recognise'>({ task: 'recognise', page }),
    ordinary: (text) => ask<'ordinary'>({ task: 'ordinary', text }),
    preview: (page, selectors) => ask<'preview'>({ task: 'preview', page, selectors }),
    async close() {
      closed = true
      for (const job of queue.splice(0)) job.reject(new EscuchaError('parse-timeout', 'the readers are closed'))
      await Promise.all(seats.map((seat) => seat.close()))
    },
  }
}
