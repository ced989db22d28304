// Reads comma-separated values as the public sets have them: quoted fields, doubled quotes, line breaks inside quotes. One
// pass, so its time goes by the length alone.

/** The rows of a text; empty lines are left out. */
export function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  let field = ''
  let quoted = false
  const endField = () => {
    row.push(field)
    field = ''
  }
  const endRow = () => {
    endField()
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (quoted && character === '"' && text[at + 1] === '"') field += text[at++]
    else if (character === '"' && (quoted || field === '')) quoted = !quoted
    else if (quoted) field += character
    else if (character === ',') endField()
    else if (character === '\n') endRow()
    else if (character !== '\r') field += character
  }
  if (field !== '' || row.length > 0) endRow()
  return rows
}

/** The rows as records under the names of the first one. */
export function readRecords(text: string): readonly Readonly<Record<string, string>>[] {
  const [names = [], ...rows] = readCsv(text.replace(/^\uFEFF/u, ''))
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name.trim(), row[at] ?? ''])))
}
