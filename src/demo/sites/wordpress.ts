// A blog in the shape of WordPress: pages with their comment lists, feeds, and the REST interface.

import { agoInstant, type Site, type StoryReply, type Telling } from '../story.js'
import { escaped, htmlPage, paragraphs } from './markup.js'

type BlogPost = Telling['story']['blog']['posts'][number]

function link(post: BlogPost, telling: Telling): string {
  return `${telling.base}/${post.slug}/`
}

/** WordPress writes GMT dates without a zone. */
function gmt(telling: Telling, ago: number): string {
  return agoInstant(telling, ago).slice(0, 19)
}

function postJson(post: BlogPost, telling: Telling) {
  return {
    id: post.id,
    date: gmt(telling, post.ago),
    date_gmt: gmt(telling, post.ago),
    modified_gmt: gmt(telling, post.ago),
    guid: { rendered: `${telling.base}/?p=${post.id}` },
    slug: post.slug,
    status: 'publish',
    type: 'post',
    link: link(post, telling),
    title: { rendered: escaped(post.title) },
    content: { rendered: paragraphs(post.text), protected: false },
    excerpt: { rendered: `<p>${escaped(post.text.slice(0, 80))}</p>`, protected: false },
    author: 1,
    comment_status: 'open',
    _embedded: { author: [{ id: 1, name: post.author, link: `${telling.base}/author/1/` }] },
  }
}

function commentJson(comment: StoryReply, post: BlogPost, telling: Telling) {
  return {
    id: comment.id,
    post: post.id,
    parent: comment.parent,
    author: comment.staff ? 2 : 0,
    author_name: comment.author,
    author_url: '',
    date: gmt(telling, comment.ago),
    date_gmt: gmt(telling, comment.ago),
    content: { rendered: paragraphs(comment.text) },
    link: `${link(post, telling)}#comment-${comment.id}`,
    status: 'approved',
    type: 'comment',
  }
}

const HEAD_GENERATOR = '<meta name="generator" content="WordPress 6.8.3">'

function head(telling: Telling): string {
  const title = escaped(telling.story.blog.title)
  return `${HEAD_GENERATOR}
<link rel="https://api.w.org/" href="${telling.base}/wp-json/">
<link rel="alternate" type="application/rss+xml" title="${title} &raquo; Feed" href="${telling.base}/feed/">
<link rel="alternate" type="application/rss+xml" title="${title} &raquo; Comments Feed" href="${telling.base}/comments/feed/">`
}

function commentItem(comment: StoryReply, post: BlogPost, telling: Telling): string {
  return `<li id="comment-${comment.id}" class="comment depth-${comment.parent === 0 ? 1 : 2}"><article id="div-comment-${comment.id}" class="comment-body">
<footer class="comment-meta"><div class="comment-author vcard"><b class="fn">${escaped(comment.author)}</b> <span class="says">says:</span></div>
<div class="comment-metadata"><a href="${link(post, telling)}#comment-${comment.id}"><time datetime="${agoInstant(telling, comment.ago)}">${gmt(telling, comment.ago)}</time></a></div></footer>
<div class="comment-content">${paragraphs(comment.text)}</div></article></li>`
}

function postPage(post: BlogPost, telling: Telling): string {
  return htmlPage({
    title: `${post.title} – ${telling.story.blog.title}`,
    language: 'en',
    head: `${head(telling)}\n<link rel="canonical" href="${link(post, telling)}">\n<link rel="shortlink" href="${telling.base}/?p=${post.id}">`,
    bodyAttributes: `class="wp-singular post-template-default single single-post postid-${post.id} single-format-standard"`,
    body: `<article id="post-${post.id}" class="post-${post.id} post type-post status-publish hentry"><header class="entry-header"><h1 class="entry-title">${escaped(post.title)}</h1>
<span class="posted-on"><time class="entry-date published" datetime="${agoInstant(telling, post.ago)}">${gmt(telling, post.ago)}</time></span> <span class="author vcard">${escaped(post.author)}</span></header>
<div class="entry-content">${paragraphs(post.text)}</div></article>
<div id="comments" class="comments-area"><ol class="comment-list">${post.comments.map((comment) => commentItem(comment, post, telling)).join('\n')}</ol></div>`,
  })
}

