import { describe, expect, test } from 'vitest'
import { escalateDue } from '../../src/desk/escalate.js'
import { reviewConversation } from '../../src/desk/review.js'
import { at, brand, context, Desk, history, judgement, rules, said, view } from './story.js'

const QUESTION = { labels: ['question'] } as const
const COMPLAINT = { labels: ['complaint'], severity: 1 } as const

describe('a case opens', () => {
  test('a flagged mention opens an alert with its own date, its words and who has to act', () => {
    const desk = new Desk()
    const outcome = desk.review(
      at(2, '10:00'),
      said('1', 'Ana', at(2, '09:00'), '¿Sol tiene cobertura en Pasto?', { ...QUESTION, seen: at(2, '10:00') }),
    )
    expect(desk.alert).toMatchObject({
      brand: 'sol',
      source: 'foro',
      author: 'Ana',
      status: 'open',
      openedAt: at(2, '09:00'),
      dueAt: at(3, '09:00'),
      waitingFor: 'community',
      labels: ['question'],
      posts: ['1'],
      title: 'El hilo',
      url: 'https://foro.example/p/1',
      excerpt: '¿Sol tiene cobertura en Pasto?',
      updatedAt: at(2, '10:00'),
      version: 1,
    })
    expect(outcome.changes[0]?.expectedVersion).toBeNull()
    expect(history(outcome)).toEqual(['02T09:00 opened.question'])
    expect(desk.told).toEqual(['opened'])
  })

  test.each([
    ['a post that is not about the brand', { ...COMPLAINT, relevance: 0.49 }],
    ['a label that the rules do not name', { labels: ['praise'] }],
    ['a post by an author whom the engine marks as staff', { ...COMPLAINT, staff: true }],
    ['a copy of a post from elsewhere', { ...COMPLAINT, copy: true }],
  ] as const)('not for %s', (_, saying) => {
    const desk = new Desk()
    desk.review(at(2, '10:00'), said('1', 'Ana', at(2, '09:00'), 'Sol no funciona desde ayer', saying))
    expect(desk.alerts).toEqual([])
  })

  test.each(['soporte sol', 'SOPORTE SOL', '@SolAyuda', 'solayuda', 'Sóporte  Sol'])('not for staff as %s', (name) => {
    const desk = new Desk()
    desk.review(at(2, '10:00'), said('1', name, at(2, '09:00'), 'Sol no funciona desde ayer', COMPLAINT))
    expect(desk.alerts).toEqual([])
  })

  test('staff are known by the handle in their profile address too', () => {
    const author = { name: 'Equipo', url: 'https://foro.example/u/SolAyuda/', staff: false }
    const desk = new Desk()
    desk.review(at(2, '10:00'), said('1', 'Equipo', at(2, '09:00'), 'Sol', { ...COMPLAINT, post: { author } }))
    expect(desk.alerts).toEqual([])
  })

  test('a complaint below the least severity opens nothing, a question in the same words does', () => {
    const strict = { ...context, rules: { ...rules, minSeverity: 2 } as const }
    const mild = said('1', 'Ana', at(2, '09:00'), 'Sol anda lento', COMPLAINT)
    const asks = said('1', 'Ana', at(2, '09:00'), '¿Sol anda lento?', {
      labels: ['complaint', 'question'],
      severity: 1,
    })
    expect(reviewConversation(view([mild]), strict, at(2, '10:00')).changes).toEqual([])
    expect(reviewConversation(view([asks]), strict, at(2, '10:00')).changes).toHaveLength(1)
  })

  test('the least urgency holds for every label', () => {
    const strict = { ...context, rules: { ...rules, minUrgency: 1 } as const }
    const asks = said('1', 'Ana', at(2, '09:00'), '¿Sol anda lento?', QUESTION)
    expect(reviewConversation(view([asks]), strict, at(2, '10:00')).changes).toEqual([])
  })

  test('one customer under two spellings is one case, another customer is another', () => {
    const desk = new Desk()
    desk.review(
      at(2, '12:00'),
      said('1', 'José Peña', at(2, '09:00'), 'Sol no funciona', COMPLAINT),
      said('2', 'jose peña', at(2, '09:30'), 'Sol sigue sin funcionar', COMPLAINT),
      said('3', 'Marta', at(2, '09:40'), 'A mí tampoco me funciona Sol', COMPLAINT),
    )
    expect(desk.alerts.map(({ author, posts }) => [author, posts])).toEqual([
      ['José Peña', ['1', '2']],
      ['Marta', ['3']],
    ])
  })

  test('people without a name are each their own case, whatever the engine calls them', () => {
    const desk = new Desk()
    desk.review(
      at(2, '12:00'),
      said('1', null, at(2, '09:00'), 'Sol no funciona', COMPLAINT),
      said('2', 'Anónimo', at(2, '09:30'), 'Sol tampoco me funciona', COMPLAINT),
      said('3', 'Anónimo', at(2, '09:40'), 'Pésimo servicio el de Sol', COMPLAINT),
    )
    expect(desk.alerts.map(({ posts }) => posts)).toEqual([['1'], ['2'], ['3']])
  })

  test.each([
    ['no date', null],
    ['a date in the future', at(9, '09:00')],
  ])('a post with %s was said when it was first seen', (_, date) => {
    const desk = new Desk()
    desk.review(at(2, '12:00'), said('1', 'Ana', date, '¿Sol?', { ...QUESTION, seen: at(2, '11:00') }))
    expect(desk.alert.openedAt).toBe(at(2, '11:00'))
  })

  test('an opening post without a date comes before its dated replies', () => {
    const desk = new Desk()
    desk.review(
      at(2, '12:00'),
      said('1', 'Ana', null, '¿Sol llega a Pasto?', { ...QUESTION, seen: at(2, '12:00') }),
      said('2', 'Luis', at(1, '08:00'), 'Sí, llega a todo Nariño', { seen: at(2, '12:00') }),
    )
    expect(desk.alert).toMatchObject({ openedAt: at(1, '08:00'), answeredAt: at(1, '08:00'), status: 'answered' })
  })

  test('a thread of years ago counts with its true dates and calls nobody', () => {
    const desk = new Desk()
    desk.review(at(2, '12:00'), said('1', 'Ana', '2019-05-01T10:00:00.000Z', '¿Sol llega a Pasto?', QUESTION))
    expect(desk.alert).toMatchObject({ openedAt: '2019-05-01T10:00:00.000Z', escalatedAt: '2019-05-02T10:00:00.000Z' })
    expect(desk.told).toEqual([])
  })
})

