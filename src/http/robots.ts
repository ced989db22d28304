// Reads robots.txt (RFC 9309) and answers whether an address may be fetched. It fetches nothing. As lenient as the
// reader that the web is written for: a missing colon or a misspelled "dissallow" still means what its author meant.

/** What a robots.txt says to one agent. */
export interface RobotsRules {
  isAllowed(url: URL): boolean
  /** Seconds from one request to the next; null when it does not ask. */
  readonly crawlDelaySeconds: number | null
}

/** RFC 9309 asks for at least 500 KiB; more is not read. */
export const ROBOTS_BYTES_MAX = 512_000
/** No rule is that long. A longer line is dropped whole: cut, its rule would mean something else. */
const LINE_CHARS_MAX = 2_048
/** Many more rules than any real file; what is beyond is not kept. */
const RULES_MAX = 5_000
/** A longer wish would stop a source altogether. */
const CRAWL_DELAY_SECONDS_MAX = 60

interface Rule {
  readonly allow: boolean
  readonly pattern: string
}

interface Group {
  readonly agents: string[]
  readonly rules: Rule[]
  crawlDelaySeconds: number | null
}

/** Rules that allow everything: what a host without robots.txt says. */
export const ALLOW_ALL: RobotsRules = { isAllowed: () => true, crawlDelaySeconds: null }

/** Whether that robots.txt lets the agent fetch that address. */
export function isAllowedByRobots(robotsTxt: string, url: string, agent: string): boolean {
  return readRobots(robotsTxt, agent).isAllowed(new URL(url, 'http://robots.invalid'))
}

/** Reads what a robots.txt says to the agent: the groups that name it, else those for everybody. */
export function readRobots(robotsTxt: string, agent: string): RobotsRules {
  const groups = groupsFor(readGroups(robotsTxt), agent)
  const rules = groups
    .flatMap((group) => group.rules)
    .filter((rule) => rule.pattern !== '')
    .slice(0, RULES_MAX)
    .sort(byWeight)
  const delays = groups.map((group) => group.crawlDelaySeconds).filter((delay) => delay !== null)
  return {
    crawlDelaySeconds: delays.length === 0 ? null : Math.min(Math.max(...delays), CRAWL_DELAY_SECONDS_MAX),
    isAllowed(url) {
      const path = normalised(url.pathname + url.search)
      if (path === '/robots.txt') return true
      return rules.find((rule) => matches(rule.pattern, path))?.allow ?? true
    },
  }
}

// The longest pattern decides, and of equals the one that allows: sorted so, the first that matches is the answer.
function byWeight(one: Rule, other: Rule): number {
  return other.pattern.length - one.pattern.length || Number(other.allow) - Number(one.allow)
}

function groupsFor(groups: readonly Group[], agent: string): readonly Group[] {
  const tokens = productTokens(agent)
  const own = groups.filter((group) => group.agents.some((name) => tokens.some((token) => means(name, token))))
  return own.length > 0 ? own : groups.filter((group) => group.agents.includes('*'))
}

// "Escucha" is one; a whole header such as "Mozilla/5.0 (compatible; Escucha/1.0)" holds several.
function productTokens(agent: string): readonly string[] {
  const products = agent.toLowerCase().match(/[\p{L}\p{N}_-]{1,100}(?=\/)/gu)
  return products ?? [agent.toLowerCase().trim()]
}

// Authors write "Escucha", "escucha/2.0" and "esc*cha", and mean one and the same.
function means(name: string, token: string): boolean {
  if (name === '*') return false
  const own = name.toLowerCase()
  return (
    own === token || /^[\p{L}\p{N}_-]*/u.exec(own)?.[0] === token || (own.includes('*') && matches(`${own}$`, token))
  )
}

function readGroups(robotsTxt: string): Group[] {
  const groups: Group[] = []
  let current: Group | null = null
  let naming = false
  for (const line of robotsTxt.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const entry = line.length > LINE_CHARS_MAX ? null : readLine(line)
    if (entry === null) continue
    if (entry.field === 'user-agent') {
      if (!naming || current === null) {
        current = { agents: [], rules: [], crawlDelaySeconds: null }
        groups.push(current)
      }
      current.agents.push(entry.value)
      naming = true
      continue
    }
    naming = naming && entry.field === 'sitemap'
    if (current !== null) addTo(current, entry.field, entry.value)
  }
  return groups
}

