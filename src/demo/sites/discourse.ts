// A forum in the shape of Discourse: JSON lists and topics, and the page without JavaScript that crawlers and people see.

import { agoInstant, type Site, type StoryReply, type Telling } from '../story.js'
import { escaped, htmlPage, paragraphs } from './markup.js'

type Topic = Telling['story']['forum']['topics'][number]

function slug(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

function topicSummary(topic: Topic, telling: Telling) {
  const instants = topic.posts.map((post) => agoInstant(telling, post.ago))
  return {
    id: topic.id,
    title: topic.title,
    fancy_title: topic.title,
    slug: slug(topic.title),
    posts_count: topic.posts.length,
    reply_count: topic.posts.length - 1,
    highest_post_number: topic.posts.length,
    created_at: instants[0],
    last_posted_at: instants.at(-1),
    bumped: true,
    bumped_at: instants.at(-1),
    archetype: 'regular',
    pinned: false,
    visible: true,
    closed: false,
    archived: false,
    views: topic.views,
    like_count: 0,
    has_accepted_answer: topic.accepted !== null,
    last_poster_username: username(topic.posts.at(-1)?.author ?? ''),
    category_id: 1,
    posters: [],
  }
}

function username(author: string): string {
  return author.replace(/\s+/g, '_')
}

function postJson(post: StoryReply, number: number, topic: Topic, telling: Telling) {
  const created = agoInstant(telling, post.ago)
  const repliedTo = topic.posts.findIndex((other) => other.id === post.replyTo)
  return {
    id: post.id,
    name: post.author,
    username: username(post.author),
    created_at: created,
    updated_at: created,
    cooked: paragraphs(post.text),
    post_number: number,
    post_type: 1,
    reply_count: 0,
    reply_to_post_number: repliedTo < 0 ? null : repliedTo + 1,
    quote_count: 0,
    reads: 10,
    score: 1,
    topic_id: topic.id,
    topic_slug: slug(topic.title),
    version: 1,
    moderator: false,
    admin: false,
    staff: post.staff,
    user_title: post.staff ? 'Equipo UNE' : null,
    hidden: false,
    user_deleted: false,
    accepted_answer: topic.accepted === post.id,
  }
}

function topicJson(topic: Topic, telling: Telling): string {
  const acceptedAt = topic.posts.findIndex((post) => post.id === topic.accepted)
  return JSON.stringify({
    post_stream: {
      posts: topic.posts.map((post, index) => postJson(post, index + 1, topic, telling)),
      stream: topic.posts.map((post) => post.id),
    },
    ...topicSummary(topic, telling),
    ...(acceptedAt < 0
      ? {}
      : {
          accepted_answer: { post_number: acceptedAt + 1, username: username(topic.posts[acceptedAt]?.author ?? '') },
        }),
  })
}

const GENERATOR = '<meta name="generator" content="Discourse 3.5.0 - https://github.com/discourse/discourse">'

function topicPage(topic: Topic, telling: Telling): string {
  const url = `${telling.base}/t/${slug(topic.title)}/${topic.id}`
  const posts = topic.posts.map(
    (
      post,
      index,
    ) => `<div id="post_${index + 1}" itemprop="${index === 0 ? 'mainEntity' : 'comment'}" itemscope itemtype="http://schema.org/${index === 0 ? 'DiscussionForumPosting' : 'Comment'}" class="topic-body crawler-post">
<div class="crawler-post-meta"><span class="creator" itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" rel="nofollow" href="${telling.base}/u/${username(post.author)}"><span itemprop="name">${escaped(username(post.author))}</span></a></span>
<link itemprop="mainEntityOfPage" href="${url}">
<span class="crawler-post-infos"><time itemprop="datePublished" datetime="${agoInstant(telling, post.ago)}" class="post-time">${agoInstant(telling, post.ago)}</time> <span itemprop="position">${index + 1}</span></span></div>
<div class="post" itemprop="text">${paragraphs(post.text)}</div></div>`,
  )
  return htmlPage({
    title: `${topic.title} - ${telling.story.forum.title}`,
    language: 'es',
    head: `${GENERATOR}\n<link rel="canonical" href="${url}">`,
    bodyAttributes: 'class="crawler"',
    body: `<h1>${escaped(topic.title)}</h1>\n${posts.join('\n')}`,
  })
}

function front(telling: Telling): string {
  const { forum } = telling.story
  const rows = forum.topics.map(
    (topic) =>
      `<tr class="topic-list-item"><td class="main-link" itemprop="itemListElement"><a itemprop="url" href="${telling.base}/t/${slug(topic.title)}/${topic.id}" class="title raw-link raw-topic-link">${escaped(topic.title)}</a></td><td class="replies"><span class="posts" title="posts">${topic.posts.length - 1}</span></td></tr>`,
  )
  return htmlPage({
    title: forum.title,
    language: 'es',
    head: `${GENERATOR}\n<link rel="alternate" type="application/rss+xml" title="Temas" href="${telling.base}/latest.rss">`,
    bodyAttributes: 'class="crawler"',
    body: `<h1>${escaped(forum.title)}</h1><table class="topic-list"><tbody>${rows.join('')}</tbody></table>`,
  })
}

const JSON_TYPE = 'application/json; charset=utf-8'
const HTML_TYPE = 'text/html; charset=utf-8'

/** The Discourse-shaped forum. */
export const discourseSite: Site = (path, telling) => {
  const { topics } = telling.story.forum
  if (path === '/' || path === '/latest') return { type: HTML_TYPE, body: front(telling) }
  if (path === '/latest.json') {
    const list = {
      users: [],
      topic_list: {
        can_create_topic: false,
        per_page: 30,
        topics: topics.map((topic) => topicSummary(topic, telling)),
      },
    }
    return { type: JSON_TYPE, body: JSON.stringify(list) }
  }
  if (path === '/posts.json') {
    const posts = topics.flatMap((topic) =>
      topic.posts.map((post, index) => ({
        ...postJson(post, index + 1, topic, telling),
        topic_title: topic.title,
        raw: post.text,
      })),
    )
    return { type: JSON_TYPE, body: JSON.stringify({ latest_posts: posts.sort((a, b) => b.id - a.id) }) }
  }
  const match = /^\/t\/(?:[^/]+\/)?(\d+)(?:\/\d+)?(\.json)?$/.exec(path)
  const topic = topics.find((entry) => String(entry.id) === match?.[1])
  if (topic === undefined) return null
  return match?.[2]
    ? { type: JSON_TYPE, body: topicJson(topic, telling) }
    : { type: HTML_TYPE, body: topicPage(topic, telling) }
}
