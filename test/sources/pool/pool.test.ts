// The pool runs the compiled worker, as the program does: these tests need a build.

import { existsSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { EscuchaError } from '../../../src/domain/errors.js'
import { inlineReader } from '../../../src/sources/pool/inline.js'
import { carry, revive } from '../../../src/sources/pool/messages.js'
import { openReaderPool, type ReaderPool, type ReaderPoolOptions } from '../../../src/sources/pool/pool.js'
import { pageOf } from '../feed/read.js'

const workerUrl = new URL('../../../dist/sources/pool/worker.js', import.meta.url)
const feed = '<rss><channel><title>Blog</title><item><title>Hola</title></item></channel></rss>'
const context = { options: {}, memory: {} }

let pool: ReaderPool | null = null
afterEach(async () => {
  await pool?.close()
  pool = null
})

function open(options: ReaderPoolOptions = {}): ReaderPool {
  pool = openReaderPool({ workerUrl, ...options })
  return pool
}

/** A worker made of one line. */
function workerThat(does: string): URL {
  return new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; parentPort.on('message', (task) => { ${does} })`)}`,
  )
}

describe.skipIf(!existsSync(workerUrl))('a page read behind the fence', () => {
  it('gives what it gives in line', async () => {
    const behind = await open().read('feed', pageOf(feed), context)
    expect(behind).toEqual(await inlineReader().read('feed', pageOf(feed), context))
    expect(behind.posts.map((post) => post.title)).toEqual(['Hola'])
  })

  it('fails with the same code, sentence and hint', async () => {
    const page = pageOf('<html><body>Hola</body></html>')
    const inline = await inlineReader()
      .read('feed', page, context)
      .catch((error: unknown) => error)
    const behind = await open()
      .read('feed', page, context)
      .catch((error: unknown) => error)
    expect(behind).toBeInstanceOf(EscuchaError)
    expect(behind).toMatchObject({
      code: 'not-a-feed',
      message: (inline as EscuchaError).message,
      hint: (inline as EscuchaError).hint,
    })
  })

  it('is recognised', async () => {
    expect((await open().recognise(pageOf(feed)))[0]).toEqual({ kind: 'feed', sureness: 0.94 })
  })

  it('of an unknown kind or with unknown options is refused by name', async () => {
    await expect(open().read('foro', pageOf(feed), context)).rejects.toMatchObject({ code: 'unknown-kind' })
    const wrong = { options: { coments: true }, memory: {} }
    await expect(pool?.read('feed', pageOf(feed), wrong)).rejects.toMatchObject({ code: 'config-invalid' })
  })

  it('waits for its turn when there are more pages than readers', async () => {
    const reader = open({ workers: 1 })
    const results = await Promise.all(Array.from({ length: 12 }, () => reader.read('feed', pageOf(feed), context)))
    expect(results.every((result) => result.posts.length === 1)).toBe(true)
  })
})

describe('a reader that fails', () => {
  it('is stopped at the deadline, and the next page is read by another', async () => {
    const reader = open({
      workers: 1,
      deadlineMs: 2_000,
      workerUrl: workerThat(
        `if (task.page.text === 'hang') while (true); parentPort.postMessage({ value: [task.page.text] })`,
      ),
    })
    const hanging = reader.recognise(pageOf('hang'))
    const after = reader.recognise(pageOf('fine'))
    await expect(hanging).rejects.toMatchObject({
      code: 'parse-timeout',
      message: 'reading https://blog.example/feed/ took more than 2 s',
    })
    await expect(after).resolves.toEqual(['fine'])
  })

  it('may run out of memory without taking the program along', async () => {
    const reader = open({
      workers: 1,
      workerUrl: workerThat(
        `const all = []; while (task.page.text === 'eat') all.push(new Array(100000).fill(all.length)); parentPort.postMessage({ value: ['fine'] })`,
      ),
    })
    await expect(reader.recognise(pageOf('eat'))).rejects.toMatchObject({ code: 'unreadable' })
    await expect(reader.recognise(pageOf('fine'))).resolves.toEqual(['fine'])
  })

  it('shows a bug as a bug, with its stack', async () => {
    const reader = open({ workerUrl: workerThat(`throw new RangeError('a bug')`) })
    await expect(reader.recognise(pageOf('x'))).rejects.toThrow(RangeError)
  })

  it('is not asked any more once the pool is closed', async () => {
    const reader = open({ workers: 1, workerUrl: workerThat('') })
    const waiting = [reader.recognise(pageOf('a')), reader.recognise(pageOf('b'))]
    const settled = Promise.allSettled(waiting)
    await reader.close()
    expect((await settled).map((result) => result.status)).toEqual(['rejected', 'rejected'])
    await expect(reader.recognise(pageOf('c'))).rejects.toMatchObject({ code: 'parse-timeout' })
  })
})

describe('an error between threads', () => {
  it('keeps all that it says', () => {
    const error = new EscuchaError('login-required', 'the page wants a login', {
      hint: 'Choose another.',
      status: 403,
      retryAfterSeconds: 5,
    })
    expect(revive(structuredClone(carry(error)))).toEqual(error)
  })

  it('stays unexpected when it was', () => {
    const revived = revive(structuredClone(carry(new TypeError('x is not a function'))))
    expect(revived).not.toBeInstanceOf(EscuchaError)
    expect(revived.message).toBe('TypeError: x is not a function')
  })
})
