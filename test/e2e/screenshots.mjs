// Takes the pictures of the README from the demo, in a real browser: `npm run screenshots`.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sparticuz from '@sparticuz/chromium'
import { chromium } from 'playwright-core'

const folder = process.argv[2] ?? fileURLToPath(new URL('../../data/screenshots/', import.meta.url))
mkdirSync(folder, { recursive: true })
const demo = spawn(
  process.execPath,
  [fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url)), 'demo', '--port', '0'],
  {
    stdio: ['ignore', 'ignore', 'pipe'],
  },
)
const link = await new Promise((resolve, reject) => {
  let said = ''
  demo.stderr.on('data', (text) => {
    said += text
    const found = /http:\/\/\S+login\S+/.exec(said)
    if (found !== null) resolve(found[0])
  })
  demo.once('exit', () => reject(new Error(said)))
})
const browser = await chromium.launch({
  executablePath: await sparticuz.executablePath(),
  args: sparticuz.args,
  headless: true,
})

async function shoot(name, path, { width = 1280, height = 860, dark = false, context }) {
  const page = await context.newPage()
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
  await page.goto(new URL(path, link).href)
  await page.waitForLoadState('load')
  await page.screenshot({ path: `${folder}/${name}.png` })
  await page.close()
}

try {
  const context = await browser.newContext({ locale: 'es-CO', deviceScaleFactor: 1 })
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('button').first().click()
  await page.waitForLoadState('load')
  await page.goto(new URL('/', link).href)
  const alert = await page.locator('a[href^="/alerts/"]').first().getAttribute('href')
  await shoot('alerts', '/', { context })
  await shoot('alert', alert, { context })
  if (process.argv[2] !== undefined) {
    for (const name of ['insights', 'sources', 'topics', 'answers', 'rules', 'audit', 'settings', 'docs'])
      await shoot(name, `/${name}`, { context })
    await shoot('alerts-dark', '/', { dark: true, context })
    await shoot('alert-dark', alert, { dark: true, context })
    await shoot('alerts-phone', '/', { width: 390, height: 844, context })
    await shoot('alert-phone', alert, { width: 390, height: 844, context })
  }
} finally {
  await browser.close()
  demo.kill('SIGTERM')
}
