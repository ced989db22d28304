// The answer library of the program: the folder beside the configuration, joined with what was written in the pages.

import { AnswerFolder } from '../config/answer-folder.js'
import { joinLibrary } from '../desk/answers/library.js'
import type { AnswerFiles, LibraryAnswer } from '../domain/answer.js'
import type { Settings } from '../domain/settings.js'
import type { Store } from '../store/store.js'

/** Known answers, from files and from the pages. */
export class Answers {
  readonly #folder: AnswerFolder | null

  constructor(
    settings: Settings,
    private readonly store: Store,
  ) {
    this.#folder = openAnswerFolder(settings)
  }

  /** The files as they stand now, with their faults. */
  files(): Promise<AnswerFiles> {
    return this.#folder?.read() ?? Promise.resolve({ answers: [], faults: [] })
  }

  /** Every answer in force. */
  async library(): Promise<readonly LibraryAnswer[]> {
    const [{ answers }, stored] = await Promise.all([this.files(), this.store.answers()])
    return joinLibrary(answers, stored)
  }
}

/** The folder of answer files; null where the configuration came from no file. */
export function openAnswerFolder(settings: Settings): AnswerFolder | null {
  const { answers } = settings
  if (answers === undefined) return null
  return new AnswerFolder({
    ...answers,
    brands: settings.brands.map(({ id }) => id),
    language: settings.language,
  })
}