function front(telling: Telling): string {
  const { blog } = telling.story
  const posts = blog.posts.map(
    (post) =>
      `<article id="post-${post.id}" class="post-${post.id} post type-post hentry"><h2 class="entry-title"><a href="${link(post, telling)}" rel="bookmark">${escaped(post.title)}</a></h2></article>`,
  )
  return htmlPage({
    title: blog.title,
    language: 'en',
    head: head(telling),
    bodyAttributes: 'class="home blog"',
    body: `<h1>${escaped(blog.title)}</h1>${posts.join('')}`,
  })
}

function rss(title: string, items: readonly string[], telling: Telling): string {
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
<channel><title>${escaped(title)}</title><link>${telling.base}</link><language>en-US</language><generator>https://wordpress.org/?v=6.8.3</generator>
${items.join('\n')}
</channel></rss>
`
}

function postItem(post: BlogPost, telling: Telling): string {
  return `<item><title>${escaped(post.title)}</title><link>${link(post, telling)}</link><comments>${link(post, telling)}#comments</comments><dc:creator><![CDATA[${post.author}]]></dc:creator><pubDate>${new Date(agoInstant(telling, post.ago)).toUTCString()}</pubDate><guid isPermaLink="false">${telling.base}/?p=${post.id}</guid><content:encoded><![CDATA[${paragraphs(post.text)}]]></content:encoded><wfw:commentRss>${link(post, telling)}feed/</wfw:commentRss><slash:comments>${post.comments.length}</slash:comments></item>`
}

function commentFeedItem(comment: StoryReply, post: BlogPost, telling: Telling): string {
  return `<item><title>Comment on ${escaped(post.title)} by ${escaped(comment.author)}</title><link>${link(post, telling)}#comment-${comment.id}</link><dc:creator><![CDATA[${comment.author}]]></dc:creator><pubDate>${new Date(agoInstant(telling, comment.ago)).toUTCString()}</pubDate><guid isPermaLink="false">${telling.base}/?p=${post.id}#comment-${comment.id}</guid><content:encoded><![CDATA[${paragraphs(comment.text)}]]></content:encoded></item>`
}

const HTML = 'text/html; charset=UTF-8'
const RSS = 'application/rss+xml; charset=UTF-8'
const JSON_TYPE = 'application/json; charset=UTF-8'

/** The WordPress-shaped blog. The query string stands in `path`. */
export const wordpressSite: Site = (path, telling) => {
  const url = new URL(path, telling.base)
  const { blog } = telling.story
  const route = url.pathname.replace(/\/+$/, '')
  const only = url.searchParams.get('post')
  if (route === '') return { type: HTML, body: front(telling) }
  if (route === '/feed')
    return {
      type: RSS,
      body: rss(
        blog.title,
        blog.posts.map((post) => postItem(post, telling)),
        telling,
      ),
    }
  if (route === '/comments/feed') {
    const items = blog.posts.flatMap((post) => post.comments.map((comment) => commentFeedItem(comment, post, telling)))
    return { type: RSS, body: rss(`Comments for ${blog.title}`, items, telling) }
  }
  if (route === '/wp-json')
    return { type: JSON_TYPE, body: JSON.stringify({ name: blog.title, url: telling.base, namespaces: ['wp/v2'] }) }
  if (route === '/wp-json/wp/v2/posts')
    return { type: JSON_TYPE, body: JSON.stringify(blog.posts.map((post) => postJson(post, telling))) }
  if (route === '/wp-json/wp/v2/comments') {
    const wanted = only === null ? null : only.split(',')
    const comments = blog.posts
      .filter((post) => wanted === null || wanted.includes(String(post.id)))
      .flatMap((post) => post.comments.map((comment) => commentJson(comment, post, telling)))
    return { type: JSON_TYPE, body: JSON.stringify(comments) }
  }
  const [, postSlug, sub] = route.split('/')
  const post = blog.posts.find((entry) => entry.slug === postSlug)
  if (post === undefined) return null
  if (sub === 'feed') {
    return {
      type: RSS,
      body: rss(
        `Comments on: ${post.title}`,
        post.comments.map((comment) => commentFeedItem(comment, post, telling)),
        telling,
      ),
    }
  }
  return sub === undefined ? { type: HTML, body: postPage(post, telling) } : null
}
