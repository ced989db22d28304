// Places in a configuration: their names in messages, and the raw values that stand there.

/** Where a value stands in the configuration: keys and list positions from the root. */
export type ConfigPath = readonly (string | number)[]

/** The entries of a list in raw values; what is no map counts as empty. */
export function listOf(value: unknown, key: string): readonly Readonly<Record<string, unknown>>[] {
  const list = valueAt(value, [key])
  return Array.isArray(list)
    ? list.map((entry) => (entry !== null && typeof entry === 'object' ? (entry as Record<string, unknown>) : {}))
    : []
}

/** The raw value at a path; undefined when there is none. */
export function valueAt(root: unknown, path: ConfigPath): unknown {
  let node = root
  for (const step of path) {
    if (node === null || typeof node !== 'object') return undefined
    node = (node as Record<string | number, unknown>)[step]
  }
  return node
}

/** `brands[0].terms` for a path. */
export function nameOf(path: ConfigPath): string {
  let text = ''
  for (const step of path) {
    const dot = text === '' ? '' : '.'
    text += typeof step === 'number' ? `[${step}]` : `${dot}${step}`
  }
  return text === '' ? 'the configuration' : text
}

/** ` in brands[0]` for a path; nothing for the root. */
export function inside(path: ConfigPath): string {
  return path.length === 0 ? '' : ` in ${nameOf(path)}`
}
