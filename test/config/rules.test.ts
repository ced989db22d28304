import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ParseOptions, parseConfig } from '../../src/config/load.js'
import { ConfigError } from '../../src/config/problems.js'
import { topicFault } from '../../src/desk/rules/match.js'

const options: ParseOptions = {
  file: 'escucha.yaml',
  baseDir: '/srv/escucha',
  env: {},
  registries: {
    sourceKinds: new Map([['feed', z.strictObject({})]]),
    notifiers: new Map([['slack', z.strictObject({ url: z.string() })]]),
    isCron: () => true,
    queryFault: () => null,
    topicFault,
  },
}

const HEAD = `timezone: America/Bogota
brands:
  - {id: une, name: UNE, staff: [Soporte UNE, "@UNETelco"]}
  - {id: nube, name: Nube}
sources:
  - {id: foro, url: "https://foro.example/", brands: [une]}
  - {id: blog, url: "https://blog.example/"}
`

function read(rules: string) {
  return parseConfig(`${HEAD}${rules}`, options)
}

function faults(rules: string): readonly string[] {
  try {
    read(rules)
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
  return []
}

describe('the rules of a configuration', () => {
  it('are read in their order, with nothing but what is given', () => {
    const { businessRules, notify } = read(`rules:
  - id: cobros
    when: {brands: [une], labels: [complaint], minSeverity: 2, topics: ["cobro doble en la factura"]}
    set: {assignee: maria, team: facturación, priority: high, grace: 1h, tags: [cobro]}
    stop: true
  - {id: sin-bots, when: {authors: [NoticiasBot]}, mute: true}
notify:
  - {id: chat, kind: slack, url: "https://hooks.example/x", when: {teams: [facturación]}}
`)
    expect(businessRules).toEqual([
      {
        id: 'cobros',
        when: {
          brands: ['une'],
          labels: ['complaint'],
          minSeverity: 2,
          minUrgency: 0,
          sources: null,
          languages: null,
          authors: null,
          topics: ['cobro doble en la factura'],
        },
        set: { assignee: 'maria', team: 'facturación', priority: 'high', graceMs: 3_600_000, tags: ['cobro'] },
        mute: false,
        stop: true,
      },
      expect.objectContaining({ id: 'sin-bots', mute: true }),
    ])
    expect(notify[0]?.when.teams).toEqual(['facturación'])
  })

  it.each([
    [
      'does nothing',
      '{id: a, when: {brands: [une]}}',
      'rules[0] does nothing: give it "set", "mute: true" or "stop: true"',
    ],
    ['mutes what it routes', '{id: a, mute: true, set: {team: x}}', 'mutes and sets'],
    [
      'names no such brand',
      '{id: a, when: {brands: [unne]}, mute: true}',
      'there is no brand "unne". Did you mean "une"?',
    ],
    ['names no such source', '{id: a, when: {sources: [foros]}, mute: true}', 'Did you mean "foro"?'],
    ['names no such label', '{id: a, when: {labels: [complain]}, mute: true}', 'Did you mean "complaint"?'],
    ['has an empty list', '{id: a, when: {authors: []}, mute: true}', 'an empty list matches nothing'],
    [
      'asks for a language that is never labelled',
      '{id: a, when: {languages: [fr, de]}, mute: true}',
      'no case ever opens in fr, de',
    ],
    ['asks for staff', '{id: a, when: {brands: [une], authors: ["@unetelco"]}, mute: true}', 'staff open no cases'],
    [
      'asks for a topic that is only the brand',
      '{id: a, when: {topics: [UNE]}, mute: true}',
      'says nothing that parts one case from another',
    ],
    [
      'asks at a source that listens for others',
      '{id: a, when: {brands: [nube], sources: [foro]}, mute: true}',
      'never matches: foro listens for other brands than nube',
    ],
    ['asks for more than there is', '{id: a, when: {minSeverity: 4}, mute: true}', 'rules[0].when.minSeverity'],
    [
      'has a typing error',
      '{id: a, when: {brand: [une]}, mute: true}',
      'unknown key "brand" in rules[0].when. Did you mean "brands"?',
    ],
    ['has a grace that is none', '{id: a, set: {grace: soon}}', 'a duration is a number'],
  ])('are refused with their line when one %s', (_what, rule, fault) => {
    const [first, ...others] = faults(`rules:\n  - ${rule}\n`)
    expect(first).toMatch(/^escucha\.yaml:9:\d+ /)
    expect(first).toContain(fault)
    expect(others).toEqual([])
  })

  it('are refused when an earlier rule ends the way for all that a later one is about', () => {
    const [fault] = faults(`rules:
  - {id: graves, when: {labels: [complaint, churn], minSeverity: 1}, set: {team: x}, stop: true}
  - {id: quejas, when: {labels: [complaint], minSeverity: 2, brands: [une]}, set: {team: y}}
`)
    expect(fault).toContain('escucha.yaml:10:')
    expect(fault).toContain('rules[1] never matches: rules[0] stops at every case')
    expect(
      faults(`rules:
  - {id: graves, when: {labels: [complaint], minSeverity: 2}, set: {team: x}, stop: true}
  - {id: quejas, when: {labels: [complaint], minSeverity: 1}, set: {team: y}}
`),
    ).toEqual([])
  })

  it('must give cases to a team that a target waits for', () => {
    const [fault] = faults(`rules:
  - {id: a, set: {team: facturación}}
notify:
  - {id: chat, kind: slack, url: "https://hooks.example/x", when: {teams: [facturacion]}}
`)
    expect(fault).toContain('no rule gives a case to the team "facturacion". Did you mean "facturación"?')
  })

  it('have ids of their own', () => {
    expect(faults('rules: [{id: a, mute: true, when: {brands: [une]}}, {id: a, set: {team: x}}]')[0]).toContain(
      'is taken already',
    )
  })
})