function addTo(group: Group, field: Field, value: string): void {
  if (field === 'crawl-delay') group.crawlDelaySeconds ??= delayOf(value)
  if (field !== 'allow' && field !== 'disallow') return
  const pattern = normalisedPattern(value)
  group.rules.push({ allow: field === 'allow', pattern })
  // Who allows a directory's index page allows the directory.
  if (field === 'allow' && /\/index\.html?$/.test(pattern)) {
    group.rules.push({ allow: true, pattern: `${pattern.slice(0, pattern.lastIndexOf('/') + 1)}$` })
  }
}

type Field = 'user-agent' | 'allow' | 'disallow' | 'crawl-delay' | 'sitemap' | 'unknown'

const FIELDS: readonly (readonly [RegExp, Field])[] = [
  [/^user[- ]?agent$/, 'user-agent'],
  [/^allow$/, 'allow'],
  [/^(disallow|dissallow|dissalow|disalow|diasllow|disallaw)$/, 'disallow'],
  [/^crawl[- ]?delay$/, 'crawl-delay'],
  [/^site[- ]?map$/, 'sitemap'],
]

function readLine(line: string): { readonly field: Field; readonly value: string } | null {
  const text = (line.split('#', 1)[0] ?? '').trim()
  const colon = text.indexOf(':')
  if (colon < 0) return readLineWithoutColon(text)
  const field = fieldOf(text.slice(0, colon).trim().toLowerCase()) ?? 'unknown'
  const value = text.slice(colon + 1).trim()
  return { field, value: field === 'user-agent' ? (value.split(/\s/, 1)[0] ?? '') : value }
}

function readLineWithoutColon(text: string): { readonly field: Field; readonly value: string } | null {
  const words = /^(user[- ]agent|crawl[- ]delay|\S+)\s+(\S.*)$/i.exec(text)
  const field = fieldOf(words?.[1]?.toLowerCase() ?? '')
  return field === null ? null : { field, value: words?.[2] ?? '' }
}

function fieldOf(name: string): Field | null {
  return FIELDS.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

function delayOf(value: string): number | null {
  const seconds = /^\d{1,6}(\.\d{1,6})?/.exec(value)?.[0]
  return seconds === undefined ? null : Number(seconds)
}

// Patterns and paths are compared byte by byte in one spelling: what has no place in an address escaped, escapes in
// upper case, and what needs no escape written plainly. A star or dollar of the path is escaped too, so that in a
// pattern only the author's own stars, and a dollar at its end, mean anything.
function normalised(path: string): string {
  return path
    .replace(/%(?![0-9a-fA-F]{2})|[^\w.~:/?#[\]@!&'()+,;=%-]/gu, escaped)
    .replace(/%[0-9a-fA-F]{2}/g, (code) => {
      const character = String.fromCharCode(Number.parseInt(code.slice(1), 16))
      return /[\w.~-]/.test(character) ? character : code.toUpperCase()
    })
}

function normalisedPattern(value: string): string {
  const anchored = value.endsWith('$')
  const pieces = (anchored ? value.slice(0, -1) : value).split('*').map(normalised)
  return pieces.join('*') + (anchored ? '$' : '')
}

function escaped(character: string): string {
  return Buffer.from(character).reduce(
    (text, byte) => `${text}%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    '',
  )
}

// `*` stands for anything and a final `$` for the end. Each piece is looked for once, from where the last one ended,
// so that a pattern made of stars costs no more than the length of the path times its pieces.
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$')
  const [first = '', ...pieces] = (anchored ? pattern.slice(0, -1) : pattern).split(/\*+/)
  if (!path.startsWith(first)) return false
  let at = first.length
  if (pieces.length === 0) return !anchored || at === path.length
  const last = anchored ? pieces.pop() : ''
  for (const piece of pieces) {
    const found = path.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return path.length - (last?.length ?? 0) >= at && path.endsWith(last ?? '')
}
