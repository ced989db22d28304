// The file form of an answer, as `config/answers/` holds it and the configuration reads it back. It writes no file.

import type { LibraryAnswer } from '../../domain/answer.js'

/** An answer as the text of its file: front matter, then the answer; several languages under headings of their own. */
export function answerFile(answer: Omit<LibraryAnswer, 'origin' | 'updatedAt' | 'updatedBy'>): string {
  const texts = Object.entries(answer.texts)
  const languages = texts.map(([code]) => code)
  // JSON is YAML: no title or word can break out of its line.
  const lines = [
    `id: ${answer.id}`,
    `title: ${JSON.stringify(answer.title)}`,
    ...(answer.brands === null ? [] : [`brands: ${JSON.stringify(answer.brands)}`]),
    `language: ${JSON.stringify(languages.length === 1 ? languages[0] : languages)}`,
    ...(answer.words.length === 0 ? [] : [`words: ${JSON.stringify(answer.words)}`]),
    ...(answer.topics.length === 0 ? [] : [`topics: ${JSON.stringify(answer.topics)}`]),
    ...(answer.link === null ? [] : [`link: ${JSON.stringify(answer.link)}`]),
  ]
  const body =
    texts.length === 1
      ? texts.map(([, text]) => text)
      : texts.map(([code, text]) => `# ${code}\n\n${withoutHeadings(text, languages)}`)
  return `---\n${lines.join('\n')}\n---\n\n${body.join('\n\n')}\n`
}

/** A line that would be read as the heading of another language is moved in by a space. */
function withoutHeadings(text: string, languages: readonly string[]): string {
  const headings = new Set(languages.map((code) => `# ${code}`))
  return text
    .split('\n')
    .map((line) => (headings.has(line.trimEnd()) ? ` ${line}` : line))
    .join('\n')
}
