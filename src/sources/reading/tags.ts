// What HTML's tags do to the tags around them, as htmlparser2 has it: which are void, and which close others by being
// opened. The tables are its own; it does not hand them out.

/** A tag's name with what follows from it, and how many elements of that name are open. */
export interface Tag {
  readonly name: string
  readonly isVoid: boolean
  /** What it holds is text, whatever signs stand in it. */
  readonly isRaw: boolean
  /** Opening it closes these, as long as they are the innermost. */
  readonly closes: ReadonlySet<string> | null
  /** Whether its content is SVG or MathML; null where that is as around it. */
  readonly foreign: boolean | null
  open: number
}

/** The tags of one page, each made when it is first seen. */
export class TagTable {
  readonly #tags = new Map<string, Tag>()

  /** The tag that the name means, however it is written. */
  of(written: string): Tag {
    const known = this.#tags.get(written)
    if (known !== undefined) return known
    const name = written.toLowerCase()
    const tag = this.#tags.get(name) ?? newTag(name)
    this.#tags.set(name, tag)
    this.#tags.set(written, tag)
    return tag
  }
}

function newTag(name: string): Tag {
  return {
    name,
    isVoid: VOID.has(name),
    isRaw: RAW.has(name),
    closes: CLOSES.get(name) ?? null,
    foreign: FOREIGN.get(name) ?? null,
    open: 0,
  }
}

const words = (text: string): readonly string[] => text.split(' ')

const VOID: ReadonlySet<string> = new Set(
  words('area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'),
)

const RAW: ReadonlySet<string> = new Set(words('script style title textarea xmp'))

const FOREIGN: ReadonlyMap<string, boolean> = new Map([
  ...words('math svg').map((name) => [name, true] as const),
  ...words('mi mo mn ms mtext annotation-xml foreignobject desc title').map((name) => [name, false] as const),
])

/** On the left what is opened, on the right what that closes. */
const CLOSES_ROWS: readonly (readonly [string, string])[] = [
  ['tr', 'tr th td'],
  ['th', 'th'],
  ['td', 'thead th td'],
  ['body', 'head link script'],
  ['li', 'li'],
  [
    'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul',
    'p',
  ],
  ['select input output button datalist textarea', 'input option optgroup select button datalist textarea'],
  ['option', 'option'],
  ['optgroup', 'optgroup option'],
  ['dd dt', 'dd dt'],
  ['rt rp', 'rt rp'],
  ['tbody tfoot', 'thead tbody'],
]

const CLOSES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  CLOSES_ROWS.flatMap(([opened, closed]) => words(opened).map((name) => [name, new Set(words(closed))] as const)),
)
