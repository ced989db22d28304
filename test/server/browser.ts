// A real Chromium against a server on loopback: for what only a browser can show.

import sparticuz from '@sparticuz/chromium'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { createLoginLink } from '../../src/server/auth/links.js'
import { listen } from '../../src/server/listen.js'
import { type Bed, openBed } from './bed.js'

/** The package's own arguments share one process among contexts and switch web security off: neither is a test. */
const BROWSER_ARGS = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none']

export interface BrowserBed extends Bed {
  readonly browser: Browser
  readonly base: string
  /** A page with a session of its own, logged in by link. */
  open(role: 'viewer' | 'reviewer' | 'admin', options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

/** Starts server and browser. */
export async function openBrowserBed(
  given: Parameters<typeof openBed>[0] = {},
  story = true,
  parts: Parameters<typeof openBed>[2] = {},
): Promise<BrowserBed> {
  const bed = await openBed(given, story, parts)
  const listening = await listen(bed.server, { host: '127.0.0.1', port: 0 })
  const browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: BROWSER_ARGS,
    headless: true,
  })
  const base = `http://127.0.0.1:${listening.port}`
  return {
    ...bed,
    browser,
    base,
    async open(role, options = {}) {
      await bed.as(role)
      const names = { viewer: 'vera', reviewer: 'rita', admin: 'ada' }
      const link = await createLoginLink(bed.store, names[role], bed.now())
      const context = await browser.newContext({ baseURL: base, ...options })
      const page = await context.newPage()
      await page.goto(link.path)
      return page
    },
    async close() {
      await browser.close()
      await listening.close()
      await bed.store.close()
    },
  }
}
