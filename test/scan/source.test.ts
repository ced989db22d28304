import { describe, expect, it } from 'vitest'
import { EscuchaError } from '../../src/domain/errors.js'
import { scanOnce } from '../../src/scan/scan.js'
import { minutes, openKit, START, spec } from './kit.js'

const PAGE = 'https://foro.example/latest'
const complaint = { id: '1', text: 'El internet de UNE falla desde ayer y nadie responde', thread: 't1' }

describe('one scan', () => {
  it('turns a page into posts, a mention and an alert, and says so in the summary', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [complaint, { id: '2', text: 'Vendo una bicicleta casi nueva', thread: 't2' }] })

    const summary = await scanOnce({}, kit.tools)

    expect(summary).toEqual({
      now: START,
      ms: 0,
      sources: { total: 1, due: 1, fetched: 1, notModified: 0, failed: 0 },
      posts: { seen: 2, new: 2, updated: 0, copies: 0 },
      mentions: { new: 1, byLabel: { complaint: 1, question: 0, suggestion: 0, praise: 0, churn: 0 } },
      alerts: { opened: 1, reopened: 0, escalated: 0, answered: 0 },
      deliveries: { sent: 0, failed: 0, pending: 1 },
      failures: [],
    })
    expect((await kit.store.countAlerts(START)).active).toBe(1)
  })

  it('alerts once over three scans, whether or not the page changes', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [complaint] })
    await scanOnce({}, kit.tools)
    kit.pass(900_000)
    const second = await scanOnce({}, kit.tools)
    kit.web.put(PAGE, { posts: [complaint, { id: '2', text: 'Gracias a todos por venir', thread: 't2' }] })
    kit.pass(900_000)
    const third = await scanOnce({}, kit.tools)

    expect(second.sources).toMatchObject({ due: 1, fetched: 0, notModified: 1 })
    expect(third.posts).toEqual({ seen: 2, new: 1, updated: 0, copies: 0 })
    expect((await kit.store.countDeliveries()).pending).toBe(1)
  })

  it('leaves alone what is not due, unless it is forced', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [complaint] })
    await scanOnce({}, kit.tools)
    kit.pass(60_000)

    expect((await scanOnce({}, kit.tools)).sources.due).toBe(0)
    expect((await scanOnce({ force: true }, kit.tools)).sources.due).toBe(1)
  })

  it('stores nothing, its validators included, when judging fails, and finds it all at the next scan', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [complaint] })
    kit.classifier.broken = 'the model is not there'
    const failed = await scanOnce({}, kit.tools)
    kit.classifier.broken = null
    kit.pass(3_600_000)
    const summary = await scanOnce({}, kit.tools)

    expect(failed.posts.new).toBe(0)
    expect(failed.failures).toMatchObject([
      { source: 'foro', code: 'unexpected', reason: 'the model is not there', nextTryInSeconds: 300 },
    ])
    expect(kit.logged).toContainEqual(expect.objectContaining({ level: 'error' }))
    expect(summary.posts.new).toBe(1)
    expect(summary.alerts.opened).toBe(1)
  })

  it('keeps a bad source from stopping the others', async () => {
    const kit = await openKit([spec('foro'), spec('roto'), spec('caido'), spec('raro', { kind: 'unheard-of' })])
    kit.web.put(PAGE, { posts: [complaint] })
    kit.web.put('https://roto.example/latest', { bug: "Cannot read properties of undefined (reading 'x')" })
    kit.web.put(
      'https://caido.example/latest',
      new EscuchaError('connect-failed', 'caido.example refuses the connection'),
    )

    const summary = await scanOnce({}, kit.tools)

    expect(summary.sources).toEqual({ total: 4, due: 4, fetched: 1, notModified: 0, failed: 3 })
    expect(summary.failures.map(({ source, code }) => [source, code])).toEqual([
      ['caido', 'connect-failed'],
      ['raro', 'unknown-kind'],
      ['roto', 'unexpected'],
    ])
    expect(summary.alerts.opened).toBe(1)
  })

  it('leaves out the one post that it cannot judge, shows why, and takes it in once it can', async () => {
    const kit = await openKit([spec('foro')])
    const bad = { id: '7', text: 'UNE falla \u0007 veneno', thread: 't7' }
    kit.web.put(PAGE, { posts: [complaint, bad, { id: '8', text: 'Vendo una bicicleta', thread: 't8' }] })
    kit.classifier.poison = 'veneno'
    const first = await scanOnce({}, kit.tools)
    kit.classifier.poison = null
    const second = await scanOnce({ force: true }, kit.tools)

    expect(first.posts).toMatchObject({ seen: 3, new: 2 })
    expect(first.alerts.opened).toBe(1)
    expect(first.failures).toMatchObject([{ source: 'foro', code: 'unexpected', reason: 'a text of poison' }])
    expect(second.posts).toMatchObject({ seen: 3, new: 1 })
    expect(second.failures).toEqual([])
  })

  it('leaves out the one conversation over which the desk fails', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [complaint, { ...complaint, id: '2', thread: 't2', author: 'Berta' }] })
    const review: typeof kit.tools.desk.review = (view, now) => {
      if (view.conversation.id === 't2') throw new RangeError('a case out of range')
      return kit.tools.desk.review(view, now)
    }
    const first = await scanOnce({}, { ...kit.tools, desk: { ...kit.tools.desk, review } })
    const second = await scanOnce({ force: true }, kit.tools)

    expect([first.alerts.opened, second.alerts.opened]).toEqual([1, 1])
    expect(first.failures).toMatchObject([{ code: 'unexpected', reason: 'a case out of range' }])
  })

  it('asks for no more pages than a day allows, but always for the first', async () => {
    const kit = await openKit([spec('foro')])
    const thread = 'https://foro.example/t/5'
    kit.web.put(PAGE, { posts: [], next: [{ url: thread, role: 'thread', detail: true }] })
    const [source] = await kit.store.listSources()
    const requests = { day: START.slice(0, 10), count: 2000 }
    if (source !== undefined) await kit.store.saveSourceState({ ...source.state, requests })
    await scanOnce({}, kit.tools)
    const today = kit.web.fetched()
    kit.pass(86_400_000)
    await scanOnce({}, kit.tools)

    expect(today).toEqual([PAGE])
    expect(kit.web.fetched()).toEqual([PAGE, PAGE, thread])
  })

  it('stores what it has when the program is to end, and fetches the rest next time', async () => {
    const kit = await openKit([spec('foro')])
    const thread = 'https://foro.example/t/5'
    kit.web.put(PAGE, { posts: [complaint], next: [{ url: thread, role: 'thread', detail: true }] })
    kit.web.put(thread, { posts: [{ id: '5', text: 'Vendo una bicicleta', thread: 't5' }] })
    const isEnding = () => kit.web.requests.length > 0
    const ended = await scanOnce({}, { ...kit.tools, isEnding })
    const next = await scanOnce({ force: true }, kit.tools)

    expect(ended.posts.new).toBe(1)
    expect(next.posts).toMatchObject({ seen: 2, new: 1 })
  })

  it('tells the classifier what place a post stands in', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [complaint] })
    await scanOnce({}, kit.tools)

    expect(kit.classifier.judged[0]?.sourceText).toBe('foro foro.example Foro de pruebas')
  })

  it('does not call a place by the name of one of its threads', async () => {
    const kit = await openKit([spec('foro')])
    const thread = 'https://foro.example/t/5'
    kit.web.put(PAGE, { title: null, next: [{ url: thread, role: 'thread', detail: true }] })
    kit.web.put(thread, { title: 'Vendo una bicicleta', posts: [{ id: '5', text: 'Casi nueva', thread: 't5' }] })
    await scanOnce({}, kit.tools)

    expect((await kit.store.listSources())[0]?.state.title).toBeNull()
  })

  it('keeps the posts of page one when page two fails, and asks for both again', async () => {
    const kit = await openKit([spec('foro')])
    const second = 'https://foro.example/latest?page=2'
    kit.web.put(PAGE, { posts: [complaint], next: [{ url: second, role: 'list' }] })
    kit.web.put(second, new EscuchaError('timeout', 'foro.example took over 25 s'))
    const first = await scanOnce({}, kit.tools)
    kit.web.put(second, { posts: [{ id: '9', text: '¿UNE tiene fibra en Bello?', thread: 't9' }] })
    kit.pass(3_600_000)
    const again = await scanOnce({}, kit.tools)

    expect(first.posts.new).toBe(1)
    expect(first.failures).toMatchObject([{ source: 'foro', code: 'timeout' }])
    expect(again.posts).toMatchObject({ new: 1, seen: 2 })
    expect(again.failures).toEqual([])
  })

  it('asks for a thread again that could not be had, and never for one that is gone', async () => {
    const kit = await openKit([spec('foro')])
    const thread = 'https://foro.example/t/5'
    const gone = 'https://foro.example/t/6'
    kit.web.put(PAGE, {
      posts: [],
      next: [
        { url: thread, role: 'thread', detail: true },
        { url: gone, role: 'thread', detail: true },
      ],
    })
    kit.web.put(thread, new EscuchaError('timeout', 'foro.example took over 25 s'))
    const first = await scanOnce({}, kit.tools)
    kit.web.put(thread, { posts: [complaint] })
    kit.pass(900_000)
    const second = await scanOnce({}, kit.tools)
    kit.pass(900_000)
    const third = await scanOnce({}, kit.tools)

    expect(first.sources).toMatchObject({ fetched: 1, failed: 0 })
    expect(second.posts.new).toBe(1)
    expect(third.sources.notModified).toBe(1)
  })

  it('never stores a date that lies ahead', async () => {
    const kit = await openKit([spec('foro')])
    const ahead = '2099-01-01T00:00:00.000Z'
    kit.web.put(PAGE, { posts: [{ ...complaint, date: ahead, updated: ahead }] })
    await scanOnce({}, kit.tools)

    const { items } = await kit.store.posts({ limit: 10 })
    expect(items.map(({ publishedAt, updatedAt }) => [publishedAt, updatedAt])).toEqual([[START, START]])
  })

  it('judges an edited post again only when its words have changed', async () => {
    const kit = await openKit([spec('foro')])
    const post = { id: '1', text: 'Mi internet no va muy bien', thread: 't1' }
    kit.web.put(PAGE, { posts: [post] })
    await scanOnce({}, kit.tools)
    kit.web.put(PAGE, { posts: [{ ...post, text: 'MI Internet no va muy bien' }] })
    const louder = await scanOnce({ force: true }, kit.tools)
    const judgedBefore = kit.classifier.judged.length
    kit.web.put(PAGE, { posts: [{ ...post, text: 'El internet de UNE falla' }] })
    const edited = await scanOnce({ force: true }, kit.tools)
    const again = await scanOnce({ force: true }, kit.tools)

    expect(louder.posts).toMatchObject({ new: 0, updated: 1 })
    expect(judgedBefore).toBe(1)
    expect(edited.posts).toMatchObject({ new: 0, updated: 1 })
    expect(edited.alerts.opened).toBe(1)
    expect(again.posts.updated).toBe(0)
    expect((await kit.store.countDeliveries()).pending).toBe(1)
  })

  it('takes a shortened view of a post for no edit', async () => {
    const kit = await openKit([spec('foro')])
    const text = 'El internet de UNE falla todas las noches desde que cambiaron el equipo del edificio'
    kit.web.put(PAGE, { posts: [{ id: '1', text }] })
    await scanOnce({}, kit.tools)
    kit.web.put(PAGE, { posts: [{ id: '1', text: `${text.slice(0, 60)}…` }] })
    const summary = await scanOnce({ force: true }, kit.tools)

    expect(summary.posts.updated).toBe(0)
    const { items } = await kit.store.posts({ limit: 10 })
    expect(items.map((post) => post.text)).toEqual([text])
  })

  it('sees that a question has been marked as answered though no word has changed', async () => {
    const kit = await openKit([spec('foro')])
    const question = { id: '1', text: '¿UNE tiene fibra en Bello?', thread: 't1' }
    kit.web.put(PAGE, { posts: [{ ...question, answered: false }] })
    await scanOnce({}, kit.tools)
    kit.web.put(PAGE, { posts: [{ ...question, answered: true }] })
    const marked = await scanOnce({ force: true }, kit.tools)
    kit.web.put(PAGE, { posts: [{ ...question, answered: null }] })
    const untold = await scanOnce({ force: true }, kit.tools)

    expect(marked.posts.updated).toBe(1)
    expect(untold.posts.updated).toBe(0)
  })

  it('knows a post again after its site moved to https', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [{ ...complaint, id: 'http://www.foro.example/p/1' }] })
    await scanOnce({}, kit.tools)
    kit.web.put(PAGE, { posts: [{ ...complaint, id: 'https://foro.example/p/1' }] })
    const summary = await scanOnce({ force: true }, kit.tools)

    expect(summary.posts).toMatchObject({ seen: 1, new: 0, updated: 0 })
  })

  it('takes two addresses on one page for two posts, however alike', async () => {
    const kit = await openKit([spec('foro')])
    const one = { ...complaint, id: 'https://foro.example/p/1' }
    kit.web.put(PAGE, { posts: [one] })
    await scanOnce({}, kit.tools)
    kit.web.put(PAGE, { posts: [one, { id: 'https://foro.example/p/1/', text: 'Algo muy distinto', thread: 't2' }] })
    const summary = await scanOnce({ force: true }, kit.tools)

    expect(summary.posts).toMatchObject({ seen: 2, new: 1, updated: 0 })
  })

  it('judges replies in a thread with a case for the brand that they do not name', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [{ ...complaint, text: '¿Cómo cambio la clave del módem de UNE?' }] })
    await scanOnce({}, kit.tools)
    const reply = {
      id: '2',
      text: 'Entra a la página del módem y busca la pestaña inalámbrica',
      author: 'Pedro',
      thread: 't1',
      kind: 'reply' as const,
      date: minutes(10),
    }
    kit.pass(900_000)
    kit.web.put(PAGE, { posts: [{ ...complaint, text: '¿Cómo cambio la clave del módem de UNE?' }, reply] })
    const summary = await scanOnce({}, kit.tools)

    expect(summary.alerts).toMatchObject({ answered: 1 })
    const { items } = await kit.store.listAlerts({ limit: 10, order: 'newest', now: kit.now() })
    expect(items[0]).toMatchObject({ status: 'answered', answeredBy: 'community', answeredAt: minutes(10) })
  })

  it('takes no complaint of another customer for an answer, though it names no brand', async () => {
    const kit = await openKit([spec('foro')])
    const reply = {
      id: '2',
      text: 'A mí también me falla la señal todos los días',
      author: 'Pedro',
      thread: 't1',
      kind: 'reply' as const,
      date: minutes(10),
    }
    kit.web.put(PAGE, { posts: [complaint, reply] })
    const together = await scanOnce({}, kit.tools)
    kit.pass(900_000)
    kit.web.put(PAGE, { posts: [complaint, reply, { ...reply, id: '3', author: 'Rosa', date: minutes(12) }] })
    const later = await scanOnce({}, kit.tools)

    expect([together.alerts.answered, later.alerts.answered]).toEqual([0, 0])
  })

  it('decides again when somebody changed the alert meanwhile', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [complaint] })
    await scanOnce({}, kit.tools)
    const reply = {
      id: '2',
      text: 'Ya lo revisamos, gracias por avisarnos por aquí',
      author: '@UNETelco',
      thread: 't1',
      date: minutes(5),
    }
    kit.pass(900_000)
    kit.web.put(PAGE, { posts: [complaint, reply] })
    let meddled = false
    const review: typeof kit.tools.desk.review = (view, now) => {
      if (!meddled) {
        meddled = true
        const [alert] = view.alerts
        if (alert !== undefined) {
          const changed = { ...alert, assignee: 'marta', version: alert.version + 1 }
          void kit.store.recordAlerts([{ alert: changed, expectedVersion: alert.version, history: [] }], [], [])
        }
      }
      return kit.tools.desk.review(view, now)
    }
    const summary = await scanOnce({}, { ...kit.tools, desk: { ...kit.tools.desk, review } })

    expect(summary.failures).toEqual([])
    const { items } = await kit.store.listAlerts({ limit: 10, order: 'newest', now: kit.now() })
    expect(items[0]).toMatchObject({ assignee: 'marta', status: 'answered', answeredBy: 'staff' })
  })

  it('is not scanned while another process holds it', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [complaint] })
    await kit.store.leaseSource('foro', 'somebody-else', START, minutes(15))

    expect((await scanOnce({}, kit.tools)).sources).toMatchObject({ due: 1, fetched: 0, failed: 0 })
    expect(kit.web.requests).toEqual([])
    kit.pass(16 * 60_000)
    expect((await scanOnce({}, kit.tools)).sources.fetched).toBe(1)
  })

  it('takes in a bounded number of new posts and the rest with the next scans', async () => {
    const kit = await openKit([spec('foro')])
    const posts = Array.from({ length: 1500 }, (_, n) => ({ id: `${n}`, text: `Mensaje número ${n}`, thread: `t${n}` }))
    kit.web.put(PAGE, { posts })
    const notes: string[] = []
    const first = await scanOnce({ onProgress: ({ scan }) => notes.push(...scan.notes) }, kit.tools)
    const second = await scanOnce({ force: true }, kit.tools)
    const third = await scanOnce({ force: true }, kit.tools)

    expect([first.posts.new, second.posts.new, third.posts.new]).toEqual([1000, 500, 0])
    expect(notes).toEqual(['500 new posts were left for the next scan'])
    expect(third.sources.notModified).toBe(1)
  })

  it('listens only for the brands that the source names', async () => {
    const kit = await openKit([spec('foro', { brands: ['otra'] })])
    kit.web.put(PAGE, { posts: [complaint] })

    expect((await scanOnce({}, kit.tools)).mentions.new).toBe(0)
  })

  it('recognises a source by itself, and fetches its page once for that and for reading it', async () => {
    const kit = await openKit([spec('foro', { kind: 'auto' })])
    kit.web.put(PAGE, { posts: [complaint] })
    const summary = await scanOnce({}, kit.tools)

    expect(summary.posts.new).toBe(1)
    expect(kit.web.fetched()).toEqual([PAGE])
    const [source] = await kit.store.listSources()
    expect(source?.state.resolvedKind).toBe('board')
  })
})

