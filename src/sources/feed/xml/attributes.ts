// Reads one start tag with htmlparser2's tokenizer: its name and its attributes, with their references replaced.

import { Tokenizer } from 'htmlparser2'
import { type DeclaredEntities, decodeEntities, escapeMarkup } from '../../reading/entities.js'
import { type Declarations, spaceOf } from './names.js'

/** The attributes of a tag by lower-case name. */
export type Attributes = Readonly<Record<string, string>>

/** More attributes than this are an attack. */
const ATTRIBUTES_MAX = 60

/** What a tag without attributes has; shared, because most tags are such. */
export const NO_ATTRIBUTES: Attributes = Object.freeze({})

/** Reads tags one at a time; one reader serves a whole document. */
export class AttributeReader {
  readonly #tokenizer = new Tokenizer({ xmlMode: true, decodeEntities: false }, this)
  #tag = ''
  #found: Record<string, string> = {}
  #count = 0
  #name = ''
  #value = ''
  #entities: DeclaredEntities | null = null

  /** The attributes of a tag, given from its `<` to its `>`. */
  read(tag: string, entities: DeclaredEntities | null): Attributes {
    this.#tag = tag
    this.#entities = entities
    this.#found = {}
    this.#count = 0
    this.#tokenizer.reset()
    this.#tokenizer.write(tag)
    return this.#found
  }

  onattribname(start: number, end: number): void {
    this.#name = this.#tag.slice(start, end).toLowerCase()
    this.#value = ''
  }

  onattribdata(start: number, end: number): void {
    this.#value += this.#tag.slice(start, end)
  }

  onattribend(): void {
    this.#count += 1
    if (this.#count <= ATTRIBUTES_MAX) this.#found[this.#name] = decodeEntities(this.#value, this.#entities)
  }

  // The rest of what the tokenizer may tell of a single tag says nothing new.
  onattribentity(): void {}
  oncdata(): void {}
  onclosetag(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onend(): void {}
  onopentagend(): void {}
  onopentagname(): void {}
  onprocessinginstruction(): void {}
  onselfclosingtag(): void {}
  ontext(): void {}
  ontextentity(): void {}
}

/** Codes of the characters that end a name. */
export const SLASH = 47
const GT = 62
const SPACE = 32

/** Where the name that starts at `from` ends. */
export function endOfName(text: string, from: number): number {
  let end = from
  for (let code = text.charCodeAt(end); code > SPACE && code !== SLASH && code !== GT; code = text.charCodeAt(end))
    end += 1
  return end
}

/** The namespaces in force within a tag. */
export function declarationsIn(attributes: Attributes, inherited: Declarations): Declarations {
  let own: Map<string, string> | null = null
  for (const name in attributes) {
    if (!name.startsWith('xmlns')) continue
    own ??= new Map(inherited)
    own.set(name.slice(6), spaceOf(attributes[name] ?? ''))
  }
  return own ?? inherited
}

/** Attributes as markup; namespaces and prefixed ones mean nothing there. */
export function writtenAttributes(attributes: Attributes): string {
  let out = ''
  for (const name in attributes) {
    if (name === 'xmlns' || name.includes(':')) continue
    out += ` ${name}="${escapeMarkup(attributes[name] ?? '').replaceAll('"', '&quot;')}"`
  }
  return out
}
