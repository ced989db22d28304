import { afterEach, describe, expect, it } from 'vitest'
import { openBed } from '../../server/bed.js'
import { openWhole, type Whole } from './whole.js'

// Places that say nothing any more, and how a person learns of it: through a whole scan over real HTTP, `sources check`,
// and the page of the sources in both languages.

const ITEMS = [1, 2, 3].map(
  (n) =>
    `<item><guid>g-${n}</guid><title>Entrada ${n}</title><description>El servicio ${n} sigue igual.</description></item>`,
)
const FEED = `<rss version="2.0"><channel><title>Blog de la liga</title>${ITEMS.join('')}</channel></rss>`
const thread = (post: string) => `<!doctype html><html lang="es"><head><title>Sin señal</title></head>
<body id="phpbb" class="nojs notouch section-viewtopic ltr"><h2 class="topic-title"><a href="./viewtopic.php?t=7">Sin señal</a></h2>${post}
<div class="copyright">Powered by <a href="https://www.phpbb.com/">phpBB</a>&reg; Forum Software &copy; phpBB Limited</div></body></html>`
const POST = `<div id="p71" class="post has-profile bg2"><div class="inner"><dl class="postprofile" id="profile71"><dt><a href="./memberlist.php?mode=viewprofile&amp;u=3" class="username">Olga</a></dt></dl>
<div class="postbody"><div id="post_content71"><h3 class="first"><a href="#p71">Sin señal</a></h3><p class="author"><a class="unread" href="./viewtopic.php?p=71#p71">»</a> por <strong><a href="./memberlist.php?mode=viewprofile&amp;u=3" class="username">Olga</a></strong> » <time datetime="2026-03-08T09:00:00+00:00">Dom Mar 08, 2026 9:00 am</time></p><div class="content">Llevamos dos días sin señal en todo el barrio.</div></div></div></div></div>`
const LIST = '<ul><li class="queja"><b>Cobro doble</b><p>Me cobraron dos veces la misma factura.</p></li></ul>'
const SELECTORS = 'selectors: {item: ".queja", title: b, text: p}'

const LOGIN = `<!doctype html><html><body><h1>Acceso</h1><form><input name="u"><input type="password" name="p"></form><p>Debes iniciar sesión para ver este foro.</p></body></html>`
const CAPTCHA = `<!doctype html><html><head><title>Un momento…</title></head><body><p>Verifique que usted es un humano</p><script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script></body></html>`
const MISSING = `<!doctype html><html><body><h1>Página no encontrada</h1><p>Lo sentimos.</p></body></html>`
const REDESIGNED = `<!doctype html><html><body><main><app-root data-build="7">Cargando la aplicación</app-root></main></body></html>`

let whole: Whole
afterEach(() => whole?.close())

