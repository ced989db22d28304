// Flarum's addresses.

const POSTS_PER_PAGE = 50

/** The address of the forum's root, without a trailing slash; empty when the address is none of the web. */
export function rootOf(address: string): string {
  if (!/^https?:/.test(address)) return ''
  const url = new URL(address)
  return `${url.origin}${url.pathname.replace(/\/(?:api|d|t|u|all|tags)(?:\/.*)?$/, '').replace(/\/+$/, '')}`
}

/** The posts of a discussion, with what is needed to read them. */
export function postsUrl(root: string, discussion: string): string {
  return `${root}/api/posts?filter[discussion]=${discussion}&sort=number&include=user,user.groups,discussion&page[limit]=${POSTS_PER_PAGE}`
}
