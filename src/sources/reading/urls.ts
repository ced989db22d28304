// Addresses: what a link on a page points to, which addresses mean the same page, and what stands behind the links
// of services that wrap them. Nothing here is fetched.

/** Longer addresses are accidents or attacks; browsers and servers cut them well before this. */
const URL_CHARS_MAX = 4096

const CONTROLS = /[\u0000-\u001f\u007f]/
const ALL_CONTROLS = /[\u0000-\u001f\u007f]+/g
const BARE_HOST = /^https?:\/\/[^/?#]+$/

/** The http or https address that `href` means on a page at `base`; null when it means none. */
export function resolveUrl(href: string | null | undefined, base: string | null): string | null {
  if (href === null || href === undefined || href.length > URL_CHARS_MAX * 4) return null
  const clean = CONTROLS.test(href) ? href.replace(ALL_CONTROLS, '').trim() : href.trim()
  if (clean === '') return null
  const url = parse(clean, base)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  // A password in a link is somebody's mistake; it is not repeated.
  url.username = ''
  url.password = ''
  if (url.href.length > URL_CHARS_MAX) return null
  // A bare host stays as its publisher writes it, without the slash that the parser adds.
  return BARE_HOST.test(clean) && url.href === `${clean}/` ? clean : url.href
}

function parse(href: string, base: string | null): URL | null {
  try {
    return base === null ? new URL(href) : new URL(href, base)
  } catch {
    return null
  }
}

/** Parameters that campaigns, networks and mailers add and that never choose a page (miniflux's list and more). */
const TRACKING_NAMES: ReadonlySet<string> = new Set(
  (
    'fbclid gclid dclid gbraid wbraid gclsrc srsltid yclid ysclid twclid msclkid mc_cid mc_eid mc_tc igshid igsh wickedid ' +
    '_hsenc _hsmi mkt_tok sc_cid rb_clickid _bhlid at_xt at_medium at_campaign ns_campaign ns_mchannel ns_source ' +
    'ml_subscriber ml_subscriber_hash _openstat wt_mc wt_zmc xtor cmpid guccounter guce_referrer ref_src ref_url'
  ).split(' '),
)
const TRACKING_PREFIXES = ['utm_', 'mtm_', 'hsa_', '__hs', 'vero_', 'oly_', 'campaign_', 'pk_', 'stm_'] as const

const SESSION_NAMES: ReadonlySet<string> = new Set([
  'phpsessid',
  'jsessionid',
  'aspsessionid',
  'sessionid',
  'session_id',
])
const SESSION_VALUE = /^[0-9a-f]{32}$/i

function isTracking(name: string): boolean {
  const lower = name.toLowerCase()
  return TRACKING_NAMES.has(lower) || TRACKING_PREFIXES.some((prefix) => lower.startsWith(prefix))
}

// vBulletin's `s` and phpBB's `sid` are sessions only when they look like one: `?s=perro` is a search.
function isSession(name: string, value: string): boolean {
  const lower = name.toLowerCase()
  if (SESSION_NAMES.has(lower)) return true
  return (lower === 's' || lower === 'sid') && SESSION_VALUE.test(value)
}

function isNoise(name: string, value: string): boolean {
  return isTracking(name) || isSession(name, value)
}

/**
 * The address without parameters that only track or hold a session; otherwise unchanged to the letter, so that an id
 * that looks like an address stays the publisher's own.
 */
export function withoutTracking(url: string): string {
  if (!/^https?:/i.test(url) || !url.includes('?') || !URL.canParse(url)) return url
  const question = url.indexOf('?')
  const hash = url.indexOf('#', question)
  const query = url.slice(question + 1, hash < 0 ? undefined : hash)
  const pairs = query.split('&')
  const kept = pairs.filter((pair) => !isNoise(...nameAndValue(pair)))
  if (kept.length === pairs.length) return url
  const rest = hash < 0 ? '' : url.slice(hash)
  return `${url.slice(0, question)}${kept.length > 0 ? `?${kept.join('&')}` : ''}${rest}`
}

function nameAndValue(pair: string): [string, string] {
  const equals = pair.indexOf('=')
  return equals < 0 ? [decoded(pair), ''] : [decoded(pair.slice(0, equals)), decoded(pair.slice(equals + 1))]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Fragments by which forums and comment lists name one post: `#p123`, `#post-123`, `#comment-9`. */
const POST_FRAGMENT = /^#(?:p|pid|post|post-|comment|comment-|msg|msg-|c|c-|reply-|answer-|r)_?\d+$/i
const INDEX_PAGE = /\/(?:index|default)\.(?:html?|php|aspx?)$/i
const AMP_PATH = /\/amp\/?$/i
const MOBILE_HOST = /^(?:m|mobile|amp)\.(?=[^.]+\.[^.])/

/**
 * The one spelling of all addresses that show the same page: tracking, sessions, AMP, mobile hosts and index pages
 * taken off, parameters sorted. Canonical of canonical is canonical. What is no web address comes back as it is.
 */
export function canonicalUrl(url: string): string {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return url
  const parsed = new URL(url)
  parsed.username = ''
  parsed.password = ''
  parsed.hostname = parsed.hostname.replace(/\.$/, '')
  for (let host = ''; host !== parsed.hostname; ) {
    host = parsed.hostname
    parsed.hostname = host.replace(MOBILE_HOST, '')
  }
  parsed.search = canonicalQuery(parsed.searchParams)
  parsed.pathname = canonicalPath(parsed.pathname)
  if (!POST_FRAGMENT.test(parsed.hash)) parsed.hash = ''
  return parsed.href
}

function canonicalQuery(params: URLSearchParams): string {
  const kept = [...params].filter(([name, value]) => !isNoise(name, value) && !isAmp(name, value))
  kept.sort(([left, first], [right, second]) => compareText(left, right) || compareText(first, second))
  return new URLSearchParams(kept).toString()
}

function compareText(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

function isAmp(name: string, value: string): boolean {
  return (name === 'amp' && (value === '' || value === '1')) || (name === 'outputType' && value === 'amp')
}

function canonicalPath(path: string): string {
  let shorter = path.replace(/;jsessionid=[^/;?]*/gi, '')
  for (let before = ''; before !== shorter; ) {
    before = shorter
    shorter = shorter.replace(AMP_PATH, '/').replace(INDEX_PAGE, '/')
  }
  return shorter
}

/** A key under which two addresses of one page are equal even when scheme, `www.` or a closing slash differ. */
export function comparableUrl(url: string): string {
  return canonicalUrl(url)
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/\/(?=$|[?#])/, '')
}

const WRAPPERS = /^https?:\/\/(?:[\w-]{1,20}\.){0,3}(?:google|facebook|duckduckgo|bing)\./i

/**
 * The publisher's address behind a link that a service wraps: Google Alerts and searches (`google.com/url?url=`),
 * Google News (the older, readable kind), Facebook, DuckDuckGo and Bing redirects. Other links come back as they are.
 */
export function unwrapUrl(url: string): string {
  if (!WRAPPERS.test(url) || !URL.canParse(url)) return url
  const parsed = new URL(url)
  const host = parsed.hostname.replace(/^www\./, '')
  if (host === 'news.google.com') return unwrapNews(parsed) ?? url
  const inside = wrappedTarget(host, parsed)
  return resolveUrl(inside, null) ?? url
}

function wrappedTarget(host: string, url: URL): string | null {
  const { searchParams, pathname } = url
  if (/^google\.[a-z.]{2,6}$/.test(host) && pathname === '/url') return searchParams.get('url') ?? searchParams.get('q')
  if ((host === 'l.facebook.com' || host === 'lm.facebook.com') && pathname === '/l.php') return searchParams.get('u')
  if (host === 'duckduckgo.com' && pathname === '/l/') return searchParams.get('uddg')
  if (host === 'bing.com' && pathname.startsWith('/news/apiclick')) return searchParams.get('url')
  return null
}

// An article's id at Google News was, until 2024, a small record in base64 that holds the address in plain letters.
// The newer ids (they decode to "AU_yqL…") name it only to Google: such a link stays.
function unwrapNews(url: URL): string | null {
  const direct = url.searchParams.get('url')
  if (direct !== null) return resolveUrl(direct, null)
  const id = /^\/(?:rss\/)?articles\/([\w-]{16,2000})$/.exec(url.pathname)?.[1]
  if (id === undefined) return null
  const record = Buffer.from(id, 'base64url').toString('latin1')
  const inside = /https?:\/\/[\x21-\x7e]+/.exec(record)?.[0]
  return inside === undefined ? null : resolveUrl(inside, null)
}
