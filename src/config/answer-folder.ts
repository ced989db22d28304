// The folder of answer files beside the configuration. It is looked at whenever somebody asks, and a file is read again
// only when it has changed: an edit is in force at once, without a watcher that could die unseen.

import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { AnswerFault, AnswerFiles } from '../domain/answer.js'
import { type ReadAnswer, readAnswer } from './answers.js'
import { idFrom } from './starter.js'

/** A library of more answers than this is a help centre, and nobody would look through it on a page. */
const FILES_MAX = 1_000

/** A page or two of text in several languages; more is a mistake. */
const FILE_BYTES_MAX = 200_000

/** What the folder is read with. */
export interface AnswerFolderOptions {
  readonly folder: string
  /** The folder as messages call it. */
  readonly shownAs: string
  readonly brands: readonly string[]
  readonly language: string
}

interface Known extends ReadAnswer {
  /** Size and time of the last change: another one means that the file is read again. */
  readonly stamp: string
}

/** The answer files of a folder. */
export class AnswerFolder {
  #known = new Map<string, Known>()

  constructor(private readonly options: AnswerFolderOptions) {}

  /** The answers as they stand now, with the faults of those that cannot be used. No folder is no answers. */
  async read(): Promise<AnswerFiles> {
    const names = await markdownFiles(this.options.folder)
    const known = new Map<string, Known>()
    for (const name of names.slice(0, FILES_MAX)) {
      const read = await this.#readFile(name)
      if (read !== null) known.set(name, read)
    }
    this.#known = known
    const tooMany = names.length > FILES_MAX ? [this.#fault('', `only the first ${FILES_MAX} files are read`)] : []
    return withoutDoubles(known, tooMany, (name) => this.#shown(name))
  }

  async #readFile(name: string): Promise<Known | null> {
    const path = join(this.options.folder, name)
    try {
      const { size, mtimeMs, mtime } = await stat(path)
      const stamp = `${size} ${mtimeMs}`
      const before = this.#known.get(name)
      if (before?.stamp === stamp) return before
      if (size > FILE_BYTES_MAX) return this.#failed(name, stamp, `the file is over ${FILE_BYTES_MAX / 1000} kB`)
      const context = {
        file: this.#shown(name),
        name: idFrom(basename(name, '.md'), 'answer'),
        language: this.options.language,
        brands: this.options.brands,
        updatedAt: mtime.toISOString(),
      }
      return { stamp, ...readAnswer(await readFile(path, 'utf8'), context) }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      // Removed between the listing and the look: it is simply gone.
      return code === 'ENOENT' ? null : this.#failed(name, '', `cannot be read: ${message}`)
    }
  }

  #failed(name: string, stamp: string, message: string): Known {
    return { stamp, answer: null, faults: [this.#fault(name, message)] }
  }

  #fault(name: string, message: string): AnswerFault {
    return { file: this.#shown(name), line: 1, column: 1, message }
  }

  #shown(name: string): string {
    return join(this.options.shownAs, name)
  }
}

/** A README beside the answers is for people. */
async function markdownFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
  return entries
    .filter((entry) => !entry.isDirectory() && /^[^.].*\.md$/.test(entry.name) && !/^readme\.md$/i.test(entry.name))
    .map((entry) => entry.name)
    .sort()
}

/** Of two files with one id the first by name counts, and the other says so. */
function withoutDoubles(
  known: ReadonlyMap<string, Known>,
  more: readonly AnswerFault[],
  shown: (name: string) => string,
): AnswerFiles {
  const first = new Map<string, string>()
  const faults = [...more, ...[...known.values()].flatMap((read) => read.faults)]
  const answers = [...known].flatMap(([name, { answer }]) => {
    if (answer === null) return []
    const other = first.get(answer.id)
    if (other !== undefined) {
      faults.push({ file: shown(name), line: 1, column: 1, message: `the id "${answer.id}" is taken by ${other}` })
      return []
    }
    first.set(answer.id, name)
    return [answer]
  })
  return { answers, faults }
}
