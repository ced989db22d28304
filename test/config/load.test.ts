import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ParseOptions, parseConfig } from '../../src/config/load.js'
import { ConfigError } from '../../src/config/problems.js'
import { starterConfig } from '../../src/config/starter.js'

const options: ParseOptions = {
  file: 'escucha.yaml',
  baseDir: '/srv/escucha',
  env: { HOOK: 'https://hooks.example/T/B/x', PORT: '9000' },
  registries: {
    sourceKinds: new Map([
      ['feed', z.strictObject({})],
      ['html', z.strictObject({ selectors: z.strictObject({ item: z.string() }).loose() })],
    ]),
    notifiers: new Map([
      ['slack', z.strictObject({ url: z.string() })],
      ['webhook', z.strictObject({ url: z.string(), secret: z.string() })],
    ]),
    isCron: (line) => line.split(/\s+/).length === 5,
    topicFault: (topic) => (topic === 'UNE' ? 'it says nothing' : null),
    queryFault: (query) => (query.includes('(') && !query.includes(')') ? 'a bracket is not closed' : null),
  },
}

function faults(text: string): readonly string[] {
  try {
    parseConfig(text, options)
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
  return []
}

describe('a configuration', () => {
  it('needs nothing but a brand, and fills in the rest', () => {
    const settings = parseConfig('timezone: America/Bogota\nbrands: [{id: une, name: UNE}]', options)

    expect(settings.brands[0]).toEqual({
      id: 'une',
      name: 'UNE',
      terms: ['UNE'],
      context: [],
      exclude: [],
      query: null,
      products: [],
      competitors: [],
      staff: [],
    })
    expect(settings.storage).toBe('/srv/escucha/data/var/escucha.db')
    expect(settings.alerts.graceMs.question).toBe(86_400_000)
    expect(settings.alerts.graceMs.complaint).toBe(14_400_000)
    expect(settings.fetch).toEqual({
      contact: null,
      allowHosts: [],
      concurrency: 16,
      perHost: 1,
      delayMs: 1000,
      timeoutMs: 25_000,
    })
  })

  it('tells every fault at once, each with its line, its column and what to write instead', () => {
    const text = [
      'brands:',
      '  - id: une',
      '    name: UNE',
      '    tersm: [UNE]',
      'sources:',
      '  - id: foro',
      '    url: foro.example',
      '    kind: fed',
      '    brands: [una]',
      'alerts:',
      '  labels: [complain]',
    ].join('\n')

    expect(faults(text)).toEqual([
      'escucha.yaml:4:5 unknown key "tersm" in brands[0]. Did you mean "terms"?',
      'escucha.yaml:7:10 sources[0].url: a web address starts with http:// or https://',
      'escucha.yaml:8:11 there is no source kind "fed". Did you mean "feed"?',
      'escucha.yaml:9:14 there is no brand "una". Did you mean "une"?',
      'escucha.yaml:11:12 alerts.labels[0]: "complain" is not known. Did you mean "complaint"?',
    ])
  })

  it('checks what only the whole can tell: double ids, brands that do not exist, rhythms, queries, digests', () => {
    const text = [
      'brands:',
      '  - {id: une, name: UNE, query: "(fibra"}',
      '  - {id: une, name: UNE}',
      'sources:',
      '  - {id: a, url: "https://a.example", brands: [uno], every: often}',
      'notify:',
      '  - {id: chat, kind: slack, url: "https://h.example", on: [digest]}',
    ].join('\n')

    expect(faults(text)).toEqual([
      'escucha.yaml:2:33 brands[0].query: a bracket is not closed',
      'escucha.yaml:3:10 brands[1].id: "une" is taken already: ids are unique',
      'escucha.yaml:5:48 there is no brand "uno". Did you mean "une"?',
      'escucha.yaml:5:61 sources[0].every: "often" is neither a duration ("15m"), a cron line ("*/10 * * * *") nor "adaptive"',
      'escucha.yaml:7:59 notify[0].on names "digest", but there is no digest time: add digest: "0 9 * * 1-5"',
    ])
  })

  it("lets each kind and notifier check its own keys, and says which of the kind's keys are missing", () => {
    const text =
      'brands: [{id: une, name: UNE}]\nnotify:\n  - {id: crm, kind: webhook, url: "https://crm.example", secrte: x}'

    expect(faults(text)).toEqual([
      'escucha.yaml:3:5 notify[0].secret is missing',
      'escucha.yaml:3:58 unknown key "secrte" in notify[0]. Did you mean "secret"?',
    ])
  })

  it('lets hubs be asked only where they can call back, and a source say how far back it is read', () => {
    const brands = 'brands: [{id: une, name: UNE}]\n'
    expect(faults(`${brands}server: {websub: true}`)).toEqual([
      'escucha.yaml:2:18 server.websub needs server.publicUrl: hubs call back there. Add publicUrl: "https://escucha.une.example", or leave websub out',
    ])
    const withUrl = parseConfig(`${brands}server: {websub: true, publicUrl: "https://escucha.example"}`, options)
    expect(withUrl.server).toMatchObject({ websub: true, publicUrl: 'https://escucha.example' })
    expect(parseConfig(brands, options).server.websub).toBe(false)

    const source = (backfill: string) => `${brands}sources: [{id: foro, url: "https://foro.example/"${backfill}}]`
    expect(parseConfig(source(', backfill: 40'), options).sources[0]?.backfill).toBe(40)
    expect(parseConfig(source(''), options).sources[0]).not.toHaveProperty('backfill')
    expect(faults(source(', backfill: -1'))).toHaveLength(1)
  })

  it('expands variables, takes a number from one, and names those that are not set', () => {
    const text =
      'brands: [{id: une, name: UNE}]\nserver: {port: "${PORT}"}\nnotify: [{id: chat, kind: slack, url: "${HOOK}"}]'
    const settings = parseConfig(text, options)
    expect(settings.server.port).toBe(9000)
    expect(settings.notify[0]?.options).toEqual({ url: 'https://hooks.example/T/B/x' })

    expect(faults('brands: [{id: une, name: UNE}]\nfetch: {contact: "${NOBODY}"}')).toEqual([
      'escucha.yaml:2:18 the environment variable NOBODY is not set: set it, or write ${NOBODY:-value} to give a default',
    ])
  })

  it('says where the YAML itself breaks', () => {
    expect(faults('brands:\n  - id: une\n   name: UNE')[0]).toMatch(/^escucha\.yaml:3:\d+ not valid YAML: /)
    expect(faults('brands: [{id: une, name: UNE}]\nbrands: []')[0]).toMatch(
      /^escucha\.yaml:2:1 not valid YAML: .*unique/,
    )
    expect(faults('- just\n- a list')[0]).toMatch(/^escucha\.yaml:1:1 the configuration: /)
    expect(faults('')[0]).toBe('escucha.yaml:1:1 brands is missing')
  })

  it('takes the example of the contract', async () => {
    const example = await readFile(new URL('../../config/escucha.example.yaml', import.meta.url), 'utf8')
    const settings = parseConfig(example, options)
    expect(settings.sources.map((source) => source.kind)).toEqual(['auto', 'html'])
    expect(settings.notify.map((target) => target.kind)).toEqual(['slack', 'webhook'])
  })

  it('is right as `init` writes it, whatever the brand is called', () => {
    const text = starterConfig({
      brand: 'Éxito: "La #1" & más',
      terms: ['Éxito', '@exito', '#exito: sí'],
      sites: ['https://foro.example/latest', 'https://foro.example/otro'],
      language: 'es',
      timezone: 'America/Bogota',
    })
    const settings = parseConfig(text, options)
    expect(settings.brands[0]?.terms).toEqual(['Éxito', '@exito', '#exito: sí'])
    expect(settings.sources.map((source) => source.id)).toEqual(['foro-example', 'foro-example-2'])
  })
})
