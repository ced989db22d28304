import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GivenSelectors, SELECTOR_NAMES } from '../../../src/domain/preview.js'
import { previewPage } from '../../../src/sources/html/preview.js'
import { html } from '../../../src/sources/html.js'
import { pageOf, RECORDED, recorded } from '../pages.js'

const URL_OF_PAGE = 'https://opiniones.example/todas'
const page = (body: string) =>
  pageOf(`<!doctype html><html lang="es"><head><title>Opiniones</title></head><body>${body}</body></html>`, {
    url: URL_OF_PAGE,
  })
const states = (body: string, selectors: GivenSelectors) =>
  Object.fromEntries(previewPage(page(body), selectors).reports.map(({ name, state, count }) => [name, [state, count]]))

const CARDS = [1, 2, 3, 4]
  .map(
    (
      n,
    ) => `<section class="card mb-3" id="op-${n}"><div class="top"><span class="nick">Lía ${n}</span> <time datetime="2024-03-0${n}T10:00:00Z">marzo</time></div>
<h4><a href="/caso/${n}">Caso ${n}</a></h4><div class="txt"><p>El router se apaga cada noche y nadie contesta en la línea, van ya ${n} semanas.</p></div><a href="/u/lia">perfil</a></section>`,
  )
  .join('')

describe('a look at a page by selectors', () => {
  it('gives the posts that the kind would read, to the letter', () => {
    for (const { file, kind, url } of RECORDED.filter(({ kind }) => kind === 'html')) {
      const at = recorded(file, url)
      const { selectors } = html.example
      const shown = previewPage(at, selectors)
      expect([file, kind, shown.posts]).toEqual([
        file,
        kind,
        html.read(at, { options: html.example, memory: {} }).posts,
      ])
    }
  })

  it('tells how each selector fares', () => {
    expect(
      states(`<nav class="nick">Inicio</nav>${CARDS.replace('<span class="nick">Lía 2</span>', '')}`, {
        item: '.card',
        title: 'h4',
        author: '.nick',
        date: '.nick',
        link: '.top@data-x',
        id: '.absent',
        text: '[[',
        next: 'a.more',
      }),
    ).toEqual({
      item: ['fine', 4],
      title: ['fine', 4],
      text: ['no-css', 0],
      author: ['partly', 3],
      date: ['unreadable', 0],
      link: ['outside', 0],
      id: ['nowhere', 0],
      next: ['nowhere', 0],
    })
  })

  it('follows the address of the next page as the kind would', () => {
    const shown = previewPage(page(`${CARDS}<a class="more" href="?p=2">Más</a>`), { item: '.card', next: '.more' })
    expect(shown.next).toBe(`${URL_OF_PAGE}?p=2`)
  })

  it.each([
    ['<form><input type="password"></form>', 'login-required'],
    ['<h1>Página no encontrada</h1>', 'page-missing'],
    ['', 'none'],
  ])('that shows %s says so', (body, code) => {
    expect(previewPage(page(body), { item: '.card' }).fault?.code ?? 'none').toBe(code)
  })

  it('never throws, whatever is typed and whatever stands there', () => {
    const selector = fc.oneof(
      fc.constantFrom(
        '*',
        ':root',
        'a',
        '.card',
        ':has(',
        ':not(*)',
        '@',
        '@@id',
        '> a',
        ',',
        'x|y',
        ':nth-child(2n+1)',
        '::before',
      ),
      fc.string({ maxLength: 20 }),
    )
    const given = fc.record(
      Object.fromEntries(SELECTOR_NAMES.map((name) => [name, fc.option(selector, { nil: undefined })])),
    )
    const body = fc.oneof(fc.constant(CARDS), fc.string({ maxLength: 200 }), fc.constant('<div>'.repeat(500)))
    fc.assert(
      fc.property(body, given, (text, selectors) => {
        const shown = previewPage(page(text), selectors as GivenSelectors)
        expect(shown.posts.length).toBeLessThanOrEqual(10)
      }),
      { numRuns: 150 },
    )
  })
})

describe('selectors that are suggested', () => {
  it('find what repeats: its words, who wrote them, when, and where they stand', () => {
    const menu = '<ul class="menu">'.concat(
      '<li class="entry"><a href="/x">Una sección del sitio con su nombre</a></li>'.repeat(9),
      '</ul>',
    )
    const [first] = previewPage(page(`${menu}<main>${CARDS}</main>`), {}).suggestions
    expect(first).toEqual({
      item: '.card',
      title: 'h4',
      text: '.txt',
      author: '.nick',
      date: 'time@datetime',
      link: 'h4 a@href',
      id: '@id',
    })
  })

  it('take for the text what holds neither author nor date, though something larger is called so', () => {
    const wrapped = CARDS.replaceAll('<div class="top">', '<div class="content-all"><div class="top">').replaceAll(
      '<a href="/u/lia">',
      '</div><a href="/u/lia">',
    )
    expect(previewPage(page(wrapped), {}).suggestions[0]).toMatchObject({ item: '.card', text: '.txt' })
  })

  it('go by schema.org where the page speaks it', () => {
    const review = (n: number) =>
      `<div itemscope itemtype="https://schema.org/Review"><meta itemprop="datePublished" content="2024-03-0${n}"><span itemprop="author"><b itemprop="name">Ana ${n}</b></span><p itemprop="reviewBody">No me devuelven el dinero del mes ${n}, llevo semanas llamando.</p></div>`
    const [first] = previewPage(page([1, 2, 3].map(review).join('')), {}).suggestions
    expect(first).toMatchObject({
      item: '[itemtype$="Review"]',
      text: '[itemprop="reviewBody"]',
      author: '[itemprop="author"] [itemprop="name"]',
      date: '[itemprop="datePublished"]@content',
    })
  })

  it('read every post of recorded forum pages that they were never written for', () => {
    const wanted: Readonly<Record<string, number>> = {
      'xenforo/thread-2.html': 2,
      'html/quejas.html': 2,
    }
    for (const { file, url } of RECORDED.filter(({ file }) => file in wanted)) {
      const shown = previewPage(recorded(file, url), {})
      expect([file, shown.items]).toEqual([file, wanted[file]])
      expect(shown.posts.every((post) => post.text !== '' && post.publishedAt !== null)).toBe(true)
    }
  })

  it('are none where nothing repeats', () => {
    expect(previewPage(page('<h1>Hola</h1><p>Una sola cosa que decir.</p>'), {}).suggestions).toEqual([])
  })

  it('come within bounds from a page of any size', () => {
    const big = page(
      `<div class="a"><p class="b">${'<span class="c d e">palabra suelta </span>'.repeat(60_000)}</p></div>`,
    )
    const from = performance.now()
    previewPage(big, {})
    expect(performance.now() - from).toBeLessThan(6_000)
  })
})

describe('the kind html', () => {
  it('refuses items without a word in them: the layout has changed inside', () => {
    const read = () =>
      html.read(page('<div class="q"><u>1</u></div><div class="q"><u>2</u></div>'), {
        options: { selectors: { item: '.q', title: 'b', text: 'p' } },
        memory: {},
      })
    expect(read).toThrow(expect.objectContaining({ code: 'unreadable', message: expect.stringContaining('no words') }))
  })
})
