// Expands ${NAME} and ${NAME:-fallback} in the texts of a configuration; `$${` stands for a literal `${`.

import type { ConfigPath } from './paths.js'

/** A variable that the configuration names and the environment does not have. */
export interface MissingVariable {
  readonly path: ConfigPath
  readonly name: string
}

const VARIABLE = /\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g

/** The value with every variable expanded, and the variables that are not set. An empty variable counts as not set. */
export function expandVariables(
  value: unknown,
  env: Readonly<Record<string, string | undefined>>,
): { readonly value: unknown; readonly missing: readonly MissingVariable[] } {
  const missing: MissingVariable[] = []
  const expandText = (text: string, path: ConfigPath): string =>
    text.replace(VARIABLE, (whole, name: string | undefined, fallback: string | undefined) => {
      if (name === undefined) return whole === '$${' ? '${' : whole
      const found = env[name]
      if (found !== undefined && found !== '') return found
      if (fallback !== undefined) return fallback
      missing.push({ path, name })
      return ''
    })
  const expand = (node: unknown, path: ConfigPath): unknown => {
    if (typeof node === 'string') return expandText(node, path)
    if (Array.isArray(node)) return node.map((item, index) => expand(item, [...path, index]))
    if (node !== null && typeof node === 'object') {
      return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, expand(item, [...path, key])]))
    }
    return node
  }
  return { value: expand(value, []), missing }
}
