// Which place an address belongs to: mostly its host; on platforms where anybody has a corner of their own (a subreddit,
// a channel, an app's reviews), that corner. Addresses that are no place to listen to belong to none.

/** A place that somebody linked to. */
export interface LinkedPlace {
  /** "foro.example", "reddit.com/r/colombia": what it is counted by. */
  readonly place: string
  /** Where to look for what it offers. */
  readonly url: string
}

/** A post full of links is a list, or spam. */
const LINKS_PER_POST_MAX = 20

/** An address as people paste it; what closes a sentence or a parenthesis is not part of it. */
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"'“”«»()[\]{}|\\^`]{3,500}/gi

/** Pictures, files, short addresses, searches, maps, and networks that show nothing without a login. */
const NO_PLACES: ReadonlySet<string> = new Set(
  `imgur.com postimg.cc postimg.org ibb.co imgbb.com prnt.sc prntscr.com gyazo.com giphy.com tenor.com flickr.com
  photobucket.com subefotos.com drive.google.com docs.google.com photos.google.com forms.gle dropbox.com wetransfer.com
  mega.nz mediafire.com pastebin.com scribd.com icloud.com onedrive.live.com sharepoint.com loom.com vimeo.com
  bit.ly t.co goo.gl tinyurl.com ow.ly is.gd buff.ly cutt.ly rebrand.ly lnkd.in youtu.be fb.me fb.com wa.me amzn.to
  acortar.link rb.gy shorturl.at g.page maps.app.goo.gl
  facebook.com instagram.com tiktok.com twitter.com x.com linkedin.com whatsapp.com pinterest.com threads.net
  snapchat.com discord.com discord.gg messenger.com zoom.us meet.google.com teams.microsoft.com
  bing.com duckduckgo.com maps.google.com wikipedia.org archive.org archive.ph change.org gmail.com outlook.com
  speedtest.net fast.com downdetector.com whatismyip.com github.com gist.github.com youtube.com reddit.com t.me
  play.google.com apps.apple.com localhost`.split(/\s+/),
)

/** Google has a host per country. */
const SEARCH_HOST = /^google\.(?:com?\.)?[a-z]{2,3}$/

/** The corners of platforms that a source kind can read. */
const CORNERS: readonly { readonly host: string; readonly path: RegExp; readonly url: (name: string) => string }[] = [
  { host: 'reddit.com', path: /^\/r\/(\w{2,30})/i, url: (name) => `https://www.reddit.com/r/${name}/` },
  {
    host: 'youtube.com',
    path: /^\/(@[\w.-]{2,60}|channel\/[\w-]{10,40})/i,
    url: (name) => `https://www.youtube.com/${name}`,
  },
  { host: 't.me', path: /^\/(?:s\/)?([a-z]\w{4,40})/i, url: (name) => `https://t.me/s/${name}` },
]

/** The places that a text links to, each once. */
export function placesIn(text: string): readonly LinkedPlace[] {
  const places = new Map<string, LinkedPlace>()
  let seen = 0
  for (const [found] of text.matchAll(ADDRESS)) {
    seen += 1
    if (seen > LINKS_PER_POST_MAX) break
    const place = placeOf(found.replace(/[.,;:!?…*_~-]+$/, ''))
    if (place !== null) places.set(place.place, place)
  }
  return [...places.values()]
}

/** The place of an address; null for one that is no place to listen to, and for what is no address. */
export function placeOf(address: string): LinkedPlace | null {
  const url = parsed(address)
  if (url === null) return null
  const host = bareHost(url.hostname)
  if (!isPublicName(host)) return null
  const corner = cornerOf(host, url)
  if (corner !== null) return corner
  if (NO_PLACES.has(host) || SEARCH_HOST.test(host) || host.endsWith('.wikipedia.org')) return null
  return { place: host, url: `https://${url.hostname}/` }
}

/** A host as it is compared: no `www.` or `m.`, in lower case. */
export function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^(?:www\d?|m|mobile|old|amp)\.(?=[^.]+\.)/, '')
}

function parsed(address: string): URL | null {
  const text = /^www\./i.test(address) ? `https://${address}` : address
  return URL.canParse(text) ? new URL(text) : null
}

/** A name of two labels at least; a bare number is a machine of somebody's own. */
function isPublicName(host: string): boolean {
  return /^[a-z0-9.-]{1,200}\.[a-z][a-z0-9-]{1,62}$/.test(host)
}

function cornerOf(host: string, url: URL): LinkedPlace | null {
  if (host === 'play.google.com' || host === 'apps.apple.com') return appOf(host, url)
  const corner = CORNERS.find((entry) => entry.host === host)
  const name = corner?.path.exec(url.pathname)?.[1]
  if (corner === undefined || name === undefined) return null
  return { place: `${host}/${corner.host === 'reddit.com' ? 'r/' : ''}${name}`.toLowerCase(), url: corner.url(name) }
}

/** The page of an app, where its reviews are. */
function appOf(host: string, url: URL): LinkedPlace | null {
  if (host === 'play.google.com') {
    const id = url.searchParams.get('id') ?? ''
    if (!/^[\w.]{3,150}$/.test(id)) return null
    return { place: `${host}/${id}`, url: `https://play.google.com/store/apps/details?id=${id}` }
  }
  const id = /\/id(\d{5,15})/.exec(url.pathname)?.[1]
  return id === undefined ? null : { place: `${host}/id${id}`, url: `https://apps.apple.com${url.pathname}` }
}