/** The page of the sources as a person sees it after this failure. */
async function pageWith(failure: { code: string; reason: string }, language: 'es' | 'en'): Promise<string> {
  const bed = await openBed({ language }, true)
  const [source] = await bed.store.listSources()
  if (source === undefined) throw new Error('the story has no source')
  const lastFailure = { code: failure.code, reason: failure.reason, at: bed.now() }
  await bed.store.saveSourceState({ ...source.state, failures: 1, lastFailure, disabledReason: null })
  const page = await (await (await bed.as('viewer')).get('/sources')).text()
  await bed.store.close()
  return page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

const PLACES = [
  { name: 'a feed', kind: 'feed', good: FEED, type: 'application/rss+xml', options: '' },
  { name: 'a forum', kind: 'phpbb', good: thread(POST), type: 'text/html', options: '' },
  { name: 'a page by selectors', kind: 'html', good: LIST, type: 'text/html', options: SELECTORS },
]
const WALLS = [
  { what: 'a login', body: LOGIN, code: 'login-required', es: 'pide entrar con una cuenta', en: 'wants an account' },
  { what: 'a captcha', body: CAPTCHA, code: 'challenged', es: 'muestra un captcha', en: 'shows a captcha' },
  {
    what: 'a "not found" that answers 200',
    body: MISSING,
    code: 'page-missing',
    es: 'dice que lo que se busca no existe',
    en: 'what is looked for does not exist',
  },
  { what: 'nothing at all', body: '', code: 'page-empty', es: 'una página vacía', en: 'an empty page' },
]

describe.each(PLACES)('$name that used to give posts', ({ kind, good, type, options }) => {
  const open = async () => {
    whole = await openWhole([{ id: 'lugar', path: '/lugar', kind, options }])
    whole.put('/lugar', good, type)
    const first = await whole.scan()
    expect(first).toMatchObject({ failures: [], sources: { fetched: 1 } })
    expect(first.posts.new).toBeGreaterThan(0)
    return whole
  }

  it.each(WALLS)('and shows $what is told apart from one with nothing new', async ({ body, code, es, en }) => {
    const { put, failureOf, check } = await open()
    put('/lugar', body)
    const failure = await failureOf('lugar')
    expect(failure).toMatchObject({ source: 'lugar', code, reason: expect.stringContaining('/lugar') })
    expect(failure?.nextTryInSeconds).toBeGreaterThan(0)
    expect(await check()).toMatchObject([
      { ok: false, problem: expect.stringContaining(failure?.reason.slice(0, 60) ?? '?') },
    ])
    if (failure === null) return
    expect(await pageWith(failure, 'es')).toContain(es)
    expect(await pageWith(failure, 'en')).toContain(en)
  })

  it('and is laid out as never before is told so', async () => {
    const { put, failureOf, check } = await open()
    put('/lugar', REDESIGNED)
    const failure = await failureOf('lugar')
    expect(failure?.code).toBe(kind === 'feed' ? 'not-a-feed' : 'unreadable')
    expect(await check()).toMatchObject([{ ok: false }])
  })

  it('and has nothing new is no fault', async () => {
    const { scan } = await open()
    expect(await scan()).toMatchObject({ failures: [], posts: { new: 0 } })
  })

  it('and comes back is well again', async () => {
    const { put, failureOf, scan } = await open()
    put('/lugar', LOGIN)
    expect(await failureOf('lugar')).not.toBeNull()
    put('/lugar', good.replaceAll('sigue igual', 'volvió').replace('dos días', 'tres días'), type)
    expect(await scan()).toMatchObject({ failures: [] })
  })
})

describe('a forum whose list is open', () => {
  const list = (threads: readonly number[]) =>
    thread(
      `<ul class="topiclist topics">${threads
        .map(
          (n) =>
            `<li class="row bg1"><dl class="row-item"><dt><div class="list-inner"><a href="./viewtopic.php?f=4&amp;t=${n}" class="topictitle">Tema ${n}</a></div></dt><dd class="posts">1</dd><dd class="lastpost"><span>por <a class="username" href="#">Ana</a> <time datetime="2026-03-09T09:00:00+00:00">ayer</time></span></dd></dl></li>`,
        )
        .join('')}</ul>`,
    ).replace('section-viewtopic', 'section-viewforum')
  const threads = (whole: Whole, body: string) => {
    for (const n of [71, 72, 73, 74]) whole.put(`/viewtopic.php?f=4&t=${n}`, body.replaceAll('p71', `p${n}`))
  }

  it('and whose threads all want a login gives nothing, and says why, also when the list has not changed', async () => {
    whole = await openWhole([{ id: 'foro', path: '/viewforum.php?f=4', kind: 'phpbb' }])
    whole.put('/viewforum.php?f=4', list([71, 72, 73]), 'text/html', 200, { etag: '"1"' })
    threads(whole, LOGIN)
    const failure = await whole.failureOf('foro')
    expect(failure).toMatchObject({ code: 'login-required', reason: expect.stringMatching(/^none of the 3 threads/) })
    expect(await whole.failureOf('foro')).toMatchObject({ code: 'login-required' })
    expect(await whole.check()).toMatchObject([{ ok: false, problem: expect.stringContaining('shows a login') }])
  })

  it('and of which one thread is for members only is well', async () => {
    whole = await openWhole([{ id: 'foro', path: '/viewforum.php?f=4', kind: 'phpbb' }])
    whole.put('/viewforum.php?f=4', list([71, 72]))
    threads(whole, thread(POST))
    whole.put('/viewtopic.php?f=4&t=72', LOGIN)
    expect(await whole.scan()).toMatchObject({ failures: [], posts: { new: 1 } })
    // Only the closed thread is new to us now.
    expect(await whole.scan()).toMatchObject({ failures: [] })
  })
})

describe('what a refusal means at a place', () => {
  it('is explained by its kind, in the scan and in the check alike', async () => {
    whole = await openWhole([{ id: 'red', path: '/r/telefonia/new.json', kind: 'reddit' }])
    whole.put('*', 'blocked', 'text/html', 403)
    const failure = await whole.failureOf('red')
    expect(failure?.reason).toMatch(/Reddit/i)
    expect((await whole.check())[0]?.problem).toMatch(/Reddit/i)
  })
})
