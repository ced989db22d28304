// Copying a known answer, in a real browser: the key copies the text as it is, and the use is counted.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { type BrowserBed, openBrowserBed } from './browser.js'

/** Chromium shares two cores with the rest of the suite. */
const PATIENCE_MS = 120_000

let bed: BrowserBed
beforeAll(async () => {
  bed = await openBrowserBed()
}, PATIENCE_MS)
afterAll(() => bed?.close())

it(
  'copies the draft with one key and counts its use; a page without scripts has the button for it',
  async () => {
    const text = 'Entre a 192.168.1.1.\n\nLa clave está en la etiqueta <abajo>.'
    await bed.store.saveAnswer({
      id: 'clave',
      origin: 'page',
      title: 'La clave del wifi',
      brands: null,
      words: ['cambia la clave'],
      topics: [],
      texts: { es: text },
      link: null,
      updatedAt: bed.now(),
      updatedBy: 'ada',
    })
    const { items } = await bed.store.listAlerts({ limit: 50, order: 'newest', now: bed.now() })
    const id = items.find(({ title }) => title === 'Cómo cambio la clave del wifi')?.id ?? ''
    const page = await bed.open('reviewer', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.goto(`/alerts/${id}`)
    const counted = page.waitForResponse((response) => response.url().endsWith('/answer-used'))
    await page.keyboard.press('c')
    expect((await counted).status()).toBe(204)
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text)
    expect(await bed.store.answerUses({ alert: id })).toMatchObject([{ answer: 'clave', usedBy: 'rita' }])

    await bed.store.takeUseBack({ alert: id, origin: 'library', answer: 'clave' })
    const plain = await bed.open('reviewer', { javaScriptEnabled: false })
    await plain.goto(`/alerts/${id}`)
    expect(await plain.locator('[data-copy]').isVisible()).toBe(false)
    await plain.getByRole('button', { name: 'La usé' }).click()
    expect(await plain.locator('.notice').textContent()).toContain('respuesta usada')
    expect(await bed.store.answerUses({ alert: id })).toMatchObject([{ usedBy: 'rita' }])
  },
  PATIENCE_MS,
)
