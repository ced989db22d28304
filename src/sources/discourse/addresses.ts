// Discourse's addresses: which JSON stands behind a page that people see, and where a post is found.

/** The first path segment that belongs to Discourse and not to the folder it is installed in. */
const OWN_SEGMENT = /\/(?:t|c|tag|tags|latest|top|hot|new|unread|posts|search|categories|u|g|about)(?:\.json)?(?:\/|$)/

/** The address of the forum's root, without a trailing slash. */
export function rootOf(address: string): string {
  const url = parsed(address)
  if (url === null || !/^https?:$/.test(url.protocol)) return ''
  const at = url.pathname.search(OWN_SEGMENT)
  const path = at >= 0 ? url.pathname.slice(0, at) : url.pathname
  return `${url.origin}${path.replace(/\/+$/, '')}`
}

function parsed(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null
}

/** The topic's number in an address; null when it is no topic's. */
export function topicIn(address: string): string | null {
  return /\/t\/(?:[^/?#]*[^/?#\d][^/?#]*\/)?(\d+)(?:[/.?#]|$)/.exec(address)?.[1] ?? null
}

/** What to fetch first for a configured address. */
export function startOf(address: string): { readonly url: string; readonly place: 'list' | 'topic' | 'posts' } {
  const root = rootOf(address)
  const topic = topicIn(address)
  if (topic !== null) return { url: topicUrl(root, topic), place: 'topic' }
  const { pathname, search } = new URL(address)
  const path = pathname
    .slice(new URL(`${root}/`).pathname.length - 1)
    .replace(/\.json$/, '')
    .replace(/\/+$/, '')
  if (path === '/posts') return { url: `${root}/posts.json${search}`, place: 'posts' }
  if (path === '/search') return { url: `${root}/search.json${search}`, place: 'list' }
  const listed = /^\/(?:latest|top|hot|new|c\/.+|tags?\/.+)$/.test(path)
  return { url: `${root}${listed ? path : '/latest'}.json${listed ? search : ''}`, place: 'list' }
}

/** A topic with its first posts. */
export function topicUrl(root: string, topic: string): string {
  return `${root}/t/${topic}.json`
}

/** Some posts of a topic by their ids. */
export function postsUrl(root: string, topic: string, ids: readonly string[]): string {
  return `${root}/t/${topic}/posts.json?${ids.map((id) => `post_ids[]=${id}`).join('&')}`
}

/** Where people read a topic, or one post of it. */
export function readerUrl(root: string, slug: string | null, topic: string, post: number | null): string {
  return `${root}/t/${slug ?? '-'}/${topic}${post === null || post === 1 ? '' : `/${post}`}`
}
