// Whether an answer helps: who must act when it is wrong, empty, or only asks for data. No figure depends on it.

import { describe, expect, test } from 'vitest'
import { refutes } from '../../src/desk/case/refuted.js'
import { repliesToJudge, withVerdicts } from '../../src/desk/case/replies.js'
import { applyPatch } from '../../src/desk/change.js'
import { escalateDue } from '../../src/desk/escalate.js'
import { historyText, quoteOf } from '../../src/desk/words.js'
import type { JudgedPost } from '../../src/domain/case.js'
import type { ReplyKind, ReplyVerdict } from '../../src/domain/reply.js'
import { at, brand, context, Desk, history, rules, said, view } from './story.js'

const QUESTION = { labels: ['question'] } as const
const COMPLAINT = { labels: ['complaint'] } as const
const asked = said('1', 'Ana', at(2, '09:00'), '¿Cómo cambio la clave del wifi de Sol?', QUESTION)

function verdict(kind: ReplyKind, probability = 0.9, answers = 0.05): ReplyVerdict {
  return { brand: brand.id, kind, probability, answers, evidence: [], model: 'replies-test' }
}

function judged(post: JudgedPost, kind: ReplyKind, probability?: number, answers?: number): JudgedPost {
  return { ...post, replies: [verdict(kind, probability, answers)] }
}

/** A desk that has seen the question. */
function deskWith(...posts: readonly JudgedPost[]): Desk {
  const desk = new Desk()
  for (const post of posts) desk.review(post.seenAt, post)
  return desk
}

describe('a reply that answers nothing', () => {
  const empty = judged(said('2', 'Luis', at(2, '10:00'), 'Bienvenida al club de los sufridos'), 'noise')

  test('counts as an answer in every figure, and leaves the case waiting as it was', () => {
    const desk = deskWith(asked, empty)
    expect(desk.alert).toMatchObject({
      status: 'answered',
      answeredAt: at(2, '10:00'),
      answeredBy: 'community',
      waitingFor: 'community',
      dueAt: at(3, '09:00'),
      doubt: { kind: 'empty', post: '2', handedOverAt: null },
    })
    expect(desk.told).toEqual(['opened'])
  })

  test('hands the case to the team when the grace ends, once, and that is no escalation in the figures', () => {
    const desk = deskWith(asked, empty)
    const outcome = desk.take(escalateDue(desk.alerts, context, at(3, '12:00')))
    expect(history(outcome)).toEqual(['03T09:00 handed-over.empty'])
    expect(desk.alert).toMatchObject({
      waitingFor: 'staff',
      escalatedAt: null,
      doubt: { handedOverAt: at(3, '09:00') },
    })
    expect(desk.told).toEqual(['opened', 'escalated'])
    expect(escalateDue(desk.alerts, context, at(4, '12:00')).changes).toEqual([])
  })

  test('is forgotten when a reply that helps comes', () => {
    const desk = deskWith(asked, empty)
    const steps = said('3', 'Eva', at(2, '11:00'), 'Entra a 192.168.1.1 y cambia la clave en Wireless')
    const outcome = desk.review(at(2, '11:00'), judged(steps, 'answer', 0.95, 0.95))
    expect(history(outcome)).toEqual(['02T11:00 doubt.cleared'])
    expect(desk.alert).toMatchObject({ doubt: null, waitingFor: null, dueAt: null, answeredAt: at(2, '10:00') })
    expect(desk.told).toEqual(['opened', 'answered'])
  })

  test('says the same in one late look as in many early ones', () => {
    const late = new Desk()
    late.review(at(3, '12:00'), asked, empty)
    const early = deskWith(asked, empty)
    early.review(at(3, '12:00'))
    expect({ ...late.alert, version: 0 }).toEqual({ ...early.alert, version: 0 })
  })

  test('is believed to answer where the model is not sure', () => {
    const unsure = judged(said('2', 'Luis', at(2, '10:00'), 'Pues yo creo que por la app'), 'noise', 0.5, 0.3)
    expect(deskWith(asked, unsure).alert).toMatchObject({ status: 'answered', doubt: null, waitingFor: null })
    const hardly = judged(said('2', 'Luis', at(2, '10:00'), 'Pues yo creo que por la app'), 'noise', 0.6, 0.1)
    expect(deskWith(asked, hardly).alert).toMatchObject({ doubt: null })
  })

  test('does not matter where the engine marks it as the solution', () => {
    const marked = { ...empty, post: { ...empty.post, accepted: true } }
    expect(deskWith(asked, marked).alert).toMatchObject({ status: 'resolved', doubt: null })
  })
})

