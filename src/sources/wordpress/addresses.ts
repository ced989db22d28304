// WordPress's addresses: an article's permalink is what its comments, its feeds and its interface all have in common, so
// it names the conversation.

import { canonicalUrl } from '../reading/urls.js'

/** The article that an address of a comment, a page of comments or a feed belongs to. */
export function articleOf(address: string): string {
  return address
    .replace(/#.*$/, '')
    .replace(/\/comment-page-\d+\/?(?=$|\?)/, '/')
    .replace(/([?&])(?:cpage|replytocom)=\d+&?/g, '$1')
    .replace(/\/feed\/?(?:atom\/?|rss2\/?)?(?=$|\?)/, '/')
    .replace(/[?&]feed=[\w-]+/, '')
    .replace(/[?&]+$/, '')
}

/** The conversation's id: the article's address, written in one way. */
export function conversationId(address: string): string {
  return canonicalUrl(articleOf(address))
}

/** `comment-1940` or `post-12` in a guid or an address; null when it names neither. */
export function postIdIn(address: string | null): string | null {
  if (address === null) return null
  const comment = /#comment-(\d+)$/.exec(address)?.[1]
  if (comment !== undefined) return `comment-${comment}`
  const post = /[?&](?:p|page_id|post)=(\d+)(?:&|$)/.exec(address)?.[1]
  return post === undefined ? null : `post-${post}`
}

/** The feed of an address: of a blog its articles, of a category that category's, of an article its comments. */
export function feedOf(address: string): string {
  const url = new URL(articleOf(address))
  if (/[?&](?:p|page_id|cat)=\d/.test(url.search)) {
    url.searchParams.set('feed', 'rss2')
    return url.href
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}/feed/${url.search}`
}

/** The feed of all comments of a blog. */
export function commentsFeedOf(address: string): string {
  const url = new URL(address)
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}/comments/feed/`
}
