import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openReading, type Reading } from '../../../src/app/reading.js'
import { resolveKind } from '../../../src/sources/detect.js'
import { inlineReader } from '../../../src/sources/pool/inline.js'
import { type Answerer, type Loopback, says, serve } from '../../http/loopback.js'

// A site's address is enough: over real HTTP, the home page of each engine ends with the kind that reads it.

/** Home pages as the engines write them: enough to know each by. */
const ENGINES: Readonly<Record<string, string>> = {
  discourse: `<meta name="generator" content="Discourse 3.3.0 - https://github.com/discourse/discourse"><body class="crawler"><div class="topic-list-container"><table class="topic-list"><tr class="topic-list-item"><td class="main-link"><a href="/t/sin-senal/7" class="title raw-link raw-topic-link">Sin señal</a></td></tr></table></div>`,
  phpbb: `<body id="phpbb" class="nojs notouch section-index ltr"><ul class="topiclist forums"><li class="row"><dl class="row-item"><dt><div class="list-inner"><a href="./viewforum.php?f=2" class="forumtitle">Internet</a></div></dt></dl></li></ul><div class="copyright">Powered by <a href="https://www.phpbb.com/">phpBB</a>&reg; Forum Software &copy; phpBB Limited</div>`,
  xenforo: `<html id="XF" class="has-no-js" data-app="public" data-template="forum_list"><body data-template="forum_list"><div class="node node--forum"><h3 class="node-title"><a href="/forums/averias.4/">Averías</a></h3></div>`,
  vbulletin: `<meta name="generator" content="vBulletin 4.2.2" /><body><ol id="forums" class="floatcontainer"><li class="forumbit_post"><h2 class="forumtitle"><a href="forumdisplay.php?4-Internet">Internet</a></h2></li></ol><div id="footer_copyright">Powered by vBulletin&reg; Version 4.2.2</div>`,
  smf: `<meta name="generator" content="SMF 2.1.4"><body id="messageindex"><div id="boardindex_table"><a class="subject mobile_subject" href="/index.php?board=1.0" id="b1">Internet</a></div><a href="https://www.simplemachines.org/about/smf/license.php" title="License">SMF 2.1.4 &copy; 2023</a>, <a href="https://www.simplemachines.org">Simple Machines</a><script>var smf_scripturl = "/index.php";</script>`,
  mybb: `<body><div id="container"><table class="tborder"><tr><td class="trow1"><strong><a href="forumdisplay.php?fid=2">Internet</a></strong></td></tr></table><div id="copyright">Powered By <a href="https://mybb.com" target="_blank" rel="noopener">MyBB</a>, &copy; 2002-2026 MyBB Group.</div></div><script>var my_post_key = "0"; lang.unknown_error = "";</script><script src="/jscripts/general.js?ver=1827"></script>`,
  fluxbb: `<body><div id="punindex" class="pun"><div id="idx1" class="blocktable"><table><tr class="rowodd"><td class="tcl"><div class="tclcon"><h3><a href="viewforum.php?id=1">Internet</a></h3></div></td></tr></table></div><div id="brdfooter"><p id="poweredby">Powered by <a href="http://fluxbb.org/">FluxBB</a></p></div></div>`,
  vanilla: `<meta name="generator" content="Vanilla"><body id="vanilla_discussions_index" class="Vanilla Discussions index"><ul class="DataList Discussions"><li id="Discussion_7" class="Item"><div class="Title"><a href="/discussion/7/sin-senal">Sin señal</a></div></li></ul><script>gdn = {"meta":{}};</script>`,
  nodebb: `<title>Foro | NodeBB</title><meta name="msapplication-badge" content="frequency=30; polling-uri=/sitemap.xml"><script>var config = JSON.parse('{"relative_path":"","csrf_token":"x"}'); var app = { user: {} };</script><body class="page-categories"><ul class="categories" component="category"><li component="categories/category" data-cid="2"><h2 class="title"><a href="/category/2/internet">Internet</a></h2></li></ul><script src="/assets/nodebb.min.js"></script>`,
  flarum: `<body><div id="app" class="App"></div><script id="flarum-json-payload" type="application/json">{"fl":1,"resources":[{"type":"forums","id":"1"}],"apiDocument":{"data":[{"type":"discussions","id":"7","attributes":{"title":"Sin señal","slug":"7","commentCount":1,"createdAt":"2026-03-01T00:00:00+00:00"}}]}}</script><script>app.load(JSON.parse(document.getElementById('flarum-json-payload').textContent)); flarum.core.app.boot()</script>`,
  wordpress: `<meta name="generator" content="WordPress 6.4.2"><link rel="https://api.w.org/" href="/wp-json/"><link rel="stylesheet" href="/wp-content/themes/x/style.css"><body class="home blog"><article id="post-7" class="post-7 post type-post"><h2 class="entry-title"><a href="/2026/03/sin-senal/">Sin señal</a></h2></article>`,
  blogger: `<meta content="blogger" name="generator"><link rel="service.post" type="application/atom+xml" title="B" href="https://www.blogger.com/feeds/7770001/posts/default"><body><div class="post hentry"><h3 class="post-title entry-title"><a href="/2026/03/sin.html">Sin señal</a></h3></div>`,
}

let site: Loopback
let reading: Reading
const answers: Record<string, Answerer> = {}

beforeAll(async () => {
  site = await serve(answers)
  const settings = {
    fetch: { contact: null, allowHosts: ['127.0.0.1'], concurrency: 4, perHost: 4, delayMs: 0, timeoutMs: 5_000 },
  }
  const world = { clock: () => new Date(), monotonicMs: () => 0, random: () => 0, log: pino({ level: 'silent' }) }
  reading = openReading({ ...settings, timezone: 'UTC' }, world, inlineReader())
})
afterAll(async () => {
  await reading.close()
  await site.close()
})

describe('the home page', () => {
  it.each(Object.keys(ENGINES))('of a %s site is enough to know how it is read', async (kind) => {
    answers['/'] = says(`<!doctype html><html lang="es"><head><title>Foro</title>${ENGINES[kind]}</body></html>`, {
      'content-type': 'text/html; charset=utf-8',
    })
    expect(await resolveKind(`${site.origin}/`, reading.fetchPage, reading.reader)).toEqual({
      kind,
      url: `${site.origin}/`,
    })
  })

  it('of a site that no kind knows ends with its feed', async () => {
    answers['/'] = says('<!doctype html><html><title>Inicio</title><p>Hola</p></html>', { 'content-type': 'text/html' })
    answers['/rss.xml'] = says('<rss version="2.0"><channel><item><title>Hola</title></item></channel></rss>')
    expect(await resolveKind(`${site.origin}/`, reading.fetchPage, reading.reader)).toEqual({
      kind: 'feed',
      url: `${site.origin}/rss.xml`,
    })
  })
})
