import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { applyPatch } from '../../../src/desk/change.js'
import { rule as rulingOf } from '../../../src/desk/rules/apply.js'
import { type CaseFacts, matchingRules, missedPart, topicFault } from '../../../src/desk/rules/match.js'
import { previewRules } from '../../../src/desk/rules/preview.js'
import { ruleYaml } from '../../../src/desk/rules/yaml.js'
import { PRIORITIES, type Rule } from '../../../src/domain/rule.js'
import { LABELS } from '../../../src/domain/verdict.js'
import type { Mention, Store } from '../../../src/store/store.js'
import { at, brand, context, Desk, history, judgement, said } from '../story.js'

const HOUR = 3_600_000

type Given = { readonly id?: string; readonly mute?: boolean; readonly stop?: boolean } & {
  readonly when?: Partial<Rule['when']>
  readonly set?: Partial<Rule['set']>
}

function ruleOf({ id = 'regla', when = {}, set = {}, mute = false, stop = false }: Given): Rule {
  const any = { brands: null, labels: null, sources: null, languages: null, authors: null, topics: null }
  return {
    id,
    when: { ...any, minSeverity: 0, minUrgency: 0, ...when },
    set: { assignee: null, team: null, priority: null, graceMs: null, tags: [], ...set },
    mute,
    stop,
  }
}

const facts: CaseFacts = {
  brand,
  source: 'foro',
  labels: ['complaint'],
  severity: 2,
  urgency: 1,
  language: 'es',
  author: 'Ana Ruíz',
  text: 'Sol me cobró dos veces la factura de este mes',
}

function deskWith(...rules: readonly Rule[]): Desk {
  return new Desk({ ...context, businessRules: rules })
}

describe('a rule is about a case', () => {
  test.each<[string, Partial<Rule['when']>, boolean]>([
    ['of whichever kind, when it asks nothing', {}, true],
    ['of its brand', { brands: ['sol', 'luna'] }, true],
    ['of no other brand', { brands: ['luna'] }, false],
    ['that bears one of its labels', { labels: ['question', 'complaint'] }, true],
    ['that bears none of them', { labels: ['question'] }, false],
    ['as severe as it asks', { minSeverity: 2 }, true],
    ['less severe', { minSeverity: 3 }, false],
    ['less urgent', { minUrgency: 2 }, false],
    ['of its source', { sources: ['foro'] }, true],
    ['of another source', { sources: ['blog'] }, false],
    ['in another language', { languages: ['en'] }, false],
    ['of its author, however the name is written', { authors: ['@ANA ruiz'] }, true],
    ['of another author', { authors: ['Anabel'] }, false],
    ['that raises what it describes', { topics: ['cobro doble en la factura'] }, true],
    ['that raises something else', { topics: ['no llega el técnico'] }, false],
  ])('%s', (_case, when, expected) => {
    expect(matchingRules([ruleOf({ when })], facts).length === 1).toBe(expected)
  })

  test('only when every part holds, and says which does not', () => {
    expect(missedPart(ruleOf({ when: { brands: ['sol'], minSeverity: 3 } }).when, facts)).toBe('minSeverity')
  })

  test('that raises what it describes in one sentence of many', () => {
    const text = `Plan cancelado
Cancelé el plan de Sol en agosto y tengo el radicado. Aun así me siguen cobrando la factura todos los meses.
Llevo semanas reclamando por el chat y dicen que está en trámite. Si no devuelven la plata voy a la superintendencia.`
    const missed = (topic: string) => missedPart(ruleOf({ when: { topics: [topic] } }).when, { ...facts, text })
    expect(missed('me siguen cobrando la factura')).toBeNull()
    expect(missed('el técnico no llegó a la cita')).toBe('topics')
  })

  test('and a topic that says nothing is no topic', () => {
    expect(topicFault('Sol', ['Sol'])).toContain('says nothing')
    expect(topicFault('no llega la factura', ['Sol'])).toBeNull()
  })
})

