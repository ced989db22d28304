// The answer library in the pages, the draft beside an alert, and the counting of its use.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AnswerFiles } from '../../../src/domain/answer.js'
import type { Alert } from '../../../src/domain/case.js'
import { type Bed, type Client, openBed } from '../bed.js'
import { tell } from '../story.js'

let bed: Bed
let rita: Client
let files: AnswerFiles = { answers: [], faults: [] }
beforeEach(async () => {
  files = { answers: [], faults: [] }
  bed = await openBed({}, true, { answerFiles: async () => files })
  rita = await bed.as('reviewer')
})
afterEach(() => bed.store.close())

const html = async (response: Response | Promise<Response>) => (await response).text()
const text = async (response: Response | Promise<Response>) =>
  (await html(response)).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

async function alertNamed(title: string): Promise<Alert> {
  const { items } = await bed.store.listAlerts({ limit: 50, order: 'newest', now: bed.now() })
  const found = items.find((alert) => alert.title === title)
  if (found === undefined) throw new Error(`no alert "${title}"`)
  return found
}

const wifi = {
  title: 'Cambiar la clave del wifi',
  words: 'clave del wifi\nclave\ncambia la clave',
  'text-es': 'Entre a 192.168.1.1 con el usuario de la etiqueta.',
  'text-en': 'Open 192.168.1.1 with the user on the label.',
  link: 'https://nube.example/wifi',
}

describe('the library', () => {
  it('takes an answer, shows it, changes it and removes it, and the log says who', async () => {
    const saved = await rita.post('/answers', wifi)
    expect([saved.status, saved.headers.get('location')]).toEqual([303, '/answers#cambiar-la-clave-del-wifi'])
    const page = await text(rita.get('/answers'))
    expect(page).toContain('Respuesta guardada.')
    expect(page).toContain('Cambiar la clave del wifi')
    expect(page).toContain('sin usar todavía')
    await rita.post('/answers', { ...wifi, id: 'cambiar-la-clave-del-wifi', title: 'La clave del wifi', 'text-en': '' })
    expect(await bed.store.answers()).toMatchObject([
      {
        id: 'cambiar-la-clave-del-wifi',
        title: 'La clave del wifi',
        texts: { es: wifi['text-es'] },
        updatedBy: 'rita',
      },
    ])
    await rita.post('/answers/cambiar-la-clave-del-wifi/remove', {})
    expect(await bed.store.answers()).toEqual([])
    expect((await bed.store.auditLog(10)).map(({ action, actor }) => `${action} ${actor}`)).toEqual([
      'answer.removed rita',
      'answer.saved rita',
      'answer.saved rita',
    ])
  })

  it('gives back what was typed with every fault named', async () => {
    const answer = await rita.post('/answers', { ...wifi, title: '', link: 'ftp://x' })
    expect(answer.status).toBe(422)
    const page = await html(answer)
    expect(page).toContain('Póngale un título.')
    expect(page).toContain('El enlace empieza por http')
    expect(page).toContain(wifi['text-es'])
    expect(await bed.store.answers()).toEqual([])
  })

  it('shows files with their faults, and does not edit them', async () => {
    files = {
      answers: [
        {
          id: 'cobro',
          origin: 'file',
          title: 'Cobro <b>doble</b>',
          brands: ['nube'],
          words: ['cobro'],
          topics: [],
          texts: { es: 'Se anula solo.' },
          link: null,
          updatedAt: bed.now(),
          updatedBy: null,
        },
      ],
      faults: [{ file: 'config/answers/x.md', line: 3, column: 1, message: 'unknown key "<i>"' }],
    }
    const [file] = files.answers
    if (file === undefined) throw new Error('no file')
    await bed.store.saveAnswer({ ...file, origin: 'page', title: 'Vieja', updatedBy: 'ada' })
    const page = await html(rita.get('/answers'))
    expect(page).toContain('config/answers/x.md:3:1')
    expect(page).not.toMatch(/<b>doble|<i>/)
    expect(page).toContain('Un archivo con el mismo nombre, cobro, ocupa su lugar.')
    expect((await rita.get('/answers/nada/edit')).status).toBe(404)
  })

  it('gives an answer as the file that keeps it', async () => {
    await rita.post('/answers', wifi)
    const file = await rita.get('/answers/cambiar-la-clave-del-wifi/file')
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="cambiar-la-clave-del-wifi.md"')
    expect(await file.text()).toContain('# en\n\nOpen 192.168.1.1')
  })

  it('is read by everybody and written by reviewers', async () => {
    const vera = await bed.as('viewer')
    expect((await vera.get('/answers')).status).toBe(200)
    expect((await vera.get('/answers/new')).status).toBe(403)
    expect((await vera.post('/answers', wifi)).status).toBe(403)
    expect(await html(vera.get('/answers'))).not.toContain('/answers/new')
  })
})

