// Reads one file of the answer library: front matter in YAML, then the answer as it is to be copied. Every fault is
// found at once and has its line. It opens no file: `answer-folder.ts` does.

import { isMap, isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import {
  ANSWER_TEXT_MAX,
  ANSWER_TITLE_MAX,
  ANSWER_WORD_CHARS_MAX,
  ANSWER_WORDS_MAX,
  type AnswerFault,
  type LibraryAnswer,
} from '../domain/answer.js'
import type { Instant } from '../domain/time.js'
import { suggestionText } from './problems.js'

/** What a file is read with. */
export interface AnswerFileContext {
  /** Its name in messages. */
  readonly file: string
  /** Stands in where the file gives no id: the file's name without its ending. */
  readonly name: string
  /** The language of a text that names none. */
  readonly language: string
  readonly brands: readonly string[]
  /** When the file was last written. */
  readonly updatedAt: Instant
}

/** One answer, or what is wrong with it. */
export interface ReadAnswer {
  readonly answer: LibraryAnswer | null
  readonly faults: readonly AnswerFault[]
}

const ID = /^[a-z0-9][a-z0-9_-]{0,63}$/
const LANGUAGE = /^[a-z]{2}$/

const language = z.string().regex(LANGUAGE, 'a language is two letters, like es or en')
const words = z
  .array(z.string().trim().min(2, 'one letter matches everything').max(ANSWER_WORD_CHARS_MAX))
  .max(ANSWER_WORDS_MAX)

const frontMatter = z.strictObject({
  id: z.string().regex(ID, 'an id is lower-case letters, digits, "-" and "_", at most 64').optional(),
  title: z.string().trim().min(1).max(ANSWER_TITLE_MAX),
  brands: z.array(z.string()).min(1, 'leave "brands" out for all of them').optional(),
  language: z.union([language, z.array(language).min(1).max(20)]).optional(),
  words: words.default([]),
  topics: z
    .array(z.string().regex(/^[0-9a-f]{16}$/, 'a topic id is 16 hexadecimal digits, as /topics shows it'))
    .default([]),
  link: z.url({ protocol: /^https?$/, error: 'a link starts with http:// or https://' }).optional(),
})

type FrontMatter = z.output<typeof frontMatter>

/** Reads the text of one answer file. */
export function readAnswer(text: string, context: AnswerFileContext): ReadAnswer {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const end = lines.indexOf('---', 1)
  if (lines[0]?.trimEnd() !== '---' || end === -1) {
    return failed([fault(context, 1, 'an answer begins with its title and words between two lines of "---"')])
  }
  const head = readFrontMatter(lines.slice(1, end).join('\n'), context)
  if (head.matter === null) return failed(head.faults)
  const body = readTexts(lines, end + 1, languagesOf(head.matter, context), context)
  const faults = [...head.faults, ...body.faults]
  if (faults.length > 0) return failed(faults)
  return { answer: answerOf(head.matter, body.texts, context), faults }
}

function readFrontMatter(
  text: string,
  context: AnswerFileContext,
): { readonly matter: FrontMatter | null; readonly faults: readonly AnswerFault[] } {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true })
  // The first line of the file is the "---" above the front matter.
  const at = (offset: number) => counter.linePos(offset).line + 1
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ pos, message }) => fault(context, at(pos[0]), `not valid YAML: ${message}`))
    return { matter: null, faults }
  }
  const parsed = frontMatter.safeParse(document.toJS({ maxAliasCount: 10 }) ?? {})
  const lineOf = (key: string) => {
    if (!isMap(document.contents)) return 1
    const pair = document.contents.items.find((item) => isNode(item.key) && String(item.key) === key)
    return isNode(pair?.key) ? at(pair.key.range?.[0] ?? 0) : 1
  }
  if (!parsed.success) {
    return { matter: null, faults: parsed.error.issues.flatMap((issue) => issueFaults(issue, lineOf, context)) }
  }
  const unknown = (parsed.data.brands ?? []).filter((id) => !context.brands.includes(id))
  const faults = unknown.map((id) =>
    fault(context, lineOf('brands'), `there is no brand "${id}".${suggestionText(id, context.brands)}`),
  )
  return { matter: parsed.data, faults }
}

