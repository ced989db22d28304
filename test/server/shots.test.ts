import { it } from 'vitest'
import { openBrowserBed } from './browser.js'

it('takes screenshots', async () => {
  const bed = await openBrowserBed()
  const dir = '/tmp/shots'
  const alerts = (await bed.store.listAlerts({ limit: 10, order: 'pressing', now: bed.now() })).items
  const paths: Record<string, string> = {
    list: '/',
    alert: `/alerts/${alerts[0]?.id}`,
    insights: '/insights',
    sources: '/sources',
    audit: '/audit',
    settings: '/settings',
    topics: '/topics',
    docs: '/docs',
  }
  for (const [look, options] of [
    ['light', { viewport: { width: 1280, height: 860 }, colorScheme: 'light' }],
    ['dark', { viewport: { width: 1280, height: 860 }, colorScheme: 'dark' }],
    ['phone', { viewport: { width: 390, height: 844 }, colorScheme: 'light', isMobile: true, hasTouch: true }],
  ] as const) {
    const page = await bed.open('admin', options)
    page.on('console', (m) => console.log(look, m.type(), m.text()))
    page.on('pageerror', (e) => console.log(look, String(e)))
    for (const [name, path] of Object.entries(paths)) {
      if (look === 'dark' && !['list', 'alert', 'insights'].includes(name)) continue
      await page.goto(path)
      await page.screenshot({ path: `${dir}/${name}-${look}.png` })
    }
  }
  await bed.close()
}, 120_000)