describe('several rules', () => {
  test('act in their order: the later one wins, tags gather, a stop ends it', () => {
    const ruling = rulingOf(
      [
        ruleOf({ id: 'una', set: { team: 'facturación', priority: 'high', tags: ['a'] } }),
        ruleOf({ id: 'dos', set: { team: 'redes', graceMs: HOUR, tags: ['b', 'a'] }, stop: true }),
        ruleOf({ id: 'tres', set: { team: 'nadie' } }),
      ],
      facts,
    )
    expect(ruling.routing).toEqual({
      team: 'redes',
      priority: 'high',
      tags: ['a', 'b'],
      graceMs: HOUR,
      rules: ['una', 'dos'],
    })
  })
})

describe('a case', () => {
  const complaint = said('1', 'Ana', at(2, '10:00'), 'Sol me cobró dos veces', { labels: ['complaint'], severity: 1 })

  test('opens with what the rules set: whose it is, how soon, under which words', () => {
    const desk = deskWith(
      ruleOf({ id: 'cobros', set: { assignee: 'maria', team: 'facturación', graceMs: HOUR, tags: ['cobro'] } }),
    )
    const outcome = desk.review(at(2, '10:05'), complaint)
    expect(desk.alert).toMatchObject({
      assignee: 'maria',
      dueAt: at(2, '11:00'),
      routing: { team: 'facturación', priority: 'normal', tags: ['cobro'], rules: ['cobros'] },
    })
    expect(history(outcome)).toEqual(['02T10:00 opened.complaint', '02T10:00 routed', '02T10:00 assigned'])
    expect(desk.review(at(2, '10:06')).changes).toEqual([])
  })

  test('has no grace when it is severe, whatever a rule gives', () => {
    const desk = deskWith(ruleOf({ set: { graceMs: 48 * HOUR } }))
    desk.review(
      at(2, '10:05'),
      said('1', 'Ana', at(2, '10:00'), 'Sol me estafó', { labels: ['complaint'], severity: 3 }),
    )
    expect(desk.alert.escalatedAt).toBe(at(2, '10:00'))
  })

  test('with a question waits for the team at once when a rule leaves no grace', () => {
    const desk = deskWith(ruleOf({ set: { graceMs: 0 } }))
    desk.review(at(2, '10:05'), said('1', 'Ana', at(2, '10:00'), '¿Sol abre el lunes?', { labels: ['question'] }))
    expect(desk.alert.waitingFor).toBe('staff')
  })

  test('that a rule mutes opens nothing, until the customer says something that it does not mute', () => {
    const desk = deskWith(ruleOf({ when: { authors: ['ana'], topics: ['cobro doble'] }, mute: true }))
    desk.review(at(2, '10:05'), complaint)
    expect(desk.alerts).toEqual([])
    expect(desk.told).toEqual([])
    const other = said('2', 'Ana', at(2, '11:00'), 'Sol sin señal en el celular desde ayer', { labels: ['complaint'] })
    desk.review(at(2, '11:01'), other)
    expect(desk.alert.posts).toEqual(['2'])
  })

  test('that becomes graver is routed again, and what a person chose stands', () => {
    const grave = ruleOf({
      id: 'graves',
      when: { minSeverity: 2 },
      set: { assignee: 'jefa', priority: 'urgent', graceMs: HOUR },
    })
    const desk = deskWith(ruleOf({ id: 'todas', set: { assignee: 'maria' } }), grave)
    desk.review(at(2, '10:05'), complaint)
    const worse = said('2', 'Ana', at(2, '10:20'), 'Sol no responde, es el colmo', {
      labels: ['complaint'],
      severity: 2,
    })
    desk.review(at(2, '10:21'), worse)
    expect(desk.alert).toMatchObject({ assignee: 'jefa', dueAt: at(2, '11:00'), routing: { priority: 'urgent' } })

    const other = deskWith(ruleOf({ id: 'todas', set: { assignee: 'maria' } }), grave)
    other.review(at(2, '10:05'), complaint)
    const { change } = applyPatch(other.alert, { assignee: 'lucas' }, 'lucas', at(2, '10:10'), context)
    if (change !== null) other.take({ changes: [change], events: [] })
    other.review(at(2, '10:21'), worse)
    expect(other.alert).toMatchObject({
      assignee: 'lucas',
      routing: { priority: 'urgent', rules: ['todas', 'graves'] },
    })
  })

  test('of which nothing new is known is left alone when the rules change', () => {
    const desk = deskWith()
    desk.review(at(2, '10:05'), complaint)
    const later = deskWith(ruleOf({ set: { team: 'redes' } }))
    later.alerts = desk.alerts
    expect(later.review(at(2, '10:30'), complaint).changes).toEqual([])
  })
})

