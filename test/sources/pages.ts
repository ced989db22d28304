// Recorded pages for the tests of source kinds: each fixture with the address it was fetched from.

import { readFileSync } from 'node:fs'
import type { Page } from '../../src/domain/source.js'

const FIXTURES = new URL('../fixtures/', import.meta.url)

/** Every recorded page of a forum or blog engine, with the kind that reads it and the address it came from. */
export const RECORDED: readonly { readonly file: string; readonly kind: string; readonly url: string }[] = [
  { file: 'phpbb/viewtopic-33.html', kind: 'phpbb', url: 'https://foro.example/viewtopic.php?f=4&t=812' },
  { file: 'phpbb/viewtopic-30.html', kind: 'phpbb', url: 'https://teles.example/viewtopic.php?f=3&t=77&start=2' },
  { file: 'phpbb/viewforum.html', kind: 'phpbb', url: 'https://foro.example/viewforum.php?f=4' },
  { file: 'phpbb/feed.xml', kind: 'phpbb', url: 'https://foro.example/app.php/feed' },
  { file: 'phpbb/broken.html', kind: 'phpbb', url: 'https://foro.example/viewtopic.php?t=900' },
  { file: 'discourse/latest.json', kind: 'discourse', url: 'https://comunidad.example/latest.json' },
  { file: 'discourse/topic.json', kind: 'discourse', url: 'https://comunidad.example/t/501.json' },
  { file: 'discourse/posts.json', kind: 'discourse', url: 'https://comunidad.example/posts.json' },
  { file: 'discourse/crawler.html', kind: 'discourse', url: 'https://comunidad.example/t/me-cobraron-dos-veces/502' },
  { file: 'wordpress/article.html', kind: 'wordpress', url: 'https://blog.example/2024/05/un-mes-con-la-nueva-fibra/' },
  { file: 'wordpress/kubrick.html', kind: 'wordpress', url: 'https://tinker.example/2008/05/old-phone/' },
  { file: 'wordpress/posts.rest.json', kind: 'wordpress', url: 'https://blog.example/wp-json/wp/v2/posts' },
  { file: 'wordpress/comments.rest.json', kind: 'wordpress', url: 'https://blog.example/wp-json/wp/v2/comments' },
  { file: 'wordpress/comments.xml', kind: 'wordpress', url: 'https://blog.example/comments/feed/' },
  {
    file: 'xenforo/thread-2.html',
    kind: 'xenforo',
    url: 'https://tv.example/threads/el-descodificador-no-graba.3310/',
  },
  { file: 'xenforo/thread-1.html', kind: 'xenforo', url: 'https://gadgets.example/threads/refund-still-missing.912/' },
  { file: 'xenforo/forum-2.html', kind: 'xenforo', url: 'https://tv.example/forums/averias.4/' },
  { file: 'vbulletin/thread-3.html', kind: 'vbulletin', url: 'https://general.example/showthread.php?t=555' },
  { file: 'vbulletin/thread-4.html', kind: 'vbulletin', url: 'https://board.example/showthread.php?4410-Router' },
  { file: 'vbulletin/thread-5.html', kind: 'vbulletin', url: 'https://compras.example/forum/envios/20311-no-llega' },
  { file: 'smf/topic-20.html', kind: 'smf', url: 'https://motos.example/index.php?topic=640.0' },
  { file: 'smf/topic-21.html', kind: 'smf', url: 'https://kitchen.example/index.php?topic=91.0' },
  { file: 'mybb/thread.html', kind: 'mybb', url: 'https://juegos.example/showthread.php?tid=44' },
  { file: 'fluxbb/topic.html', kind: 'fluxbb', url: 'https://bank.example/viewtopic.php?id=31' },
  { file: 'fluxbb/punbb.html', kind: 'fluxbb', url: 'https://mandos.example/viewtopic.php?id=12' },
  { file: 'stackexchange/question.html', kind: 'stackexchange', url: 'https://preguntas.example/questions/3001/x' },
  { file: 'vanilla/discussion.html', kind: 'vanilla', url: 'https://banco.example/discussion/77/tarjeta-bloqueada' },
  { file: 'vanilla/comments.json', kind: 'vanilla', url: 'https://banco.example/api/v2/comments?discussionID=77' },
  { file: 'nodebb/topic-page.html', kind: 'nodebb', url: 'https://apps.example/topic/55/la-app-se-cierra-sola' },
  { file: 'nodebb/topic.json', kind: 'nodebb', url: 'https://apps.example/api/topic/55' },
  { file: 'flarum/posts.json', kind: 'flarum', url: 'https://hogar.example/api/posts?filter[discussion]=18' },
  { file: 'flarum/discussions.json', kind: 'flarum', url: 'https://hogar.example/api/discussions' },
  {
    file: 'blogger/comments.json',
    kind: 'blogger',
    url: 'https://cocina.example/feeds/7770001/comments/default?alt=json',
  },
  { file: 'blogger/article.html', kind: 'blogger', url: 'https://cocina.example/2019/03/olla.html' },
  { file: 'html/quejas.html', kind: 'html', url: 'https://quejas.example/ultimas' },
]

/** A page as the fetcher would hand it over. */
export function pageOf(text: string, known: Partial<Page> = {}): Page {
  return {
    url: 'https://somewhere.example/',
    status: 200,
    contentType: /^\s*[[{]/.test(text) ? 'application/json' : 'text/html',
    headers: {},
    text,
    fetchedAt: '2024-07-01T12:00:00.000Z',
    timezone: 'America/Bogota',
    role: null,
    ...known,
  }
}

/** A recorded page. */
export function recorded(file: string, url: string, known: Partial<Page> = {}): Page {
  const type = file.endsWith('.xml') ? { contentType: 'application/rss+xml' } : {}
  return pageOf(readFileSync(new URL(file, FIXTURES), 'utf8'), { url, ...type, ...known })
}

/** What is expected of a recorded page: `viewtopic.html` → `viewtopic.posts.json`. */
export function expectationOf(file: string): URL {
  return new URL(file.replace(/\.\w+$/, '.posts.json'), FIXTURES)
}