describe('a case is answered', () => {
  const asked = said('1', 'Ana', at(2, '09:00'), '¿Sol llega a Pasto?', QUESTION)

  test.each([
    ['staff, in however few words', said('2', 'Soporte Sol', at(2, '11:00'), 'Sí.'), 'staff'],
    ['another customer in four words', said('2', 'Luis', at(2, '11:00'), 'Sí, llega hasta Ipiales'), 'community'],
    [
      'a reply that is marked as the solution',
      said('2', 'Luis', at(2, '11:00'), 'Sí.', { post: { accepted: true } }),
      'community',
    ],
  ] as const)('by %s', (_, reply, by) => {
    const desk = new Desk()
    desk.review(at(2, '12:00'), asked, reply)
    expect(desk.alert).toMatchObject({
      answeredAt: at(2, '11:00'),
      answeredBy: by,
      respondedAt: at(2, '11:00'),
      waitingFor: null,
    })
  })

  test.each([
    ['three words', said('2', 'Luis', at(2, '11:00'), 'yo tampoco sé')],
    ['another question', said('2', 'Luis', at(2, '11:00'), 'yo tengo la misma duda, alguien sabe', QUESTION)],
    ['another complaint', said('2', 'Luis', at(2, '11:00'), 'a mí tampoco me contestan nunca', COMPLAINT)],
    [
      'a question that nobody judged',
      said('2', 'Luis', at(2, '11:00'), '¿y ya llamaste a la línea?', { unjudged: true }),
    ],
  ] as const)('not by %s, which is a response all the same', (_, reply) => {
    const desk = new Desk()
    desk.review(at(2, '12:00'), asked, reply)
    const alert = desk.alerts.find(({ posts }) => posts[0] === '1')
    expect(alert).toMatchObject({ status: 'open', answeredAt: null, respondedAt: at(2, '11:00'), responses: 1 })
  })

  test('not by the customer, nor by what was said before the question', () => {
    const desk = new Desk()
    desk.review(
      at(2, '12:00'),
      said('1', 'Luis', at(2, '08:00'), 'Les cuento que Sol llega a Ipiales'),
      said('2', 'Ana', at(2, '09:00'), '¿Sol llega a Pasto?', QUESTION),
      said('3', 'ANA', at(2, '09:10'), 'Vivo en el centro por si sirve'),
    )
    expect(desk.alert).toMatchObject({ status: 'open', responses: 0, respondedAt: null, posts: ['2', '3'] })
  })

  test('an anonymous post may be by the anonymous customer: it answers only when staff or a mark vouches for it', () => {
    const desk = new Desk()
    desk.review(
      at(2, '12:00'),
      said('1', null, at(2, '09:00'), '¿Sol llega a Pasto?', QUESTION),
      said('2', null, at(2, '10:00'), 'Vivo en el centro por si sirve'),
    )
    expect(desk.alert.responses).toBe(0)
    desk.review(at(2, '13:00'), said('3', null, at(2, '12:30'), 'Sí, llega', { staff: true, seen: at(2, '13:00') }))
    expect(desk.alert).toMatchObject({ status: 'answered', answeredBy: 'staff', responses: 1 })
  })

  test('who answered first stays, staff coming later are noted beside it', () => {
    const desk = new Desk()
    desk.review(at(2, '12:00'), asked, said('2', 'Luis', at(2, '11:00'), 'Sí, llega hasta Ipiales'))
    desk.review(at(2, '14:00'), said('3', 'Soporte Sol', at(2, '13:00'), 'Así es, gracias Luis'))
    expect(desk.alert).toMatchObject({
      answeredAt: at(2, '11:00'),
      answeredBy: 'community',
      staffRespondedAt: at(2, '13:00'),
      responses: 2,
    })
  })

  test('an earlier answer that turns up later puts the record right', () => {
    const desk = new Desk()
    desk.review(at(2, '14:00'), asked, said('3', 'Soporte Sol', at(2, '13:00'), 'Sí', { seen: at(2, '14:00') }))
    desk.review(at(2, '15:00'), said('2', 'Luis', at(2, '11:00'), 'Sí, llega hasta Ipiales', { seen: at(2, '15:00') }))
    expect(desk.alert).toMatchObject({
      answeredAt: at(2, '11:00'),
      answeredBy: 'community',
      staffRespondedAt: at(2, '13:00'),
    })
  })

  test('a reply that is edited into an answer answers', () => {
    const desk = new Desk()
    desk.review(at(2, '12:00'), asked, said('2', 'Luis', at(2, '11:00'), 'sí'))
    desk.review(at(2, '13:00'), said('2', 'Luis', at(2, '11:00'), 'sí, EDITO: llega hasta Ipiales'))
    expect(desk.alert).toMatchObject({ status: 'answered', answeredAt: at(2, '11:00'), responses: 1 })
  })
})

