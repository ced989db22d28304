// What only a browser can show: keys, live news, nothing from outside that acts, and that people with assistive
// technology can use the pages.

import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrowserBed, openBrowserBed } from './browser.js'
import { HOSTILE_TEXTS, HOSTILE_URLS } from './hostile-texts.js'
import { tell } from './story.js'

/** Chromium shares two cores with the rest of the suite. */
const PATIENCE_MS = 120_000

let bed: BrowserBed
beforeAll(async () => {
  bed = await openBrowserBed()
}, PATIENCE_MS)
afterAll(() => bed?.close())

const titles = (page: Page) => page.locator('.row h2').allInnerTexts()
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim())
/** A press that leads to another page. */
const pressAndGo = (page: Page, key: string) => Promise.all([page.waitForNavigation(), page.keyboard.press(key)])

describe('working the list by keyboard', () => {
  it(
    'moves, opens, answers, undoes, dismisses with a reason, snoozes and searches',
    async () => {
      const page = await bed.open('reviewer')
      const all = await titles(page)
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      expect(await focused(page)).toBe(all[1])
      await page.keyboard.press('k')
      expect(await focused(page)).toBe(all[0])

      await pressAndGo(page, 'Enter')
      expect(await page.locator('h1').textContent()).toBe(all[0])
      await pressAndGo(page, 'j')
      expect(await page.locator('h1').textContent()).toBe(all[1])
      await pressAndGo(page, 'a')
      expect(await page.locator('.facts').first().textContent()).toContain('rita')
      await page.goto('/')

      await page.keyboard.press('j')
      await pressAndGo(page, 'e')
      expect(await titles(page)).toEqual(all.slice(1))
      expect(await focused(page)).toBe(all[1])
      await pressAndGo(page, 'u')
      expect(await titles(page)).toEqual(all)

      await page.keyboard.press('j')
      await page.keyboard.press('d')
      expect(await page.locator('#dismiss').isVisible()).toBe(true)
      await pressAndGo(page, '4')
      expect(await page.locator('.notice').textContent()).toContain('descartada')
      await pressAndGo(page, 'u')

      await page.keyboard.press('j')
      await page.keyboard.press('x')
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      await page.keyboard.press('s')
      await pressAndGo(page, '1')
      expect(await page.locator('.notice').textContent()).toContain('2 alertas: pospuesta.')
      await pressAndGo(page, 'u')
      expect(await titles(page)).toEqual(all)

      await page.keyboard.press('/')
      await page.keyboard.type('clave')
      await pressAndGo(page, 'Enter')
      expect(await titles(page)).toEqual(['Cómo cambio la clave del wifi'])
      expect(new URL(page.url()).search).toBe('?q=clave')

      await page.keyboard.press('g')
      await pressAndGo(page, 'p')
      expect(page.url()).toBe(`${bed.base}/insights`)
      await page.keyboard.press('?')
      expect(await page.locator('#keys').isVisible()).toBe(true)
    },
    PATIENCE_MS,
  )

  it(
    'leaves letters alone while somebody writes, or when keys are switched off',
    async () => {
      const page = await bed.open('reviewer')
      await page.locator('[name=q]').focus()
      await page.keyboard.type('jade')
      expect(await page.locator('[name=q]').inputValue()).toBe('jade')
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await page.locator('[data-keys-switch] input').uncheck()
      await page.keyboard.press('Escape')
      await page.keyboard.press('d')
      expect(await page.locator('#dismiss').isVisible()).toBe(false)
    },
    PATIENCE_MS,
  )
})

describe('live news', () => {
  it(
    'tells that something changed without moving the list',
    async () => {
      const page = await bed.open('reviewer')
      const before = await titles(page)
      const other = await bed.open('admin')
      await other.keyboard.press('j')
      await pressAndGo(other, 'a')
      await page.locator('[data-live]').waitFor({ state: 'visible', timeout: 10_000 })
      expect(await page.locator('[data-live]').textContent()).toContain('Cambió 1 alerta.')
      expect(await titles(page)).toEqual(before)
      await pressAndGo(other, 'u')
    },
    PATIENCE_MS,
  )
})

describe('people with assistive technology', () => {
  it.each(['light', 'dark'] as const)(
    'can use every page, in %s',
    async (colorScheme) => {
      const page = await bed.open('admin', { colorScheme })
      const { items } = await bed.store.listAlerts({ limit: 1, order: 'pressing', now: bed.now() })
      for (const path of [
        '/',
        `/alerts/${items[0]?.id}`,
        '/insights',
        '/sources',
        '/audit',
        '/settings',
        '/topics',
        '/answers',
        '/answers/new',
        '/docs',
        '/nothing',
      ]) {
        await page.goto(path)
        expect([path, await violations(page)]).toEqual([path, []])
      }
    },
    PATIENCE_MS,
  )

  it(
    'can use the pages on a phone, where nothing is wider than the screen',
    async () => {
      const page = await bed.open('admin', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
      const { items } = await bed.store.listAlerts({ limit: 1, order: 'pressing', now: bed.now() })
      for (const path of ['/', `/alerts/${items[0]?.id}`, '/insights', '/sources', '/audit', '/settings', '/docs']) {
        await page.goto(path)
        expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 390])
        expect([path, await violations(page)]).toEqual([path, []])
      }
    },
    PATIENCE_MS,
  )

  async function violations(page: Page) {
    await page.evaluate(axe.source)
    const found = await page.evaluate(() =>
      (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
      }),
    )
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
  }
})

describe('text from outside, in a real browser', () => {
  it(
    'runs nothing, asks nobody else, and breaks no policy',
    async () => {
      const told = HOSTILE_TEXTS.map((text, index) => ({
        id: `x${index}`,
        hoursAgo: 2,
        author: text,
        title: text,
        text: `Nube Fibra falla. ${text}`,
        tags: ['complaint'] as const,
        url: HOSTILE_URLS[index % HOSTILE_URLS.length] ?? null,
      }))
      await tell(bed.store, told, bed.now())
      const page = await bed.open('admin')
      const seen: string[] = []
      page.on('request', (request) => {
        if (!request.url().startsWith(bed.base)) seen.push(`request ${request.url()}`)
      })
      page.on('dialog', (dialog) => seen.push(`dialog ${dialog.message()}`))
      page.on('console', (message) => {
        if (message.type() === 'error') seen.push(message.text())
      })
      page.on('pageerror', (error) => seen.push(String(error)))
      const { items } = await bed.store.listAlerts({ limit: 60, order: 'newest', now: bed.now() })
      for (const path of [
        '/?order=newest',
        '/sources',
        '/audit',
        '/insights',
        ...items.slice(0, 12).map(({ id }) => `/alerts/${id}`),
      ]) {
        await page.goto(path)
        expect(await page.evaluate(() => (window as unknown as { __xss?: number }).__xss)).toBeUndefined()
      }
      expect(seen).toEqual([])
    },
    PATIENCE_MS,
  )
})

describe('without JavaScript', () => {
  it(
    'an alert is found, dismissed and brought back',
    async () => {
      const page = await bed.open('reviewer', { javaScriptEnabled: false })
      await page.locator('[name=q]').fill('clave')
      await page.getByRole('button', { name: 'Buscar' }).click()
      await page.locator('.row .open').first().click()
      await page.locator('[popovertarget=dismiss]').click()
      await page.locator('[name=dismiss][value=duplicate]').click()
      expect(await page.locator('.state').first().textContent()).toContain('Descartada')
      await page.locator('.notice button').click()
      expect(await page.locator('.state').first().textContent()).toContain('Espera a la comunidad')
    },
    PATIENCE_MS,
  )
})
