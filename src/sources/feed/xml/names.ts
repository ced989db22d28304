// The names of elements across formats. A prefix is the publisher's choice and is often not declared at all, so an
// element is known by its namespace's address where that is given, and by the customary prefix where not.

/** Namespaces by a part of their address that no other one holds; `''` is the format's own vocabulary. */
const SPACES: readonly (readonly [RegExp, string])[] = [
  [/w3\.org\/2005\/atom|purl\.org\/atom\/|tools\.ietf\.org\/html\/rfc4287/i, 'atom'],
  [/purl\.org\/rss\/1\.0\/modules\/content/i, 'content'],
  [/purl\.org\/rss\/1\.0\/modules\/slash/i, 'slash'],
  [/purl\.org\/rss\/1\.0\/modules\/syndication/i, 'sy'],
  [/purl\.org\/rss\/1\.0\/modules\/(?:dc|dublin)/i, 'dc'],
  [/purl\.org\/rss\/1\.0\/modules\/annotate/i, 'ann'],
  [/purl\.org\/rss\/1\.0\/modules\/email/i, 'email'],
  [/purl\.org\/rss\/1\.0\/modules\//i, 'module'],
  [/purl\.org\/dc\/terms/i, 'dcterms'],
  [/purl\.org\/dc\/elements/i, 'dc'],
  [/wellformedweb\.org\/commentapi/i, 'wfw'],
  [/purl\.org\/syndication\/thread|syndication\/thread\/1\.0/i, 'thr'],
  [/search\.yahoo\.com\/mrss|video\.search\.yahoo|tools\.search\.yahoo\.com\/mrss/i, 'media'],
  [/itunes\.com\/dtds\/podcast|itunes\.apple\.com\/dtds/i, 'itunes'],
  [/rssnamespace\.org\/feedburner/i, 'feedburner'],
  [/w3\.org\/1999\/02\/22-rdf-syntax/i, 'rdf'],
  [/w3\.org\/1999\/xhtml/i, 'xhtml'],
  [/w3\.org\/xml\/1998/i, 'xml'],
  [
    /purl\.org\/rss\/1\.0|my\.netscape\.com\/(?:rdf|publish)|channel\.netscape\.com|backend\.userland\.com|blogs\.law\.harvard\.edu\/tech\/rss|purl\.org\/net\/rss|rssboard\.org\/rss-specification|cyber\.law\.harvard\.edu/i,
    '',
  ],
]

/** Prefixes as everyone writes them, for feeds that do not declare them. */
const CUSTOMARY: ReadonlySet<string> = new Set(
  'atom content slash sy dc dcterms wfw thr media itunes feedburner rdf xhtml xml email ann'.split(' '),
)
const CUSTOMARY_ALIASES: Readonly<Record<string, string>> = {
  a10: 'atom',
  atom10: 'atom',
  atom03: 'atom',
  dcq: 'dcterms',
  rss: '',
  rss1: '',
  mrss: 'media',
  fb: 'feedburner',
  thread: 'thr',
  html: 'xhtml',
}

/** Short names of namespaces by declared prefix; the default namespace stands under the empty prefix. */
export type Declarations = ReadonlyMap<string, string>

/** The short name of the namespace at that address; `other` when it is none that matters here. */
export function spaceOf(address: string): string {
  const trimmed = address.trim()
  for (const [pattern, space] of SPACES) if (pattern.test(trimmed)) return space
  return 'other'
}

/** Default namespaces that do not change what an element without a prefix is. */
const OWN_VOCABULARY: ReadonlySet<string> = new Set(['', 'atom', 'rdf', 'xhtml', 'other', 'xml'])

/** `Content:Encoded` under any declared prefix → `content:encoded`; names of the format itself bear no prefix. */
export function elementName(written: string, declared: Declarations): string {
  const colon = written.indexOf(':')
  const local = written.slice(colon + 1).toLowerCase()
  const space = colon < 0 ? defaultSpace(declared) : prefixSpace(written.slice(0, colon).toLowerCase(), declared)
  return space === '' ? local : `${space}:${local}`
}

function defaultSpace(declared: Declarations): string {
  const space = declared.get('') ?? ''
  return OWN_VOCABULARY.has(space) ? '' : space
}

function prefixSpace(prefix: string, declared: Declarations): string {
  const space = declared.get(prefix)
  // A publisher's own spelling of a well-known address is common; then the customary prefix tells.
  if (space !== undefined && space !== 'other') return space
  if (CUSTOMARY.has(prefix)) return prefix
  return CUSTOMARY_ALIASES[prefix] ?? prefix
}

/** Whether the name belongs to a feed format or one of its customary modules. */
export function isKnownName(name: string): boolean {
  const colon = name.indexOf(':')
  return colon < 0 || CUSTOMARY.has(name.slice(0, colon))
}