describe('a case is resolved and opened again', () => {
  const asked = said('1', 'Ana', at(2, '09:00'), '¿Sol llega a Pasto?', QUESTION)
  const answered = said('2', 'Luis', at(2, '11:00'), 'Sí, llega hasta Ipiales')

  test('by the mark, dated by the look that first showed it', () => {
    const desk = new Desk()
    desk.review(at(2, '12:00'), asked, answered)
    desk.review(
      at(2, '15:00'),
      said('2', 'Luis', at(2, '11:00'), 'Sí, llega hasta Ipiales', { post: { accepted: true } }),
    )
    expect(desk.alert).toMatchObject({ status: 'resolved', acceptedAt: at(2, '15:00'), resolvedAt: at(2, '15:00') })
    expect(desk.told).toEqual(['opened', 'answered', 'resolved'])
  })

  test('by the mark of an old thread, dated by the thread', () => {
    const desk = new Desk()
    desk.review(at(9, '12:00'), asked, said('2', 'Luis', at(2, '11:00'), 'Sí, llega', { post: { accepted: true } }))
    expect(desk.alert).toMatchObject({ status: 'resolved', acceptedAt: at(2, '11:00'), resolvedAt: at(2, '11:00') })
  })

  test('by an engine that calls the question answered without naming the reply', () => {
    const desk = new Desk()
    desk.review(at(2, '12:00'), said('1', 'Ana', at(2, '09:00'), '¿Sol?', { ...QUESTION, post: { answered: true } }))
    expect(desk.alert).toMatchObject({
      status: 'resolved',
      resolvedAt: at(2, '12:00'),
      answeredAt: null,
      answeredBy: null,
    })
  })

  test('by the customer who says so', () => {
    const desk = new Desk()
    desk.review(at(2, '12:00'), asked, answered, said('3', 'Ana', at(2, '11:30'), 'Listo, ya me funcionó. ¡Gracias!'))
    expect(desk.alert).toMatchObject({ status: 'resolved', resolvedAt: at(2, '11:30') })
  })

  test('the next complaint opens it again, with a new grace and for the team', () => {
    const desk = new Desk()
    desk.review(at(2, '12:00'), asked, answered)
    const outcome = desk.review(
      at(2, '14:00'),
      said('3', 'Ana', at(2, '13:00'), 'Pues no llega, me mintieron', COMPLAINT),
    )
    expect(desk.alert).toMatchObject({
      status: 'open',
      waitingFor: 'staff',
      dueAt: at(2, '17:00'),
      labels: ['complaint', 'question'],
      severity: 1,
      answeredAt: at(2, '11:00'),
    })
    expect(history(outcome)).toEqual(['02T13:00 post-added', '02T13:00 reopened.complaint'])
    expect(desk.told).toEqual(['opened', 'answered', 'reopened'])
  })

  test('what another customer asks about another brand in the thread is no answer', () => {
    const desk = new Desk()
    const about = (relevance: number) => {
      const aside = said('2', 'Luis', at(2, '10:00'), 'Yo quiero saber si Luna tiene roaming en Perú', {
        relevance: 0.1,
      })
      const [own] = aside.judgements
      return { ...aside, judgements: [own, judgement({ brand: 'luna', relevance, ...QUESTION })] } as typeof aside
    }
    desk.review(at(2, '11:00'), asked, about(0.9))
    expect(desk.alert).toMatchObject({ status: 'open', respondedAt: at(2, '10:00'), answeredAt: null })
    const unmeant = new Desk()
    unmeant.review(at(2, '11:00'), asked, about(0.1))
    expect(unmeant.alert.status).toBe('answered')
  })

  test('a follow-up about another brand does not', () => {
    const desk = new Desk()
    desk.review(at(2, '12:00'), asked, answered)
    const elsewhere = said('3', 'Ana', at(2, '13:00'), 'Y Luna también es malo', { ...COMPLAINT, relevance: 0.1 })
    const other = {
      ...elsewhere,
      judgements: [...elsewhere.judgements, { ...elsewhere.judgements[0], brand: 'luna', relevance: 0.9 }],
    }
    desk.review(at(2, '14:00'), other as typeof elsewhere)
    expect(desk.alert.status).toBe('answered')
  })

  test('what a person dismissed stays dismissed, until something graver is said', () => {
    const desk = new Desk()
    desk.review(at(2, '10:00'), said('1', 'Ana', at(2, '09:00'), 'Sol anda lento', COMPLAINT))
    desk.alerts = [
      { ...desk.alert, status: 'dismissed', dismissReason: 'not-actionable', dueAt: null, waitingFor: null },
    ]
    desk.review(at(2, '11:00'), said('2', 'Ana', at(2, '10:30'), 'Sol sigue lento', COMPLAINT))
    expect(desk.alert.status).toBe('dismissed')
    desk.review(at(2, '12:00'), said('3', 'Ana', at(2, '11:30'), 'Sol me robó', { labels: ['complaint'], severity: 2 }))
    expect(desk.alert).toMatchObject({ status: 'open', dismissReason: null, severity: 2, posts: ['1', '2', '3'] })
  })

  test('what a person set stands while nothing new is said', () => {
    const desk = new Desk()
    desk.review(at(2, '12:00'), asked, answered)
    desk.alerts = [
      { ...desk.alert, status: 'open', dueAt: at(3, '12:00'), waitingFor: 'staff', updatedAt: at(2, '13:00') },
    ]
    expect(desk.review(at(2, '14:00')).changes).toEqual([])
  })

  test('after a person took it up again, only what is said from then on counts', () => {
    const desk = new Desk()
    desk.review(at(2, '12:00'), asked, answered, said('3', 'Gil', at(2, '11:30'), 'Y también hasta Tumaco llega'))
    desk.alerts = [
      { ...desk.alert, status: 'open', dueAt: at(3, '12:00'), waitingFor: 'staff', updatedAt: at(2, '13:00') },
    ]
    desk.review(at(2, '14:00'), said('4', 'Eva', at(2, '13:30'), 'buena pregunta', { seen: at(2, '14:00') }))
    expect(desk.alert).toMatchObject({ status: 'open', responses: 3 })
    desk.review(
      at(2, '15:00'),
      said('5', 'Eva', at(2, '14:30'), 'Ya averigüé: en junio llega', { seen: at(2, '15:00') }),
    )
    expect(desk.alert).toMatchObject({ status: 'answered', responses: 4, answeredAt: at(2, '11:00') })
  })

  test('thanks before anybody has responded close nothing', () => {
    const desk = new Desk()
    desk.review(at(2, '12:00'), asked, said('2', 'Ana', at(2, '09:05'), 'Muchas gracias a todos'))
    expect(desk.alert.status).toBe('open')
  })

  test('a scan that meets a person’s change half-way still hears what it came with', () => {
    const desk = new Desk()
    desk.review(at(2, '12:00'), asked)
    // The reply was fetched at 13:00, the alert was taken up at 13:01, and the scan decides again after the conflict.
    desk.alerts = [
      { ...desk.alert, status: 'acknowledged', waitingFor: 'staff', updatedAt: at(2, '13:01'), version: 2 },
    ]
    desk.review(at(2, '13:00'), said('2', 'Luis', at(2, '12:30'), 'Sí, llega hasta Ipiales', { seen: at(2, '13:00') }))
    expect(desk.alert).toMatchObject({ status: 'answered', version: 3 })
  })
})