describe('a wrong answer', () => {
  const steps = said('2', 'Luis', at(2, '10:00'), 'Marca al 611 y ahí la cambian')

  test('is known from another customer who says so, and calls the team at once', () => {
    const denial = said('3', 'Eva', at(2, '11:00'), 'Eso no es así, ese número es de ventas')
    const desk = deskWith(asked, steps, denial)
    expect(desk.alert).toMatchObject({
      status: 'answered',
      waitingFor: 'staff',
      doubt: { kind: 'wrong', post: '3', since: at(2, '11:00'), handedOverAt: at(2, '11:00') },
      dueAt: at(3, '11:00'),
    })
    expect(desk.told).toEqual(['opened', 'answered', 'escalated'])
  })

  test('is known from the customer who tried it: the case opens again', () => {
    const tried = said('3', 'Ana', at(2, '11:00'), 'ya lo probé y no me sirvió', { labels: [] })
    const desk = deskWith(asked, steps)
    const outcome = desk.review(tried.seenAt, tried)
    expect(history(outcome)).toEqual(['02T11:00 post-added', '02T11:00 doubt.refuted', '02T11:00 reopened.wrong'])
    expect(desk.alert).toMatchObject({ status: 'open', waitingFor: 'staff', dueAt: at(3, '11:00'), doubt: null })
  })

  test('is known from its own words where the model is sure', () => {
    expect(deskWith(asked, judged(steps, 'wrong')).alert).toMatchObject({
      waitingFor: 'staff',
      doubt: { kind: 'wrong' },
    })
  })

  test('does no harm beside a good one', () => {
    const good = said('3', 'Eva', at(2, '11:00'), 'Eso no es verdad. Entra a 192.168.1.1 y cámbiala en Wireless')
    expect(deskWith(asked, steps, judged(good, 'answer', 0.95, 0.95)).alert).toMatchObject({
      doubt: null,
      waitingFor: null,
    })
  })

  test('is told apart by what a denial replies to', () => {
    const other = said('3', 'Eva', at(2, '10:30'), 'Desde la app en Mi red, cambiar contraseña')
    const denial = said('4', 'Leo', at(2, '11:00'), 'Eso no es cierto', { post: { inReplyTo: '2' } })
    expect(deskWith(asked, steps, other, denial).alert).toMatchObject({ doubt: null })
    const both = said('5', 'Leo', at(2, '12:00'), 'Eso ya no funciona', { post: { inReplyTo: '3' } })
    expect(deskWith(asked, steps, other, denial, both).alert).toMatchObject({ doubt: { kind: 'wrong', post: '5' } })
  })

  test('is set right by a person who says that it helps, until somebody says again that it does not', () => {
    const denial = said('3', 'Eva', at(2, '11:00'), 'Eso no es así, ese número es de ventas')
    const desk = deskWith(asked, steps, denial)
    const patched = applyPatch(desk.alert, { status: 'answered' }, 'marta', at(2, '12:00'), context)
    desk.take({ changes: patched.change === null ? [] : [patched.change], events: patched.events })
    expect(patched.change?.history.map(({ text }) => text)).toEqual(['status.settled'])
    expect(desk.alert).toMatchObject({ status: 'answered', waitingFor: null, doubt: { kind: 'settled' } })
    desk.review(at(2, '13:00'), judged(said('4', 'Leo', at(2, '13:00'), 'A mí me pasa lo mismo hace días'), 'metoo'))
    expect(desk.alert).toMatchObject({ waitingFor: null })
    desk.review(at(2, '14:00'), said('5', 'Noa', at(2, '14:00'), 'La respuesta de arriba está mal'))
    expect(desk.alert).toMatchObject({ waitingFor: 'staff', doubt: { kind: 'wrong', post: '5' } })
  })

  test('quotes the post that says so, and no words of one that was erased', () => {
    const denial = said('3', 'Eva', at(2, '11:00'), 'Eso no es así, ese número es de ventas')
    const desk = new Desk()
    const entry = desk
      .review(at(2, '12:00'), asked, steps, denial)
      .changes[0]?.history.find(({ kind }) => kind === 'doubt')
    expect(entry).toMatchObject({ to: '3' })
    const shown = (posts: readonly JudgedPost[]) =>
      entry === undefined ? '' : historyText(entry, 'es', (id) => quoteOf(id, posts))
    expect(shown([denial])).toBe('La respuesta está equivocada: «Eso no es así, ese número es de ventas»')
    expect(shown([])).toBe('La respuesta está equivocada: «…»')
  })
})

