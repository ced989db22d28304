// A forum in the shape of phpBB 3.3 with the prosilver style: an index, a forum's list of topics, and topics.

import { agoInstant, type Site, type StoryReply, type Telling } from '../story.js'
import { escaped, htmlPage } from './markup.js'

type Topic = Telling['story']['board']['topics'][number]

function framed(title: string, section: string, body: string): string {
  return htmlPage({
    title,
    language: 'es',
    head: '<link href="./styles/prosilver/theme/stylesheet.css?assets_version=7" rel="stylesheet">',
    bodyAttributes: `id="phpbb" class="nojs notouch section-${section} ltr"`,
    body: `<div id="wrap" class="wrap"><div id="page-header" class="page-header"><div id="site-description"><h1>Comunidad Técnica</h1></div></div>
<div id="page-body" class="page-body" role="main">${body}</div>
<div id="page-footer" class="page-footer"><div class="copyright">Desarrollado por <a href="https://www.phpbb.com/">phpBB</a>&reg; Forum Software &copy; phpBB Limited</div></div></div>`,
  })
}

function when(telling: Telling, post: StoryReply): string {
  const instant = agoInstant(telling, post.ago)
  return `<time datetime="${instant.replace(/\.\d+Z$/, '+00:00')}">${instant.slice(0, 16).replace('T', ' ')}</time>`
}

function listRow(topic: Topic, telling: Telling): string {
  const first = topic.posts[0] as StoryReply
  const last = topic.posts.at(-1) ?? first
  return `<li class="row bg1"><dl class="row-item topic_read"><dt title="No hay mensajes sin leer"><div class="list-inner">
<a href="./viewtopic.php?t=${topic.id}" class="topictitle">${escaped(topic.title)}</a><br>
<div class="topic-poster responsive-hide left-box">por <a href="./memberlist.php?mode=viewprofile&amp;u=${first.id}" class="username">${escaped(first.author)}</a> &raquo; ${when(telling, first)}</div></div></dt>
<dd class="posts">${topic.posts.length - 1} <dfn>Respuestas</dfn></dd><dd class="views">${topic.id * 3} <dfn>Vistas</dfn></dd>
<dd class="lastpost"><span><dfn>Último mensaje </dfn>por <a href="./memberlist.php?mode=viewprofile&amp;u=${last.id}" class="username">${escaped(last.author)}</a> <a href="./viewtopic.php?p=${last.id}#p${last.id}" title="Ir al último mensaje"></a><br>${when(telling, last)}</span></dd></dl></li>`
}

function forumPage(telling: Telling): string {
  const { board } = telling.story
  return framed(
    `${board.forum} - ${board.title}`,
    'viewforum',
    `<h2 class="forum-title"><a href="./viewforum.php?f=2">${escaped(board.forum)}</a></h2>
<div class="forumbg"><div class="inner"><ul class="topiclist"><li class="header"><dl class="row-item"><dt><div class="list-inner">Temas</div></dt></dl></li></ul>
<ul class="topiclist topics">${board.topics.map((topic) => listRow(topic, telling)).join('\n')}</ul></div></div>`,
  )
}

function indexPage(telling: Telling): string {
  const { board } = telling.story
  return framed(
    `${board.title} - Índice principal`,
    'index',
    `<div class="forabg"><div class="inner"><ul class="topiclist forums"><li class="row"><dl class="row-item forum_read"><dt><div class="list-inner"><a href="./viewforum.php?f=2" class="forumtitle">${escaped(board.forum)}</a></div></dt><dd class="topics">${board.topics.length} <dfn>Temas</dfn></dd></dl></li></ul></div></div>`,
  )
}

function postBlock(post: StoryReply, topic: Topic, telling: Telling): string {
  const quote =
    post.quote === null
      ? ''
      : `<blockquote><div><cite>${escaped(post.quote.author)} escribió:</cite>${escaped(post.quote.text)}</div></blockquote>`
  return `<div id="p${post.id}" class="post has-profile bg2"><div class="inner">
<dl class="postprofile" id="profile${post.id}"><dt class="has-profile-rank no-avatar"><a href="./memberlist.php?mode=viewprofile&amp;u=${post.id}" class="username">${escaped(post.author)}</a></dt>${post.staff ? '<dd class="profile-rank">Equipo UNE</dd>' : ''}<dd class="profile-posts"><strong>Mensajes:</strong> 12</dd></dl>
<div class="postbody"><div id="post_content${post.id}">
<h3 ${topic.posts[0] === post ? 'class="first"' : ''}><a href="#p${post.id}">${topic.posts[0] === post ? '' : 'Re: '}${escaped(topic.title)}</a></h3>
<p class="author"><a class="unread" href="./viewtopic.php?p=${post.id}#p${post.id}" title="Mensaje"><span class="sr-only">Mensaje</span></a><span class="responsive-hide">por <strong><a href="./memberlist.php?mode=viewprofile&amp;u=${post.id}" class="username">${escaped(post.author)}</a></strong> &raquo; </span>${when(telling, post)}</p>
<div class="content">${quote}${escaped(post.text)}</div></div></div></div></div>`
}

function topicPage(topic: Topic, telling: Telling): string {
  return framed(
    `${topic.title} - ${telling.story.board.title}`,
    'viewtopic',
    `<h2 class="topic-title"><a href="./viewtopic.php?t=${topic.id}">${escaped(topic.title)}</a></h2>
<div class="action-bar bar-top"><div class="pagination">${topic.posts.length} mensajes &bull; Página <strong>1</strong> de <strong>1</strong></div></div>
${topic.posts.map((post) => postBlock(post, topic, telling)).join('\n<hr class="divider">\n')}`,
  )
}

/** The phpBB-shaped forum. The query string stands in `path`. */
export const phpbbSite: Site = (path, telling) => {
  const url = new URL(path, telling.base)
  const html = (body: string) => ({ type: 'text/html; charset=UTF-8', body })
  if (url.pathname === '/' || url.pathname === '/index.php') return html(indexPage(telling))
  if (url.pathname === '/viewforum.php') return html(forumPage(telling))
  if (url.pathname !== '/viewtopic.php') return null
  const { topics } = telling.story.board
  const [topicId, postId] = [url.searchParams.get('t'), url.searchParams.get('p')]
  const topic = topics.find(
    (entry) => String(entry.id) === topicId || entry.posts.some((post) => String(post.id) === postId),
  )
  return topic === undefined ? null : html(topicPage(topic, telling))
}