describe('the clock', () => {
  test.each([
    [['question'], 0, 0, at(3, '09:00'), 'community'],
    [['complaint'], 1, 0, at(2, '13:00'), 'staff'],
    [['complaint', 'question'], 1, 0, at(2, '13:00'), 'staff'],
    [['complaint'], 3, 0, at(2, '09:00'), 'staff'],
    [['question'], 0, 3, at(2, '09:00'), 'staff'],
  ] as const)(
    '%j of severity %i and urgency %i is due at %s and waits for %5$s',
    (labels, severity, urgency, dueAt, waitingFor) => {
      const desk = new Desk()
      desk.review(at(2, '09:00'), said('1', 'Ana', at(2, '09:00'), 'Sol', { labels, severity, urgency }))
      expect(desk.alert).toMatchObject({ dueAt, waitingFor })
    },
  )

  test('a question that nobody answers goes over to the team at the very end of its grace, once', () => {
    const desk = new Desk()
    desk.review(at(2, '10:00'), said('1', 'Ana', at(2, '09:00'), '¿Sol llega a Pasto?', QUESTION))
    expect(escalateDue(desk.alerts, context, at(3, '08:59')).changes).toEqual([])
    const outcome = desk.take(escalateDue(desk.alerts, context, at(3, '09:07')))
    expect(desk.alert).toMatchObject({
      escalatedAt: at(3, '09:00'),
      waitingFor: 'staff',
      status: 'open',
      updatedAt: at(3, '09:07'),
    })
    expect(history(outcome)).toEqual(['03T09:00 escalated'])
    expect(escalateDue(desk.alerts, context, at(4, '09:00')).changes).toEqual([])
    expect(desk.told).toEqual(['opened', 'escalated'])
  })

  test('an answer at the last moment is in time', () => {
    const desk = new Desk()
    const asked = said('1', 'Ana', at(2, '09:00'), '¿Sol llega a Pasto?', QUESTION)
    desk.review(at(5, '10:00'), asked, said('2', 'Luis', at(3, '09:00'), 'Sí, llega hasta Ipiales'))
    expect(desk.alert).toMatchObject({ escalatedAt: null, status: 'answered' })
  })

  test('a late answer that was noticed later still leaves the escalation in the record, and calls nobody', () => {
    const desk = new Desk()
    const asked = said('1', 'Ana', at(2, '09:00'), '¿Sol llega a Pasto?', QUESTION)
    desk.review(at(5, '10:00'), asked, said('2', 'Luis', at(3, '10:00'), 'Sí, llega hasta Ipiales'))
    expect(desk.alert).toMatchObject({ escalatedAt: at(3, '09:00'), answeredAt: at(3, '10:00'), status: 'answered' })
    expect(desk.told).toEqual(['opened', 'answered'])
  })

  test('a snooze ends by itself; a grace that ended meanwhile ends with it', () => {
    const desk = new Desk()
    desk.review(at(2, '10:00'), said('1', 'Ana', at(2, '09:00'), 'Sol anda lento', COMPLAINT))
    desk.alerts = [{ ...desk.alert, status: 'snoozed', snoozedUntil: at(4, '08:00'), waitingFor: null }]
    expect(escalateDue(desk.alerts, context, at(3, '08:00')).changes).toEqual([])
    const outcome = desk.take(escalateDue(desk.alerts, context, at(4, '08:10')))
    expect(desk.alert).toMatchObject({
      status: 'open',
      snoozedUntil: null,
      escalatedAt: at(4, '08:00'),
      waitingFor: 'staff',
    })
    expect(history(outcome)).toEqual(['04T08:00 snoozed.over', '04T08:00 escalated'])
  })
})

