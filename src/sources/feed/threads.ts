// What an item of a feed is a part of. A comment feed and a forum's feed show it by their links, as the engines
// write them; an item that shows nothing is an article of its own.

import type { ConversationRef, PostKind } from '../../domain/post.js'
import { canonicalUrl } from '../reading/urls.js'
import type { FeedItem, ParsedFeed } from './model.js'

/** What an item is, and in which conversation it stands; null: its own. */
export interface Place {
  readonly kind: PostKind
  readonly conversation: ConversationRef | null
  readonly inReplyTo: string | null
}

const ARTICLE: Place = { kind: 'article', conversation: null, inReplyTo: null }
const COMMENT_FRAGMENT = /#(?:comment|comments?-|c|c-|comment-|disqus_thread\/)\d+$/i
const COMMENT_FEED_TITLE =
  /^\s*(?:comments (?:on|for)|comentarios (?:en|de|para|sobre)|comentários|kommentare|commentaires sur)\b/i

/** Whether the whole feed is one of comments. */
export function isCommentFeed(feed: ParsedFeed): boolean {
  return COMMENT_FEED_TITLE.test(feed.title ?? '')
}

/** The place of an item. `thread` is the conversation that the feed was asked for, when it was asked for one. */
export function placeOf(item: FeedItem, ofComments: boolean, thread: ConversationRef | null): Place {
  if (item.inReplyTo !== null) return replyPlace(item, thread)
  if (thread !== null) return { kind: 'comment', conversation: thread, inReplyTo: null }
  const link = item.link
  if (link === null) return ARTICLE
  if (ofComments || COMMENT_FRAGMENT.test(link)) return commentPlace(link, item.title)
  return forumPlace(link, item.title) ?? ARTICLE
}

function replyPlace(item: FeedItem, thread: ConversationRef | null): Place {
  const { id = null, url = null } = item.inReplyTo ?? {}
  const conversation = thread ?? { id: id ?? canonicalUrl(url ?? ''), url, title: null }
  return { kind: 'comment', conversation, inReplyTo: id }
}

const COMMENT_TITLE =
  /^(?:comment on|comentario (?:en|sobre|de)|kommentar zu|commentaires? sur)\s+(.{1,300}?)\s+(?:by|por|von|par)\s/i

function commentPlace(link: string, title: string | null): Place {
  const url = link.replace(/#.*$/, '')
  const about = COMMENT_TITLE.exec(title ?? '')?.[1]?.replace(/^[“"«]|[”"»]$/g, '') ?? null
  return { kind: 'comment', conversation: { id: canonicalUrl(url), url, title: about }, inReplyTo: null }
}

interface ForumLink {
  readonly topic: string
  readonly url: string
  readonly isReply: boolean | null
}

function forumPlace(link: string, title: string | null): Place | null {
  const found = forumLink(link)
  if (found === null) return null
  const isAnswer = /(?:^|[•:]\s*)(?:re|aw|rv|resp)\s*:\s/i.test(title ?? '')
  const isReply = found.isReply ?? isAnswer
  const bare = title?.replace(/^.{0,200}\s•\s/, '').replace(/^(?:re|aw|rv|resp)\s*:\s*/i, '') ?? null
  return {
    kind: isReply ? 'reply' : 'topic',
    conversation: { id: found.topic, url: found.url, title: bare },
    inReplyTo: null,
  }
}

const FORUM_MARK = /\/t\/|\/topic\/|\/threads\/|viewtopic|showthread|[?;&]topic=/i

/** The topic behind a forum's link: Discourse, phpBB, vBulletin, XenForo, SMF, MyBB, NodeBB. */
function forumLink(link: string): ForumLink | null {
  if (!FORUM_MARK.test(link) || !URL.canParse(link)) return null
  const url = new URL(link)
  const path = url.pathname
  const discourse = /^(.*\/t\/(?:[^/]+\/)?(\d+))(?:\/(\d+))?\/?$/.exec(path)
  if (discourse !== null)
    return topic(url, discourse[1], discourse[2], discourse[3] === undefined ? null : Number(discourse[3]) > 1)
  const nodebb = /^(.*\/topic\/(\d+)(?:\/[^/]+)?)(?:\/(\d+))?\/?$/.exec(path)
  if (nodebb !== null) return topic(url, nodebb[1], nodebb[2], nodebb[3] === undefined ? null : Number(nodebb[3]) > 1)
  const xenforo = /^(.*\/threads\/(?:[^/]*\.)?(\d+))(?:\/(.*))?$/.exec(path)
  if (xenforo !== null)
    return topic(url, `${xenforo[1]}/`, xenforo[2], /post-\d+/.test(`${xenforo[3] ?? ''}${url.hash}`) || null)
  if (/(?:viewtopic|showthread)\.php$/i.test(path)) return byParameter(url, ['t', 'tid'])
  const smf = /^(\d+)(?:\.msg\d+)?/.exec(url.searchParams.get('topic') ?? '')
  if (smf !== null && /index\.php$|\/$/.test(path))
    return { topic: smf[1] ?? '', url: `${url.origin}${path}?topic=${smf[1]}.0`, isReply: null }
  return null
}

function topic(url: URL, path: string | undefined, id: string | undefined, isReply: boolean | null): ForumLink {
  return { topic: id ?? '', url: `${url.origin}${path ?? url.pathname}`, isReply }
}

function byParameter(url: URL, names: readonly string[]): ForumLink | null {
  for (const name of names) {
    const id = url.searchParams.get(name)
    if (id !== null && /^\d+$/.test(id))
      return { topic: id, url: `${url.origin}${url.pathname}?${name}=${id}`, isReply: null }
  }
  return null
}