function issueFaults(
  issue: z.core.$ZodIssue,
  lineOf: (key: string) => number,
  context: AnswerFileContext,
): readonly AnswerFault[] {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(frontMatter.shape)
    return issue.keys.map((key) => fault(context, lineOf(key), `unknown key "${key}".${suggestionText(key, known)}`))
  }
  const key = String(issue.path[0] ?? '')
  if (key === '') return [fault(context, 2, 'expected keys such as "title: …"')]
  if (key === 'language') return [fault(context, lineOf(key), 'language: two letters, like es, or a list of them')]
  const isMissing = issue.code === 'invalid_type' && lineOf(key) === 1
  return [fault(context, lineOf(key), isMissing ? `${key} is missing` : `${key}: ${issue.message}`)]
}

function languagesOf(matter: FrontMatter, context: AnswerFileContext): readonly string[] {
  return [matter.language ?? context.language].flat()
}

interface Texts {
  readonly texts: Readonly<Record<string, string>>
  readonly faults: readonly AnswerFault[]
}

/** The text by language: one is the whole body; of several each stands under a heading with its code ("# es"). */
function readTexts(
  lines: readonly string[],
  from: number,
  languages: readonly string[],
  context: AnswerFileContext,
): Texts {
  const [only, ...others] = languages
  const headings = others.length === 0 ? new Set<string>() : new Set(languages.map((code) => `# ${code}`))
  const parts = new Map<string, { readonly line: number; readonly lines: string[] }>()
  if (only !== undefined && headings.size === 0) parts.set(only, { line: from + 1, lines: [] })
  const faults: AnswerFault[] = []
  let current = parts.get(only ?? '')
  for (const [index, text] of lines.slice(from).entries()) {
    const heading = text.trimEnd()
    if (headings.has(heading)) {
      if (parts.has(heading.slice(2))) faults.push(fault(context, from + index + 1, `"${heading}" stands there twice`))
      current = { line: from + index + 1, lines: [] }
      parts.set(heading.slice(2), current)
      continue
    }
    if (current !== undefined) current.lines.push(text)
    else if (text.trim() !== '') {
      faults.push(fault(context, from + index + 1, `expected the heading "# ${only}" before the text`))
      break
    }
  }
  return { ...checkedTexts(languages, parts, from + 1, context), ...(faults.length > 0 ? { faults } : {}) }
}

function checkedTexts(
  languages: readonly string[],
  parts: ReadonlyMap<string, { readonly line: number; readonly lines: readonly string[] }>,
  bodyLine: number,
  context: AnswerFileContext,
): Texts {
  const texts: Record<string, string> = {}
  const faults: AnswerFault[] = []
  for (const code of languages) {
    const part = parts.get(code)
    const text = part?.lines.join('\n').trim() ?? ''
    if (part === undefined) faults.push(fault(context, bodyLine, `the text under the heading "# ${code}" is missing`))
    else if (text === '') faults.push(fault(context, part.line, `the text in "${code}" is empty`))
    else if (text.length > ANSWER_TEXT_MAX)
      faults.push(fault(context, part.line, `the text in "${code}" has over ${ANSWER_TEXT_MAX} characters`))
    texts[code] = text
  }
  return { texts, faults }
}

function answerOf(
  matter: FrontMatter,
  texts: Readonly<Record<string, string>>,
  { name, updatedAt }: AnswerFileContext,
): LibraryAnswer {
  return {
    id: matter.id ?? name,
    origin: 'file',
    title: matter.title,
    brands: matter.brands ?? null,
    words: matter.words,
    topics: matter.topics,
    texts,
    link: matter.link ?? null,
    updatedAt,
    updatedBy: null,
  }
}

function fault({ file }: AnswerFileContext, line: number, message: string): AnswerFault {
  return { file, line, column: 1, message: message.replace(/\s+/g, ' ').trim() }
}

function failed(faults: readonly AnswerFault[]): ReadAnswer {
  return { answer: null, faults }
}
