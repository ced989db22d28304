import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Alert } from '../../../src/domain/case.js'
import { type Bed, type Client, openBed } from '../bed.js'
import { tell } from '../story.js'

let bed: Bed
let rita: Client
beforeEach(async () => {
  bed = await openBed()
  rita = await bed.as('reviewer')
})
afterEach(() => bed.store.close())

async function alertNamed(title: string): Promise<Alert> {
  const { items } = await bed.store.listAlerts({ limit: 50, order: 'newest', now: bed.now() })
  const found = items.find((alert) => alert.title === title)
  if (found === undefined) throw new Error(`no alert "${title}"`)
  return found
}

const text = async (response: Response | Promise<Response>) =>
  (await (await response).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const html = async (response: Response | Promise<Response>) => (await response).text()
const titlesIn = (page: string) => [...page.matchAll(/class="open"><bdi dir="auto">([^<]*)</g)].map((match) => match[1])

describe('the list', () => {
  it('begins with what was left alone, the most pressing first', async () => {
    const page = await html(rita.get('/'))
    expect(await text(rita.get('/'))).toContain(
      '2 casos sin respuesta más allá de su plazo el más antiguo lleva 2 d 8 h',
    )
    expect(titlesIn(page)).toEqual([
      'Sigo pagando un plan que ya no existe',
      'Sin internet en el barrio desde anoche',
      'Cómo cambio la clave del wifi',
    ])
  })

  it.each([
    ['/?view=late', ['Sigo pagando un plan que ya no existe', 'Sin internet en el barrio desde anoche']],
    ['/?view=community', ['Cómo cambio la clave del wifi']],
    ['/?q=m%C3%B3dem', ['Sin internet en el barrio desde anoche', 'Cómo cambio la clave del wifi']],
    ['/?label=question&severity=1', ['Sin internet en el barrio desde anoche']],
    ['/?status=resolved', ['The app closes when I pay']],
    ['/?language=en&view=done', ['The app closes when I pay']],
    [
      '/?label=&status=&q=',
      [
        'Sigo pagando un plan que ya no existe',
        'Sin internet en el barrio desde anoche',
        'Cómo cambio la clave del wifi',
      ],
    ],
  ])('shows %s', async (path, expected) => {
    expect(titlesIn(await html(rita.get(path)))).toEqual(expected)
  })

  it('says who must act and how long is left', async () => {
    const page = await text(rita.get('/?order=newest'))
    expect(page).toContain('Espera a la comunidad quedan 19 h')
    expect(page).toContain('Sin respuesta venció hace 2 d 8 h')
    expect(await text(rita.get('/?view=done'))).toContain('Contestó un cliente en 2 h')
  })

  it('marks the customer’s deciding words, and does not repeat the title', async () => {
    const page = await html(rita.get('/?view=community'))
    expect(page).toContain('<mark>no encuentro dónde se cambia la clave</mark>')
    expect(page.match(/Cómo cambio la clave del wifi/g)).toHaveLength(2)
  })

  it('says when nothing is left, how the sources fare, and the way to the audit', async () => {
    const empty = await openBed({}, false)
    const vera = await empty.as('viewer')
    expect(await text(vera.get('/'))).toContain('Nada sin atender. Agregue una fuente para empezar a escuchar.')
    await empty.store.close()
    const { items } = await bed.store.listAlerts({ limit: 50, view: 'active', order: 'newest', now: bed.now() })
    await rita.post('/alerts/change', { id: items.map(({ id }) => id), do: 'resolved' })
    expect(await text(rita.get('/'))).toContain(
      'Nada sin atender. Última pasada ahora; 2 fuentes al día; 1 con fallos. ¿Se nos escapa algo?',
    )
  })

  it('shows a viewer no buttons to change anything', async () => {
    const page = await html((await bed.as('viewer')).get('/'))
    expect(page).not.toContain('name="do"')
  })

  it('speaks the reader’s language', async () => {
    await rita.post('/settings/language', { language: 'en' })
    expect(await text(rita.get('/'))).toContain('cases left without an answer beyond their time')
  })
})

describe('changing alerts from a page', () => {
  it.each([
    [{ do: 'answered' }, { status: 'answered' }],
    [{ do: 'resolved' }, { status: 'resolved' }],
    [{ do: 'acknowledged' }, { status: 'acknowledged' }],
    [{ do: 'take' }, { assignee: 'rita' }],
    [{ do: 'assign', assignee: 'ada' }, { assignee: 'ada' }],
    [{ dismiss: 'spam' }, { status: 'dismissed', dismissReason: 'spam' }],
    [{ snooze: '3h' }, { status: 'snoozed', snoozedUntil: '2026-11-16T16:00:00.000Z' }],
    [{ snooze: 'tomorrow' }, { status: 'snoozed', snoozedUntil: '2026-11-17T14:00:00.000Z' }],
    [
      { snooze: 'custom', snoozeAt: '2026-12-01T07:30' },
      { status: 'snoozed', snoozedUntil: '2026-12-01T12:30:00.000Z' },
    ],
    [{ do: 'labels', label: ['question', 'suggestion'] }, { labels: ['question', 'suggestion'] }],
  ])('%j makes it %j, and undo puts it back', async (fields, expected) => {
    const before = await alertNamed('Cómo cambio la clave del wifi')
    const response = await rita.post('/alerts/change', { id: before.id, back: '/?view=community', ...fields })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/?view=community'])
    expect(await bed.store.alert(before.id)).toMatchObject(expected)
    expect(await html(rita.get('/'))).toContain('action="/alerts/undo"')
    await rita.post('/alerts/undo', {})
    const { status, assignee, labels, snoozedUntil, dismissReason } = before
    expect(await bed.store.alert(before.id)).toMatchObject({ status, assignee, labels, snoozedUntil, dismissReason })
  })

  it('changes all that are selected, goes on after one that is refused, and undoes them together', async () => {
    const [one, other] = [
      await alertNamed('Cómo cambio la clave del wifi'),
      await alertNamed('Sin internet en el barrio desde anoche'),
    ]
    await rita.post('/alerts/change', { id: [one.id, 'nope', other.id], do: 'answered' })
    expect(await text(rita.get('/'))).toContain('2 alertas: contestada. 1 alerta no cambió.')
    expect((await bed.store.alert(other.id))?.status).toBe('answered')
    await rita.post('/alerts/undo', {})
    expect([(await bed.store.alert(one.id))?.status, (await bed.store.alert(other.id))?.status]).toEqual([
      'open',
      'open',
    ])
  })

  it('says so when nothing is selected or nothing can be undone', async () => {
    await rita.post('/alerts/change', { do: 'answered' })
    expect(await text(rita.get('/'))).toContain('No hay ninguna alerta seleccionada.')
    await rita.post('/alerts/undo', {})
    expect(await text(rita.get('/'))).toContain('No hay nada que deshacer.')
  })

  it('says each thing once', async () => {
    const alert = await alertNamed('Cómo cambio la clave del wifi')
    await rita.post('/alerts/change', { id: alert.id, do: 'acknowledged' })
    expect(await text(rita.get('/'))).toContain('Alerta: en curso.')
    expect(await text(rita.get('/'))).not.toContain('Alerta: en curso.')
  })

  it('refuses a button that no page has', async () => {
    const alert = await alertNamed('Cómo cambio la clave del wifi')
    for (const fields of [{ do: 'explode' }, { snooze: 'custom', snoozeAt: 'soon' }, { snooze: 'toString' }] as Record<
      string,
      string
    >[]) {
      expect((await rita.post('/alerts/change', { id: alert.id, ...fields })).status).toBe(422)
    }
  })
})

describe('the page of an alert', () => {
  it('tells what was said, why it was marked, and what others answered', async () => {
    const alert = await alertNamed('The app closes when I pay')
    const page = await text(rita.get(`/alerts/${alert.id}?list=view%3Ddone`))
    expect(page).toContain('Queja 93 %')
    expect(page).toContain('“ crashes every time ” — queja')
    expect(page).toContain('Soporte Nube equipo ✓ respuesta aceptada')
    expect(page).toContain('Resuelta · Contestó el equipo en 3 h')
    expect(page).toMatch(/[12] de 2/)
  })

  it('leads to the neighbours in the list that one came from', async () => {
    const [first, middle] = [
      await alertNamed('Sigo pagando un plan que ya no existe'),
      await alertNamed('Sin internet en el barrio desde anoche'),
    ]
    const page = await html(rita.get(`/alerts/${middle.id}?list=`))
    expect(page).toContain(`rel="prev" href="/alerts/${first.id}"`)
    expect(page).toMatch(/rel="next" href="\/alerts\//)
    for (const list of ['%', 'limit=x', 'cursor=zzz', '__proto__=1', 'view=nope'])
      expect((await rita.get(`/alerts/${middle.id}?list=${encodeURIComponent(list)}`)).status).toBe(200)
  })

  it('keeps notes and history in words', async () => {
    const alert = await alertNamed('Cómo cambio la clave del wifi')
    await rita.post(`/alerts/${alert.id}/notes`, { text: 'Enviar la guía <b>nueva</b>' })
    await rita.post('/alerts/change', { id: alert.id, do: 'take' })
    const page = await text(rita.get(`/alerts/${alert.id}`))
    expect(page).toContain('Enviar la guía &lt;b&gt;nueva&lt;/b&gt;')
    expect(page).toContain('rita La asignó a rita')
    expect(page).toContain('Escucha Se abrió: es una pregunta')
  })

  it('offers the answer that is known from elsewhere, with its place', async () => {
    const question = 'Nube Fibra: ¿cómo cambio la clave del wifi del módem? No encuentro dónde se cambia la clave.'
    const answer = 'Entra a 192.168.1.1, elige Red inalámbrica y escribe la clave nueva; luego reinicia el módem.'
    await tell(
      bed.store,
      [
        {
          id: '701',
          thread: 'vieja',
          hoursAgo: 200,
          author: 'ines',
          title: 'La clave del wifi',
          text: question,
          tags: ['question'],
        },
        {
          id: '702',
          thread: 'vieja',
          hoursAgo: 199,
          author: 'Soporte Nube',
          text: answer,
          staff: true,
          accepted: true,
        },
        {
          id: '801',
          thread: 'nueva',
          hoursAgo: 1,
          author: 'omar',
          title: 'La clave del wifi',
          text: question,
          tags: ['question'],
        },
      ],
      bed.now(),
    )
    const { items } = await bed.store.listAlerts({ limit: 50, order: 'newest', now: bed.now() })
    const page = await text(rita.get(`/alerts/${items.find(({ author }) => author === 'omar')?.id}`))
    expect(page).toContain(`Respuesta conocida ${answer}`)
    const topics = await text(rita.get('/topics?since=90d'))
    expect(topics).toContain('casos')
    expect(topics).toContain(answer)
  })

  it('is not there for an unknown id, and says so in the reader’s language', async () => {
    const response = await rita.get('/alerts/nope')
    expect([response.status, await text(response)]).toEqual([404, expect.stringContaining('Aquí no hay nada.')])
  })
})
