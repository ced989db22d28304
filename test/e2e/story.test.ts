import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SampleWeb, startSampleWeb } from '../../src/demo/sample-web.js'
import { readStory } from '../../src/demo/story.js'
import { type Run, run, start, startReceiver, temporaryFolder } from './program.js'

// One story, on real parts: pages on loopback, the compiled program, a database file, a server, a browser, receivers.

const SECRET = `whsec_${Buffer.from('a secret of the end-to-end story test').toString('base64')}`
const MINUTES = 120_000

let web: SampleWeb
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let slack: Awaited<ReturnType<typeof startReceiver>>
let crm: Awaited<ReturnType<typeof startReceiver>>
const scans: Run[] = []

function escucha(...words: string[]): Promise<Run> {
  return run([...words, '--config', 'escucha.yaml'], { cwd: folder.path })
}

beforeAll(async () => {
  folder = await temporaryFolder()
  web = await startSampleWeb(await readStory(), () => new Date())
  slack = await startReceiver()
  crm = await startReceiver()
  await folder.write(
    'escucha.yaml',
    `storage: escucha.db
timezone: America/Bogota
language: es
brands:
  - {id: une, name: UNE, terms: [UNE], context: [internet, wifi, módem], staff: [Soporte UNE, Soporte_UNE]}
sources:
  - {id: noticias, url: "${web.news}"}
  - {id: foro, url: "${web.forum}"}
  - {id: comunidad, url: "${web.board}"}
  - {id: blog, url: "${web.blog}"}
notify:
  - {id: chat, kind: slack, url: "${slack.url}/services/T/B/x", on: [opened, escalated]}
  - {id: crm, kind: webhook, url: "${crm.url}/hook", secret: "${SECRET}", on: [opened]}
fetch: {allowHosts: [127.0.0.1], delay: 0s, perHost: 2}
server: {port: 0}
`,
  )
  for (let pass = 0; pass < 3; pass += 1) scans.push(await escucha('scan', '--force', '--json'))
}, MINUTES)

afterAll(async () => {
  await Promise.all([web.close(), slack.close(), crm.close()])
  await folder.remove()
})

describe('from a public post to an alert on the list and in the chat', () => {
  it('reads every site, finds out its kind, and fails nowhere', () => {
    const summary = JSON.parse(scans[0]?.stdout ?? '')
    expect(scans.map((scan) => scan.code)).toEqual([0, 0, 0])
    expect(summary.sources).toEqual({ total: 4, due: 4, fetched: 4, notModified: 0, failed: 0 })
    expect(summary.failures).toEqual([])
    expect(summary.alerts.opened).toBeGreaterThanOrEqual(8)
  })

  it('opens an alert for the complaints and questions about the company, and none for the verb', async () => {
    const { items } = JSON.parse((await escucha('alerts', 'list', '--json', '--limit', '200')).stdout)
    const authors: string[] = items.map((alert: { author: string }) => alert.author)

    for (const author of [
      'jhon.ospina',
      'donjaime',
      'abuelo_gamer',
      'marcela_r',
      'nestor_v',
      'marta_hdz',
      'rodri77',
      'Tom Ashby',
      'Priya N.',
    ]) {
      expect(authors).toContain(author)
    }
    for (const author of ['la_banda', 'Natalia Gil', 'Soporte UNE', 'luz_marina']) expect(authors).not.toContain(author)
  })

  it('knows what became of each case: answered by a customer, by the team, or by nobody', async () => {
    const { items } = JSON.parse((await escucha('alerts', 'list', '--json', '--limit', '200')).stdout)
    const by = (author: string) => items.find((alert: { author: string }) => alert.author === author)

    expect(by('marta_hdz')).toMatchObject({ status: 'answered', answeredBy: 'community', source: 'comunidad' })
    expect(by('Priya N.')).toMatchObject({ answeredBy: 'staff', source: 'blog', language: 'en' })
    expect(by('abuelo_gamer')).toMatchObject({ status: 'resolved', answeredBy: 'community' })
    expect(by('nestor_v')).toMatchObject({ status: 'open', waitingFor: 'staff', answeredAt: null })
    expect(by('nestor_v').escalatedAt).not.toBeNull()
    expect(by('marcela_r')).toMatchObject({ status: 'open', answeredAt: null, answeredBy: null })
    expect(by('marcela_r').severity).toBeGreaterThanOrEqual(2)
  })

  it('tells each event to each target exactly once over three scans', () => {
    const ids = crm.received.map((message) => message.headers['webhook-id'])
    const opened = scans.reduce((sum, scan) => sum + JSON.parse(scan.stdout).alerts.opened, 0)

    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBe(opened)
    expect(JSON.parse(scans[2]?.stdout ?? '')).toMatchObject({
      posts: { new: 0, updated: 0 },
      alerts: { opened: 0, reopened: 0, escalated: 0, answered: 0 },
      deliveries: { sent: 0, failed: 0, pending: 0 },
    })
    expect(new Set(slack.received.map((message) => message.body)).size).toBe(slack.received.length)
  })

  it('signs what it sends by the Standard Webhooks rules, and speaks Slack', () => {
    const [message] = crm.received
    const verified = new Webhook(SECRET).verify(message?.body ?? '', message?.headers as Record<string, string>)
    expect(verified).toMatchObject({ type: 'alert.opened', data: { brand: 'une' } })

    const blocks = slack.received.map((entry) => JSON.parse(entry.body))
    expect(blocks.every((body) => typeof body.text === 'string' && body.blocks.length > 0)).toBe(true)
    expect(slack.received.map((entry) => entry.body).join()).toContain('me siguen cobrando')
  })

  it(
    'shows the alert in the JSON API and in the page, in a real browser',
    async () => {
      const token = (await escucha('token', 'create', '--role', 'reviewer')).stdout.trim()
      const link = (await escucha('users', 'add', 'ana', '--role', 'reviewer')).stdout.trim()
      const server = start(['serve', '--no-scan', '--config', 'escucha.yaml'], { cwd: folder.path })
      const url = await new Promise<string>((resolve, reject) => {
        server.stderr?.setEncoding('utf8').on('data', (text: string) => {
          const found = /http:\/\/\S+/.exec(text)?.[0]
          if (found !== undefined) resolve(found.replace(/\/$/, ''))
        })
        server.once('exit', () => reject(new Error('the server ended')))
      })
      let browser: Browser | null = null
      try {
        const refused = await fetch(`${url}/api/v1/alerts`)
        expect(refused.status).toBe(401)
        const answer = await fetch(`${url}/api/v1/alerts?q=radicado`, { headers: { authorization: `Bearer ${token}` } })
        const { items } = (await answer.json()) as { items: { id: string; author: string }[] }
        expect(items.map((alert) => alert.author)).toContain('marcela_r')

        browser = await chromium.launch({
          executablePath: await sparticuz.executablePath(),
          args: sparticuz.args,
          headless: true,
        })
        const page = await browser.newPage()
        await page.goto(`${url}${new URL(link).pathname}${new URL(link).search}`)
        await page.getByRole('button').first().click()
        await page.goto(`${url}/?q=cobrando`)
        expect(await page.getByText('Me siguen cobrando un plan de UNE que cancelé en agosto').count()).toBeGreaterThan(
          0,
        )
        await page.getByText('Me siguen cobrando un plan de UNE que cancelé en agosto').first().click()
        await page.waitForURL(/\/alerts\//)
        expect(await page.locator('mark').count()).toBeGreaterThan(0)
      } finally {
        await browser?.close()
        server.kill('SIGTERM')
        await new Promise((resolve) => server.once('close', resolve))
      }
    },
    MINUTES,
  )
})