describe('an edit', () => {
  test('of an unflagged post opens a case once', () => {
    const desk = new Desk()
    desk.review(at(2, '10:00'), said('1', 'Ana', at(2, '09:00'), 'Tengo Sol en casa'))
    desk.review(at(2, '11:00'), said('1', 'Ana', at(2, '09:00'), 'Tengo Sol en casa y no funciona', COMPLAINT))
    desk.review(at(2, '12:00'), said('1', 'Ana', at(2, '09:00'), 'Tengo Sol en casa y no funciona nada', COMPLAINT))
    expect(desk.alert).toMatchObject({ openedAt: at(2, '09:00'), excerpt: 'Tengo Sol en casa y no funciona nada' })
    expect(desk.told).toEqual(['opened'])
  })

  test('to something graver makes the case heavier and shortens its grace', () => {
    const desk = new Desk()
    desk.review(at(2, '10:00'), said('1', 'Ana', at(2, '09:00'), '¿Sol?', QUESTION))
    desk.review(at(2, '11:00'), said('1', 'Ana', at(2, '09:00'), 'Sol me robó', { labels: ['complaint'], severity: 2 }))
    expect(desk.alert).toMatchObject({
      labels: ['complaint', 'question'],
      severity: 2,
      dueAt: at(2, '15:00'),
      excerpt: 'Sol me robó',
    })
  })
})

