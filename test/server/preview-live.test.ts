import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page as SourcePage } from '../../src/domain/source.js'
import { sourceKinds } from '../../src/sources/index.js'
import { inlineReader } from '../../src/sources/pool/inline.js'
import { NOW } from './bed.js'
import { type BrowserBed, openBrowserBed } from './browser.js'

// What only a browser can show of trying selectors: the posts follow what is typed, and nothing of the page acts.

/** Chromium shares two cores with the rest of the suite. */
const PATIENCE_MS = 120_000

const text = `<!doctype html><title>Opiniones</title>${[1, 2, 3]
  .map(
    (n) =>
      `<div class="o"><h3>Caso ${n} &lt;img src=x onerror=document.title='hacked'&gt;</h3><b class="quien">Lía ${n}</b><p class="detalle">El router se apaga cada noche y nadie contesta.</p></div>`,
  )
  .join('')}`
const page: SourcePage = {
  url: 'https://opiniones.example/',
  status: 200,
  contentType: 'text/html',
  headers: {},
  text,
  fetchedAt: NOW,
  timezone: 'America/Bogota',
  role: null,
}

let bed: BrowserBed
const asked: string[] = []
beforeAll(async () => {
  bed = await openBrowserBed({}, false, {
    sourceKinds,
    preview: async (url, selectors) => {
      asked.push(url)
      return { ...(await inlineReader().preview(page, selectors)), url: page.url, knownAs: null }
    },
  })
}, PATIENCE_MS)
afterAll(() => bed?.close())

/** Sends the form, and waits for the posts. */
async function look(tab: Page): Promise<void> {
  await tab.click('.preview-form .btn.main')
  await tab.locator('.preview-posts > li').nth(2).waitFor()
}

describe('trying selectors', () => {
  it(
    'shows what is read while it is typed, and saves what was tried',
    async () => {
      const tab = await bed.open('admin')
      const faults: string[] = []
      tab.on('pageerror', (error) => faults.push(error.message))
      await tab.goto('/sources/preview')
      await tab.fill('[name=url]', 'https://opiniones.example/')
      expect(asked).toEqual([])
      await look(tab)
      expect(await tab.inputValue('[name=item]')).toBe('.o')

      await tab.fill('[name=author]', '.nadie')
      await tab.getByText('no encuentra nada en la página').waitFor()
      await tab.fill('[name=author]', '.quien')
      await tab.locator('.preview-posts .meta', { hasText: 'Lía 1' }).waitFor()
      expect(await tab.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('author')
      expect(await tab.title()).not.toContain('hacked')
      expect(faults).toEqual([])

      await tab.click('button[value=save]')
      await tab.waitForURL('**/sources')
      expect((await bed.store.listSources()).map(({ spec }) => spec.options)).toMatchObject([
        { selectors: { item: '.o', author: '.quien' } },
      ])
    },
    PATIENCE_MS,
  )

  it(
    'works without JavaScript, and for people with assistive technology',
    async () => {
      const plain = await bed.open('admin', { javaScriptEnabled: false })
      await plain.getByRole('button').first().click()
      await plain.goto('/sources/preview')
      await plain.fill('[name=url]', 'opiniones.example')
      await plain.fill('[name=item]', '.o')
      await look(plain)

      const tab = await bed.open('admin')
      await tab.goto('/sources/preview')
      await tab.fill('[name=url]', 'opiniones.example')
      await look(tab)
      for (const width of [1280, 390]) {
        await tab.setViewportSize({ width, height: 800 })
        expect(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
        expect(await tab.locator('[name=url]').isVisible()).toBe(true)
      }
      await tab.evaluate(axe.source)
      const { violations } = await tab.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run(document))
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    },
    PATIENCE_MS,
  )
})