describe('a preview', () => {
  const mention = (id: string, given: Partial<Mention> = {}): Mention => {
    const { post } = said(id, 'Ana', at(2, '10:00'), 'Sol me cobró dos veces')
    const {
      brand: of,
      relevance,
      labels,
      tags,
      severity,
      urgency,
      evidence,
      model,
    } = judgement({ labels: ['complaint'] })
    const judged = { brand: of, relevance, labels, tags, severity, urgency, evidence, model }
    return { post, ...judged, alert: null, copyOf: null, seenAt: at(2, '10:01'), ...given }
  }

  test('counts what each rule is about, says why it missed the others, and passes over what opens no case', async () => {
    const stored = [
      mention('1'),
      mention('2', { severity: 3 }),
      mention('3', { copyOf: { source: 'foro', id: '1' } }),
      mention('4', { labels: judgement({}).labels }),
      mention('5', { post: { ...mention('5').post, author: { name: 'Soporte Sol', url: null, staff: false } } }),
    ]
    const store = { mentions: async () => ({ items: stored, nextCursor: null }) } as unknown as Store
    const grave = ruleOf({ id: 'graves', when: { minSeverity: 2 }, mute: true })
    const preview = await previewRules(store, [grave, ruleOf({ id: 'todas' })], context, {
      since: at(1, '00:00'),
      until: at(3, '00:00'),
    })
    expect(preview).toMatchObject({ mentions: 2, muted: 1, isCut: false })
    expect(preview.rules).toMatchObject([
      { rule: 'graves', matched: 1, missed: { minSeverity: 1 }, examples: [{ post: { id: '2' } }] },
      { rule: 'todas', matched: 1, missed: {} },
    ])
  })
})

describe('a rule as YAML', () => {
  const text = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
  const some = fc.option(fc.array(text, { minLength: 1, maxLength: 3 }))

  test('reads back as what it was, whatever its texts hold', () => {
    fc.assert(
      fc.property(
        some,
        fc.option(fc.subarray([...LABELS], { minLength: 1 })),
        some,
        fc.option(text),
        fc.option(fc.constantFrom(...PRIORITIES)),
        fc.boolean(),
        (authors, labels, topics, team, priority, stop) => {
          const yaml = ruleYaml(
            ruleOf({ when: { authors, labels, topics, minUrgency: 1 }, set: { team, priority }, stop }),
          )
          const [read] = parse(yaml)
          expect(read.when).toEqual({
            ...(labels === null ? {} : { labels }),
            minUrgency: 1,
            ...(authors === null ? {} : { authors }),
            ...(topics === null ? {} : { topics }),
          })
          expect(read.set ?? {}).toEqual({
            ...(team === null ? {} : { team }),
            ...(priority === null ? {} : { priority }),
          })
          expect(read.stop ?? false).toBe(stop)
        },
      ),
    )
  })

  test('gives a grace in the unit that people use', () => {
    expect(ruleYaml(ruleOf({ set: { graceMs: 90 * 60_000 } }))).toContain('grace: 90m')
    expect(ruleYaml(ruleOf({ set: { graceMs: 4 * HOUR } }))).toContain('grace: 4h')
  })
})