describe('strange threads', () => {
  test('an author who empties everything takes nothing back', () => {
    const desk = new Desk()
    const complaint = said('1', 'Ana', at(2, '09:00'), 'Sol me robó', { labels: ['complaint'], severity: 2 })
    desk.review(at(2, '10:00'), complaint)
    expect(desk.review(at(2, '11:00'), said('1', 'Ana', at(2, '09:00'), '')).changes).toEqual([])
    expect(desk.alert).toMatchObject({ excerpt: 'Sol me robó', labels: ['complaint'], severity: 2 })
    expect(desk.told).toEqual(['opened'])
  })

  test('a case whose posts were erased still keeps its time', () => {
    const desk = new Desk()
    desk.review(at(2, '10:00'), said('1', 'Ana', at(2, '09:00'), '¿Sol llega a Pasto?', QUESTION))
    const outcome = reviewConversation(view([], desk.alerts), context, at(3, '10:00'))
    expect(outcome.changes).toMatchObject([{ alert: { escalatedAt: at(3, '09:00') } }])
  })

  test('a thread of ten thousand posts is read whole, and read again for nothing', () => {
    const start = Date.parse(at(2, '09:00'))
    const posts = Array.from({ length: 10_000 }, (_, index) => {
      const when = new Date(start + index * 60_000).toISOString()
      if (index % 200 === 0) return said(String(index + 1), `Cliente ${index}`, when, 'Sol no funciona', COMPLAINT)
      return said(String(index + 1), `Vecino ${index}`, when, 'igual por aquí')
    })
    const desk = new Desk()
    desk.review(at(20, '00:00'), ...posts)
    expect(desk.alerts).toHaveLength(50)
    expect(desk.alerts[0]).toMatchObject({ responses: 9_999, answeredAt: null, escalatedAt: at(2, '13:00') })
    expect(desk.review(at(20, '00:00')).changes).toEqual([])
  })

  test('a customer who writes all day has a history that can be read', () => {
    const posts = Array.from({ length: 300 }, (_, index) =>
      said(
        String(index + 1),
        'Ana',
        at(2, `09:00:${String(index % 60).padStart(2, '0')}`),
        'Sol no funciona',
        COMPLAINT,
      ),
    )
    const desk = new Desk()
    const outcome = desk.review(at(2, '10:00'), ...posts)
    expect(desk.alert.posts).toHaveLength(300)
    expect(outcome.changes[0]?.history.length).toBeLessThan(25)
  })
})

test('two brands in one post are two cases', () => {
  const both = said('1', 'Ana', at(2, '09:00'), 'Ni Sol ni Luna funcionan', COMPLAINT)
  const post = {
    ...both,
    judgements: [...both.judgements, ...said('1', 'Ana', null, '', { ...COMPLAINT, brand: 'luna' }).judgements],
  }
  const brands = [brand, { ...brand, id: 'luna', name: 'Luna', staff: [] }]
  const outcome = reviewConversation(view([post]), { ...context, brands }, at(2, '10:00'))
  expect(outcome.changes.map(({ alert }) => alert.brand)).toEqual(['sol', 'luna'])
  expect(new Set(outcome.changes.map(({ alert }) => alert.id)).size).toBe(2)
})
