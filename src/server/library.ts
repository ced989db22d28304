// The answer library as the server sees it now: the files beside the configuration and what was written in the pages.

import { joinLibrary } from '../desk/answers/library.js'
import type { AnswerFiles, LibraryAnswer } from '../domain/answer.js'
import type { ServerTools } from './tools.js'

/** The answers in force, and what keeps others from being so. */
export interface Library extends AnswerFiles {
  /** Written in the pages, but a file with the same id has taken their place. */
  readonly replaced: readonly LibraryAnswer[]
}

/** Reads both: an edited file is in force at the next look. */
export async function readLibrary({
  store,
  answerFiles,
}: Pick<ServerTools, 'store' | 'answerFiles'>): Promise<Library> {
  const none: AnswerFiles = { answers: [], faults: [] }
  const [files, stored] = await Promise.all([answerFiles?.() ?? none, store.answers()])
  const inFiles = new Set(files.answers.map(({ id }) => id))
  return {
    answers: joinLibrary(files.answers, stored),
    faults: files.faults,
    replaced: stored.filter(({ id }) => inFiles.has(id)),
  }
}
