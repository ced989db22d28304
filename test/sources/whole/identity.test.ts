import { afterEach, describe, expect, it } from 'vitest'
import { openWhole, type Whole } from './whole.js'

// Who a post is, from the page to the store: what comes again is the same post, what is edited is its revision, and
// two posts stay two, whatever a publisher does to their ids.

interface Item {
  readonly guid?: string
  readonly link?: string
  readonly text: string
  readonly day?: number
}

const feed = (items: readonly Item[]) =>
  `<rss version="2.0"><channel><title>Blog</title>${items
    .map(
      ({
        guid,
        link,
        text,
        day = 1,
      }) => `<item>${guid === undefined ? '' : `<guid isPermaLink="false">${guid}</guid>`}${link === undefined ? '' : `<link>${link}</link>`}
<title>Sobre ${text.split(' ')[0]}</title><description>${text}</description><pubDate>Sun, 0${day} Mar 2026 08:00:00 GMT</pubDate></item>`,
    )
    .join('')}</channel></rss>`

let whole: Whole
afterEach(() => whole?.close())

/** Scans a feed as it stands one time after the other; gives what each pass brought. */
async function passes(...versions: readonly (readonly Item[])[]) {
  whole = await openWhole([{ id: 'blog', path: '/feed', kind: 'feed' }])
  const seen = []
  for (const items of versions) {
    whole.put('/feed', feed(items), 'application/rss+xml')
    const { posts, failures } = await whole.scan()
    expect(failures).toEqual([])
    seen.push({ new: posts.new, updated: posts.updated })
  }
  return seen
}
const ids = async (source = 'blog') => (await whole.posts(source)).map(({ id }) => id).sort()
const NOTHING = { new: 0, updated: 0 }

describe('a feed', () => {
  it('that gives one guid to several entries loses none of them, and brings none twice', async () => {
    const items = [
      { guid: 'post', link: 'https://b.example/uno', text: 'Uno se cae la red' },
      { guid: 'post', link: 'https://b.example/dos', text: 'Dos llega tarde la factura', day: 2 },
      { guid: 'post', link: 'https://b.example/tres', text: 'Tres nadie contesta', day: 3 },
    ]
    expect(await passes(items, items, items.slice(1), items.slice(2))).toEqual([
      { new: 3, updated: 0 },
      NOTHING,
      NOTHING,
      NOTHING,
    ])
  })

  it('whose guids move to https, to www, or to a closing slash brings nothing new', async () => {
    const as = (guid: string) => [{ guid, text: 'La red se cae' }]
    expect(
      await passes(
        as('http://b.example/2026/la-red'),
        as('https://b.example/2026/la-red'),
        as('https://www.b.example/2026/la-red/'),
      ),
    ).toEqual([{ new: 1, updated: 0 }, NOTHING, NOTHING])
  })

  it('whose guids and links carry another campaign each time brings nothing new', async () => {
    const as = (tracking: string) => [
      { guid: `https://b.example/uno?${tracking}`, text: 'Uno se cae la red' },
      { link: `https://b.example/dos?id=2&amp;${tracking}`, text: 'Dos llega tarde la factura', day: 2 },
    ]
    expect(
      await passes(
        as('utm_source=rss&amp;utm_campaign=lunes'),
        as('utm_source=rss&amp;utm_campaign=martes'),
        as('fbclid=IwAR3x&amp;utm_medium=feed'),
      ),
    ).toEqual([{ new: 2, updated: 0 }, NOTHING, NOTHING])
    expect((await ids())[0]).toBe('https://b.example/dos?id=2')
  })

  it('without guids knows its entries by their canonical address', async () => {
    const as = (link: string) => [{ link, text: 'La red se cae' }]
    expect(
      await passes(
        as('https://B.example:443/Caso/../caso/7?b=2&amp;a=1#comentarios'),
        as('https://b.example/caso/7?a=1&amp;b=2'),
      ),
    ).toEqual([{ new: 1, updated: 0 }, NOTHING])
  })

  it('that edits an entry brings a revision of the same post, with the words of now', async () => {
    const before = { guid: 'g-1', link: 'https://b.example/uno', text: 'Uno se cae la red' }
    const after = { ...before, text: 'Uno se cae la red. Actualización: ya volvió.' }
    expect(await passes([before], [after], [after])).toEqual([{ new: 1, updated: 0 }, { new: 0, updated: 1 }, NOTHING])
    expect(await whole.posts('blog')).toMatchObject([{ id: 'g-1', text: after.text }])
  })

  it('whose two entries say the same under two guids keeps both', async () => {
    const [first] = await passes([
      { guid: 'g-1', link: 'https://b.example/uno', text: 'Hoy no hay servicio' },
      { guid: 'g-2', link: 'https://b.example/dos', text: 'Hoy no hay servicio', day: 2 },
    ])
    expect(first).toEqual({ new: 2, updated: 0 })
  })
})

describe('ids of JSON', () => {
  // 2^53 + 1 and + 2: as numbers of JavaScript both would be 9007199254740992 or …994.
  const BIG = ['9007199254740993', '9007199254740994', '9007199254740995']

  it('beyond 2^53 stay apart and to the letter, in a JSON feed', async () => {
    whole = await openWhole([{ id: 'json', path: '/feed.json', kind: 'feed' }])
    const items = BIG.map((id) => `{"id":${id},"url":"https://b.example/p","content_text":"Caso ${id} sin respuesta"}`)
    whole.put(
      '/feed.json',
      `{"version":"https://jsonfeed.org/version/1.1","title":"B","items":[${items.join(',')}]}`,
      'application/feed+json',
    )
    expect((await whole.scan()).posts.new).toBe(3)
    expect(await ids('json')).toEqual(BIG)
    expect((await whole.scan()).posts).toMatchObject({ new: 0, updated: 0 })
  })

  it('beyond 2^53 stay apart and to the letter, in a Mastodon timeline', async () => {
    whole = await openWhole([{ id: 'toot', path: '/tags/une', kind: 'mastodon' }])
    const statuses = BIG.map(
      (id) =>
        `{"id":${id},"uri":"https://m.example/${id}","url":"https://m.example/@a/${id}","created_at":"2026-03-01T10:00:00.000Z","content":"<p>Caso ${id} sin señal</p>","account":{"acct":"ana","url":"https://m.example/@ana"},"visibility":"public","replies_count":0}`,
    )
    whole.put('*', `[${statuses.join(',')}]`, 'application/json')
    await whole.scan()
    expect(await ids('toot')).toEqual(BIG)
  })
})
