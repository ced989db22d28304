// Tables for a terminal. Text from outside is only ever text: control characters and direction marks are taken out,
// so that a post cannot move the cursor or colour the screen.

import Table from 'cli-table3'

const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Text made safe for a terminal, on one line. */
export function terminalText(text: string): string {
  return text.replace(UNSAFE, '').replace(/\s+/g, ' ').trim()
}

/** Text cut to a length, with an ellipsis where something was cut. Counts characters as people see them. */
export function cut(text: string, length: number): string {
  const clean = terminalText(text)
  const graphemes = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(clean.slice(0, length * 8))]
  if (graphemes.length <= length && clean.length <= length * 8) return clean
  return `${graphemes
    .slice(0, Math.max(length - 1, 0))
    .map((part) => part.segment)
    .join('')}…`
}

const PLAIN = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
} // prettier keeps the names of cli-table3's characters together

/** A table without lines: columns parted by two spaces, the heading in the first row. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const drawn = new Table({
    head: [...head],
    chars: PLAIN,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  })
  for (const row of rows) drawn.push(row.map(terminalText))
  return `${drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')}\n`
}
