// Reads other people's JSON without trusting its shape. Ids above 2^53 are kept to the last digit.

/** The value of a JSON text; undefined when it is none. Whole numbers of 16 digits and more come as text. */
export function parseJson(text: string): unknown {
  // Some hosts guard their JSON against being run as a script.
  const bare = text.replace(/^[\s\ufeff]+/, '').replace(/^(?:\)\]\}',?|while ?\(1\);?|for ?\(;;\);?)/, '')
  try {
    return JSON.parse(/\d{16}/.test(bare) ? quoteLongNumbers(bare) : bare)
  } catch {
    return undefined
  }
}

/** Puts whole numbers too long for a double into quotes, and leaves strings alone. Linear: each character is passed once. */
function quoteLongNumbers(text: string): string {
  const parts: string[] = []
  const next = /"|\d{16,}/g
  let from = 0
  for (let found = next.exec(text); found !== null; found = next.exec(text)) {
    if (found[0] === '"') {
      next.lastIndex = stringEnd(text, found.index)
      continue
    }
    const end = found.index + found[0].length
    const start = text[found.index - 1] === '-' ? found.index - 1 : found.index
    if (/[\d.eE]/.test(text[end] ?? '') || /[\d.eE+]/.test(text[start - 1] ?? '')) continue
    parts.push(text.slice(from, start), '"', text.slice(start, end), '"')
    from = end
  }
  parts.push(text.slice(from))
  return parts.join('')
}

/** Index behind the closing quote of the string that opens at `start`; the end of the text when none closes it. */
function stringEnd(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0
    while (text[quote - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return quote + 1
  }
  return text.length
}

/** A field of an object; undefined when there is no such object or field. */
export function fieldOf(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' || holder === null || Array.isArray(holder)) return undefined
  return Object.hasOwn(holder, name) ? (holder as Readonly<Record<string, unknown>>)[name] : undefined
}

/** A field as text: a number counts as its digits, blank as absent. */
export function textField(holder: unknown, name: string): string | null {
  const value = fieldOf(holder, name)
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** A field as a list; empty when it is none. */
export function listField(holder: unknown, name: string): readonly unknown[] {
  const value = fieldOf(holder, name)
  return Array.isArray(value) ? value : []
}