describe('the draft beside an alert', () => {
  it('comes from the library, in the language of the customer', async () => {
    await rita.post('/answers', wifi)
    const alert = await alertNamed('Cómo cambio la clave del wifi')
    const page = await text(rita.get(`/alerts/${alert.id}`))
    expect(page).toContain('Respuesta conocida')
    expect(page).toContain(wifi['text-es'])
    expect(page).not.toContain(wifi['text-en'])
    expect(page).toContain('Leer más nube.example')
  })

  it('in another language says so', async () => {
    await rita.post('/answers', { ...wifi, 'text-es': '' })
    const alert = await alertNamed('Cómo cambio la clave del wifi')
    expect(await text(rita.get(`/alerts/${alert.id}`))).toContain('Está en inglés; el cliente escribió en otro idioma.')
  })

  it('is counted as offered to those who can use it, and as used once, with its line in the history', async () => {
    await rita.post('/answers', wifi)
    const { id } = await alertNamed('Cómo cambio la clave del wifi')
    await (await bed.as('viewer')).get(`/alerts/${id}`)
    expect(await bed.store.answerUses({})).toEqual([])
    await rita.get(`/alerts/${id}`)
    expect(await bed.store.answerUses({})).toMatchObject([{ alert: id, usedAt: null }])
    const use = { origin: 'library', answer: 'cambiar-la-clave-del-wifi' }
    const copied = await rita.post(`/alerts/${id}/answer-used`, { ...use, do: 'copied' })
    expect(copied.status).toBe(204)
    const marked = await rita.post(`/alerts/${id}/answer-used`, { ...use, do: 'used' })
    expect(marked.headers.get('location')).toBe(`/alerts/${id}`)
    expect(await bed.store.answerUses({})).toMatchObject([{ alert: id, usedBy: 'rita' }])
    const page = await text(rita.get(`/alerts/${id}`))
    expect(page).toContain('Usó la respuesta conocida «Cambiar la clave del wifi»')
    expect(page).toContain('La usó rita')
    expect((await bed.store.history(id)).filter(({ kind }) => kind === 'answer-used')).toHaveLength(1)
    await rita.post(`/alerts/${id}/answer-used`, { ...use, do: 'back' })
    expect(await bed.store.answerUses({})).toMatchObject([{ alert: id, usedAt: null }])
    expect((await rita.post(`/alerts/nadie/answer-used`, use)).status).toBe(404)
    expect((await rita.post(`/alerts/${id}/answer-used`, { origin: 'x', answer: 'y' })).status).toBe(422)
    expect((await rita.post(`/alerts/${id}/answer-used`, { origin: 'library', answer: 'otra' })).status).toBe(422)
  })

  it('stays on the page after the answer, so that a use can be taken back', async () => {
    await rita.post('/answers', wifi)
    const { id } = await alertNamed('Cómo cambio la clave del wifi')
    await rita.get(`/alerts/${id}`)
    await rita.post(`/alerts/${id}/answer-used`, { origin: 'library', answer: 'cambiar-la-clave-del-wifi', do: 'used' })
    await rita.post('/alerts/change', { id, do: 'answered' })
    expect(await text(rita.get(`/alerts/${id}`))).toContain('No la usé')
    const figures = await text(rita.get('/insights?since=7d&brand=nube'))
    expect(figures).toContain('Contestados con ella 1')
    expect(figures).toContain('Ahorro con ellas US$ 1,00')
  })

  it('is there for programs too', async () => {
    await rita.post('/answers', wifi)
    const { id } = await alertNamed('Cómo cambio la clave del wifi')
    const headers = { authorization: `Bearer ${await bed.token('reviewer')}`, 'content-type': 'application/json' }
    const { items } = (await (await bed.request('/api/v1/answers', { headers })).json()) as { items: unknown[] }
    expect(items).toHaveLength(1)
    const draft = await (await bed.request(`/api/v1/alerts/${id}/answer`, { headers })).json()
    expect(draft).toMatchObject({ draft: { origin: 'library', text: wifi['text-es'], language: 'es' } })
    const use = JSON.stringify({ origin: 'library', answer: 'cambiar-la-clave-del-wifi' })
    const post = () => bed.request(`/api/v1/alerts/${id}/answer`, { method: 'POST', headers, body: use })
    expect([await (await post()).json(), await (await post()).json()]).toEqual([{ counted: true }, { counted: false }])
    const unknown = JSON.stringify({ origin: 'library', answer: 'otra' })
    const refused = await bed.request(`/api/v1/alerts/${id}/answer`, { method: 'POST', headers, body: unknown })
    expect(refused.status).toBe(404)
  })
})

describe('a topic', () => {
  const clave = (id: string, hoursAgo: number) => ({
    id,
    thread: `t-${id}`,
    hoursAgo,
    author: `vecino-${id}`,
    title: 'Cómo cambio la clave del wifi',
    text: '¿Cómo cambio la clave del wifi del módem de Nube Fibra?',
    tags: ['question' as const],
  })

  it('offers to write its answer, with its heading, brand and id in the form', async () => {
    await tell(bed.store, [clave('901', 4), clave('902', 3)], bed.now())
    const page = await html(rita.get('/topics'))
    const link = /href="(\/answers\/new\?[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(link).toMatch(/topic=[0-9a-f]{16}&brand=nube/)
    const form = await html(rita.get(link))
    expect(form).toMatch(/name="topic" value="[0-9a-f]{16}" checked/)
    const topic = /topic=([0-9a-f]{16})/.exec(link)?.[1] ?? ''
    await rita.post('/answers', { ...wifi, words: '', topic })
    const shown = await text(rita.get('/topics'))
    expect(shown).toContain(`Respuesta conocida · de la biblioteca ${wifi['text-es']}`)
    const [latest] = (await bed.store.listAlerts({ limit: 50, order: 'newest', now: bed.now() })).items
    expect(await text(rita.get(`/alerts/${latest?.id}`))).toContain(wifi['text-es'])
  })
})