describe('staff who ask for data', () => {
  const probe = judged(
    said('2', 'Soporte Sol', at(2, '10:00'), 'Hola Ana, escríbenos por interno tu cédula'),
    'staffprobe',
  )

  test('have answered by the plain rule, and wait for the customer', () => {
    const desk = deskWith(asked, probe)
    expect(desk.alert).toMatchObject({
      status: 'answered',
      answeredBy: 'staff',
      waitingFor: null,
      doubt: { kind: 'asked', handedOverAt: null },
      dueAt: at(3, '10:00'),
    })
    expect(desk.told).toEqual(['opened', 'answered'])
  })

  test('have the case in their list when the customer wrote again, or when nothing came in time', () => {
    const reply = said('3', 'Ana', at(2, '11:00'), 'Listo, ya les escribí', { labels: [] })
    expect(deskWith(asked, probe, reply).alert).toMatchObject({
      waitingFor: 'staff',
      doubt: { handedOverAt: at(2, '11:00') },
    })
    const desk = deskWith(asked, probe)
    desk.take(escalateDue(desk.alerts, context, at(4, '00:00')))
    expect(desk.alert).toMatchObject({ waitingFor: 'staff', doubt: { handedOverAt: at(3, '10:00') } })
    expect(desk.told).toEqual(['opened', 'answered'])
  })

  test('need not be called once the customer is content', () => {
    const thanks = said('3', 'Ana', at(2, '11:00'), 'Ya quedó, muchas gracias', { labels: [] })
    expect(deskWith(asked, probe, thanks).alert).toMatchObject({ status: 'resolved', doubt: null, waitingFor: null })
  })
})

describe('the words that refute', () => {
  test.each([
    ['ya lo probé y sigue igual', true, false],
    ['No me funcionó', true, false],
    ['eso no es cierto', true, true],
    ['La respuesta de arriba ya no aplica', true, true],
    ["I already tried that, didn't work", true, false],
    ['That is wrong, the page was removed', true, true],
    ["don't do that, it wipes the box", true, true],
    ['¿ya lo probaste?', false, false],
    ['si no funciona, reinicia el módem', false, false],
    ['no me funcionaba hasta que cambié el cable', false, false],
    ['gracias, ya quedó', false, false],
    ['A mí tampoco me llega la señal', false, false],
    ['Entra a la app y ya', false, false],
    ['', false, false],
  ])('%s', (text, byAsker, byOther) => {
    expect([refutes(text, 'asker'), refutes(text, 'other')]).toEqual([byAsker, byOther])
  })

  test('take no time to speak of, whatever the text', () => {
    const started = performance.now()
    for (const text of ['no '.repeat(100_000), 'eso '.repeat(100_000), `${','.repeat(100_000)}eso no es`])
      refutes(text, 'asker')
    expect(performance.now() - started).toBeLessThan(200)
  })
})

describe('replies to be judged', () => {
  const first = said('2', 'Luis', at(2, '10:00'), 'Marca al 611')
  const staff = said('3', 'Soporte Sol', at(2, '11:00'), 'Hola, desde la app en Mi red')

  test('come with the question, what was said since, and who wrote them', () => {
    const own = said('4', 'Ana', at(2, '12:00'), 'gracias, pruebo', { labels: [] })
    const found = repliesToJudge(view([asked, first, staff, own]), [brand], rules)
    expect(found).toEqual([
      {
        post: '3',
        brand: 'sol',
        context: {
          title: 'El hilo',
          question: asked.post.text,
          between: ['Marca al 611'],
          reply: staff.post.text,
          author: 'staff',
        },
      },
      {
        post: '2',
        brand: 'sol',
        context: {
          title: 'El hilo',
          question: asked.post.text,
          between: [],
          reply: 'Marca al 611',
          author: 'customer',
        },
      },
    ])
  })

  test('are judged once', () => {
    const judgedView = withVerdicts(view([asked, first]), [{ post: '2', verdict: verdict('answer') }])
    expect(judgedView.posts[1]?.replies).toEqual([verdict('answer')])
    expect(repliesToJudge(judgedView, [brand], rules)).toEqual([])
  })

  test('are none where nobody raised anything', () => {
    expect(repliesToJudge(view([said('1', 'Ana', at(2, '09:00'), 'Hola a todos'), first]), [brand], rules)).toEqual([])
    expect(repliesToJudge(view([asked]), [brand], rules)).toEqual([])
  })

  test('belong to the case of the post that they reply to', () => {
    const other = said('2', 'Leo', at(2, '09:30'), 'Sol me cobró dos veces', COMPLAINT)
    const reply = said('3', 'Eva', at(2, '10:00'), 'Pide la nota crédito', { post: { inReplyTo: '2' } })
    const found = repliesToJudge(view([asked, other, reply]), [brand], rules)
    expect(found.find(({ post }) => post === '3')?.context.question).toBe('Sol me cobró dos veces')
  })
})