describe('copies', () => {
  const article = {
    kind: 'article' as const,
    title: 'UNE falla en tres barrios de Medellín y promete compensar a sus clientes',
    text: 'La empresa reconoció este martes que una avería en la red de fibra dejó sin servicio a miles de hogares durante la noche, y anunció que descontará los días perdidos de la próxima factura. Los vecinos se quejan de que nadie contesta en las líneas de atención.',
  }

  it('open one alert for an article that two sources bring in the same scan', async () => {
    const kit = await openKit([spec('diario'), spec('agencia')])
    kit.web.put('https://diario.example/latest', { posts: [{ ...article, id: 'd1', url: 'https://diario.example/1' }] })
    kit.web.put('https://agencia.example/latest', {
      posts: [{ ...article, id: 'a1', author: 'Agencia', url: 'https://agencia.example/1' }],
    })
    const summary = await scanOnce({}, kit.tools)

    expect(summary.posts).toMatchObject({ new: 2, copies: 1 })
    expect(summary.alerts.opened).toBe(1)
    expect((await kit.store.countDeliveries()).pending).toBe(1)
  })

  it('do not make their original a copy when it is edited', async () => {
    const kit = await openKit([spec('diario'), spec('agencia', { rhythm: { kind: 'every', ms: 60_000 } })])
    const original = { ...article, id: 'd1', url: 'https://diario.example/1' }
    kit.web.put('https://diario.example/latest', { posts: [original] })
    kit.web.put('https://agencia.example/latest', { posts: [] })
    await scanOnce({}, kit.tools)
    kit.pass(60_000)
    kit.web.put('https://agencia.example/latest', {
      posts: [{ ...article, id: 'a1', url: 'https://agencia.example/1', author: 'Agencia' }],
    })
    const copied = await scanOnce({}, kit.tools)
    kit.pass(900_000)
    kit.web.put('https://diario.example/latest', { posts: [{ ...original, text: `${article.text} Ampliaremos.` }] })
    await scanOnce({}, kit.tools)

    expect(copied.posts.copies).toBe(1)
    const { items } = await kit.store.mentions({ limit: 10 })
    expect(items.map(({ post, copyOf }) => [post.id, copyOf?.id ?? null]).sort()).toEqual([
      ['a1', 'd1'],
      ['d1', null],
    ])
  })

  it('are found when a site gives its posts new ids', async () => {
    const kit = await openKit([spec('foro')])
    const text = 'El internet de UNE falla cada noche y ya llamé tres veces'
    kit.web.put(PAGE, { posts: [{ id: 'old-1', text }] })
    await scanOnce({}, kit.tools)
    kit.web.put(PAGE, { posts: [{ id: 'new-1', text }] })
    const summary = await scanOnce({ force: true }, kit.tools)

    expect(summary.posts).toMatchObject({ new: 1, copies: 1 })
    expect(summary.alerts.opened).toBe(0)
  })

  it('are not two customers with the same trouble', async () => {
    const kit = await openKit([spec('foro'), spec('otro')])
    const text = 'El internet de UNE falla desde ayer'
    kit.web.put(PAGE, { posts: [{ id: '1', text, author: 'Ana' }] })
    kit.web.put('https://otro.example/latest', {
      posts: [{ id: '1', text, author: 'Berta', url: 'https://otro.example/1' }],
    })

    expect((await scanOnce({}, kit.tools)).alerts.opened).toBe(2)
  })
})
