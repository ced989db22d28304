// What a post says, as one text.

import type { Post } from '../../domain/post.js'

/** Title and text of a post, one below the other. */
export function wordsOf(post: Pick<Post, 'title' | 'text'>): string {
  return post.title === null ? post.text : `${post.title}\n${post.text}`
}
