import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EscuchaError } from '../../../src/domain/errors.js'
import type { Page } from '../../../src/domain/source.js'
import { sourceKinds } from '../../../src/sources/index.js'
import { inlineReader } from '../../../src/sources/pool/inline.js'
import { type Bed, type Client, openBed } from '../bed.js'

// A page that no engine made, read by selectors that a person is still writing.

const PAGE = `<!doctype html><html lang="es"><title>Opiniones</title><nav><a href="/">Inicio</a></nav>
${[1, 2, 3]
  .map(
    (
      n,
    ) => `<div class="opinion" data-id="o-${n}"><h3><a href="/caso/${n}">Caso ${n}</a></h3><i class="quien">Lía ${n}</i>
<time datetime="2026-11-1${n}T10:00:00-05:00">hace poco</time><p class="detalle">El router se apaga cada noche y nadie contesta, van ${n} semanas.</p></div>`,
  )
  .join('')}<a class="siguiente" href="?p=2">Más</a></html>`

let bed: Bed
let ada: Client
let pages: Map<string, string>
let asked: string[]

beforeEach(async () => {
  pages = new Map([['https://opiniones.example/', PAGE]])
  asked = []
  bed = await openBed({}, false, {
    sourceKinds,
    preview: async (url, selectors) => {
      asked.push(url)
      const text = pages.get(url)
      if (text === undefined) throw new EscuchaError('dns-failed', `${url} does not resolve`)
      return { ...(await inlineReader().preview(page(url, text), selectors)), url, knownAs: null }
    },
  })
  ada = await bed.as('admin')
})
afterEach(() => bed.store.close())

const page = (url: string, text: string): Page => ({
  url,
  status: 200,
  contentType: 'text/html',
  headers: {},
  text,
  fetchedAt: bed.now(),
  timezone: 'America/Bogota',
  role: null,
})
const look = async (fields: Record<string, string>, who = ada) =>
  (await who.post('/sources/preview', { url: 'https://opiniones.example/', ...fields })).text()
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const stored = async () => (await bed.store.listSources()).map(({ spec }) => spec)

describe('a page by selectors', () => {
  it('is shown as it would be read, with nothing saved', async () => {
    const said = words(await look({ item: '.opinion', title: 'h3', author: '.quien', date: 'time', text: 'p' }))
    expect(said).toContain('3 publicaciones encontradas')
    expect(said).toContain('Caso 1 Lía 1 mié 11 nov, 10:00 opiniones.example ↗ El router se apaga')
    expect(await stored()).toEqual([])
  })

  it('needs only its address to begin with: what repeats is suggested, and stands in the form', async () => {
    const html = await look({})
    expect(words(html)).toContain('Estos selectores son una propuesta')
    for (const [name, selector] of [
      ['item', '.opinion'],
      ['title', 'h3'],
      ['author', '.quien'],
      ['date', 'time@datetime'],
      ['text', '.detalle'],
      ['id', '@data-id'],
      ['next', 'a.siguiente'],
    ])
      expect(html).toMatch(new RegExp(`name="${name}"[^>]*value="${selector?.replace(/[.]/g, '\\.')}"`))
  })

  it.each([
    [{ author: '.nadie' }, 'Autor .nadie no encuentra nada en la página'],
    [{ author: 'nav a' }, 'Autor nav a está en la página, pero fuera de las publicaciones'],
    [{ date: 'h3' }, 'Fecha h3 lo que encuentra no se entiende como fecha Caso 1'],
    [{ title: 'h3 >>> x' }, 'Título h3 &gt;&gt;&gt; x no es un selector CSS'],
    [{ next: '.siguiente' }, 'Página siguiente .siguiente sigue en https://opiniones.example/?p=2'],
    [{ item: '.queja' }, 'Cada publicación .queja no encuentra nada en la página'],
    [{ item: '.queja', title: 'h3' }, 'Título h3 falta encontrar las publicaciones'],
    [{ item: '.opinion, nav', author: '.quien' }, 'Autor .quien en 3 de 4 publicaciones'],
  ])('tells in words how %j fares', async (fields, sentence) => {
    expect(words(await look({ item: '.opinion', ...fields }))).toContain(sentence)
  })

  it('speaks English where the person does', async () => {
    await ada.post('/settings/language', { language: 'en' })
    expect(words(await look({ item: '.opinion', author: '.nadie' }))).toContain(
      'Author .nadie finds nothing on the page',
    )
  })

  it('is saved as a source of kind html with the selectors that were tried', async () => {
    await look({ item: '.opinion', text: '.detalle', does: 'save' })
    expect(await stored()).toMatchObject([
      {
        url: 'https://opiniones.example/',
        kind: 'html',
        options: { selectors: { item: '.opinion', text: '.detalle' } },
      },
    ])
    expect(words(await look({ item: '.opinion', does: 'save' }))).toContain('there is a source with that address')
  })

  it('is not saved when its selectors read nothing, or nobody has chosen them', async () => {
    expect(words(await look({ item: '.queja', does: 'save' }))).toContain('No se guardó')
    expect(words(await look({ does: 'save' }))).toContain('revíselos antes de guardar')
    expect(await stored()).toEqual([])
  })

  it('is not saved with a selector that is none', async () => {
    expect(words(await look({ item: '.opinion', title: '[[', does: 'save' }))).toContain('is no CSS selector')
    expect(await stored()).toEqual([])
  })

  it('that shows a login, or cannot be had, says so', async () => {
    pages.set('https://opiniones.example/', '<form><input type=password></form><p>Inicie sesión</p>')
    expect(words(await look({ item: '.opinion' }))).toContain('La página pide entrar con una cuenta.')
    expect(words(await look({ url: 'nadie.example' }))).toContain('El nombre del sitio no existe.')
    expect(asked.at(-1)).toBe('https://nadie.example')
  })

  it('that is written by somebody hostile stays text', async () => {
    pages.set(
      'https://opiniones.example/',
      '<p class="o"><b>&lt;script&gt;alert(1)&lt;/script&gt;</b> uno</p><p class="o"><a href="javascript:alert(1)">x</a>"><img src=x onerror=alert(1)></p>',
    )
    const html = await look({ item: '.o', title: 'b', author: '"><script>alert(2)</script>' })
    expect(html).not.toMatch(/<script>|onerror=alert|href="javascript:/)
  })

  it('is for those who administer', async () => {
    const rita = await bed.as('reviewer')
    expect((await rita.get('/sources/preview')).status).toBe(403)
    expect((await rita.post('/sources/preview', { url: 'https://opiniones.example/' })).status).toBe(403)
    expect((await bed.request('/sources/preview', { method: 'POST' })).status).not.toBe(200)
    expect((await ada.get('/sources/preview')).status).toBe(200)
    expect(asked).toEqual([])
  })
})
