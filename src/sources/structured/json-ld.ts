// JSON-LD: lists, @graph, references by @id, and the faults that hand-made templates have. It is no RDF reader: names
// are taken for schema.org's, whatever the context says.

import type { HtmlPage } from '../forum/page.js'
import { isElement } from '../reading/html.js'
import { parseJson } from '../reading/json.js'
import { NESTING_MAX, THINGS_MAX, type Thing, typeName, VALUES_MAX, type Value } from './things.js'

/** More scripts of it than this stand on no honest page. */
const SCRIPTS_MAX = 60
/** Fields of one object that are read. */
const FIELDS_MAX = 200

type Json = Readonly<Record<string, unknown>>

/** The things that the page's JSON-LD describes, outermost only. Scripts that are no JSON are passed over. */
export function jsonLdThings(html: HtmlPage): readonly Thing[] {
  const values = html.all('script').slice(0, SCRIPTS_MAX).map(scriptText).map(lenientJson)
  const roots = values.flatMap((value) => objectsIn(value, 0)).slice(0, THINGS_MAX)
  return new ThingReader(roots).read()
}

function scriptText(script: ReturnType<HtmlPage['all']>[number]): string {
  return script.children.map((child) => (isElement(child) || !('data' in child) ? '' : child.data)).join('')
}

/** Templates wrap it in comments and CDATA, break lines within texts, and leave a comma behind the last field. */
function lenientJson(text: string): unknown {
  const bare = text
    .replace(/^\s*(?:<!--|(?:\/\*|\/\/)?\s*<!\[CDATA\[\s*(?:\*\/)?)/, '')
    .replace(/(?:\/\*|\/\/)?\s{0,9}(?:-->|\]\]>)(?:\*\/)?\s*$/, '')
  if (bare.trim() === '') return undefined
  return (
    parseJson(bare) ??
    parseJson(
      bare
        .replace(/[\u0000-\u001f]+/g, ' ')
        .replace(/,\s?([}\]])/g, '$1')
        .replace(/;\s*$/, ''),
    )
  )
}

/** The objects that stand at the top: of a list, and of an @graph. */
function objectsIn(value: unknown, depth: number): readonly Json[] {
  if (depth > NESTING_MAX) return []
  if (Array.isArray(value)) return value.slice(0, VALUES_MAX).flatMap((entry) => objectsIn(entry, depth + 1))
  if (!isObject(value)) return []
  const graph = value['@graph']
  return graph === undefined ? [value] : [...(hasType(value) ? [value] : []), ...objectsIn(graph, depth + 1)]
}

class ThingReader {
  readonly #byId = new Map<string, Json>()
  readonly #made = new Map<Json, Thing>()
  #count = 0

  constructor(private readonly roots: readonly Json[]) {
    for (const root of roots) this.#note(root)
  }

  read(): readonly Thing[] {
    return this.roots.flatMap((root) => this.#thing(root, 0) ?? [])
  }

  #note(object: Json): void {
    const id = idOf(object)
    if (id !== null && hasType(object) && !this.#byId.has(id)) this.#byId.set(id, object)
  }

  /** A reference is the thing that it names; one met again is the same thing, so that loops end. */
  #thing(given: Json, depth: number): Thing | null {
    const object = this.#meant(given)
    const known = this.#made.get(object)
    if (known !== undefined) return known
    this.#count += 1
    if (depth > NESTING_MAX || this.#count > THINGS_MAX) return null
    const fields = new Map<string, readonly Value[]>()
    const thing: Thing = { types: typesOf(object), id: idOf(object), fields, element: null }
    this.#made.set(object, thing)
    for (const [name, value] of Object.entries(object).slice(0, FIELDS_MAX)) {
      if (!name.startsWith('@')) fields.set(typeName(name), this.#values(value, depth + 1))
    }
    return thing
  }

  #meant(object: Json): Json {
    const id = idOf(object)
    return (hasType(object) || id === null ? null : this.#byId.get(id)) ?? object
  }

  #values(value: unknown, depth: number): readonly Value[] {
    if (typeof value === 'string') return [{ said: value }]
    if (typeof value === 'number' || typeof value === 'boolean') return [{ said: String(value) }]
    if (Array.isArray(value)) {
      if (depth > NESTING_MAX) return []
      return value.slice(0, VALUES_MAX).flatMap((entry) => this.#values(entry, depth + 1))
    }
    if (!isObject(value)) return []
    if ('@value' in value) return this.#values(value['@value'], depth + 1)
    const list = value['@list'] ?? value['@set']
    if (list !== undefined) return depth > NESTING_MAX ? [] : this.#values(list, depth + 1)
    const thing = this.#thing(value, depth)
    return thing === null ? [] : [{ thing }]
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasType(object: Json): boolean {
  return object['@type'] !== undefined
}

function idOf(object: Json): string | null {
  const id = object['@id']
  return typeof id === 'string' && id !== '' ? id : null
}

function typesOf(object: Json): readonly string[] {
  const type = object['@type']
  const types = Array.isArray(type) ? type.slice(0, 10) : [type]
  return types.filter((name) => typeof name === 'string').map(typeName)
}
