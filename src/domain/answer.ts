// Known answers: what the team has written once and for all, in one language or several, and how often it served.

import type { Instant } from './time.js'

/** A title is one line. */
export const ANSWER_TITLE_MAX = 200

/** An answer is read at a glance; a manual belongs behind its link. */
export const ANSWER_TEXT_MAX = 5_000

/** More words, or longer ones, are a text. */
export const ANSWER_WORDS_MAX = 100
/** Characters of one of them. */
export const ANSWER_WORD_CHARS_MAX = 100

/** An answer that the team wrote, in a file of `config/answers/` or in the pages. */
export interface LibraryAnswer {
  /** Lower-case letters, digits, "-" and "_"; one answer each. */
  readonly id: string
  /** Files are kept with the configuration; the others live in the database and are edited in the pages. */
  readonly origin: 'file' | 'page'
  readonly title: string
  /** Ids of the brands it speaks for; null means all. */
  readonly brands: readonly string[] | null
  /** Words and phrases of what it answers; a closing `*` makes the last word a beginning. */
  readonly words: readonly string[]
  /** Ids of topics that it answers. */
  readonly topics: readonly string[]
  /** The text by language (ISO 639-1); never empty. */
  readonly texts: Readonly<Record<string, string>>
  /** Where it can be read in full. */
  readonly link: string | null
  readonly updatedAt: Instant
  /** Who wrote it in the pages; null for a file. */
  readonly updatedBy: string | null
}

/** One fault of an answer file. Lines and columns count from 1. */
export interface AnswerFault {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
}

/** What the folder of answers holds: the good ones, and what is wrong with the others. */
export interface AnswerFiles {
  readonly answers: readonly LibraryAnswer[]
  readonly faults: readonly AnswerFault[]
}

/** Whether an answer came from the library or was found in a public thread. */
export const ANSWER_ORIGINS = ['library', 'public'] as const
/** One of the two. */
export type AnswerOrigin = (typeof ANSWER_ORIGINS)[number]

/** That an answer was offered for an alert, and whether somebody used it. One for each alert and answer. */
export interface AnswerUse {
  readonly alert: string
  readonly origin: AnswerOrigin
  /** The library's id, or `source/post` of the public reply. */
  readonly answer: string
  readonly offeredAt: Instant
  /** When it was copied or marked as used; null while it was only offered. */
  readonly usedAt: Instant | null
  readonly usedBy: string | null
}
