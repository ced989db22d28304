// The page on which business rules are seen and tried.

import { afterEach, describe, expect, it } from 'vitest'
import type { Rule } from '../../../src/domain/rule.js'
import { type Bed, openBed } from '../bed.js'

let bed: Bed
afterEach(() => bed.store.close())

const any = { brands: null, labels: null, sources: null, languages: null, authors: null, topics: null }
const grave: Rule = {
  id: 'graves',
  when: { ...any, labels: ['complaint'], minSeverity: 3, minUrgency: 0 },
  set: { assignee: null, team: 'legal', priority: 'urgent', graceMs: null, tags: ['<b>ojo</b>'] },
  mute: false,
  stop: false,
}
const never: Rule = { ...grave, id: 'nadie', when: { ...grave.when, authors: ['nadie'] } }

async function page(address: string): Promise<string> {
  const rita = await bed.as('viewer')
  const answer = await rita.get(address)
  expect(answer.status).toBe(200)
  return answer.text()
}

const text = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('the page of the rules', () => {
  it('shows what each rule does to the stored mentions, and why one matches nothing', async () => {
    bed = await openBed({ businessRules: [grave, never] })
    const html = await page('/rules')
    expect(text(html)).toMatch(/graves 1 mención/)
    expect(text(html)).toContain('Sigo pagando un plan que ya no existe')
    expect(text(html)).toMatch(/nadie 0 menciones .*No coincidió|En este tiempo no coincidió con nada: por/i)
    expect(html).not.toContain('<b>ojo</b>')
  })

  it('tries a rule on the stored mentions and gives the lines to copy', async () => {
    bed = await openBed()
    const html = await page('/rules?try=1&id=Cobros&labels=complaint&minSeverity=3&team=facturaci%C3%B3n&grace=90m')
    expect(text(html)).toMatch(/Con esta regla 1 mención \/ \d/)
    expect(html).toContain('- id: cobros')
    expect(html).toContain('grace: 90m')
    const nothing = text(await page('/rules?try=1&authors=nadie'))
    expect(nothing).toContain('En este tiempo no coincidió con nada: por el autor.')
  })

  it('says what is wrong in the form', async () => {
    bed = await openBed()
    expect(text(await page('/rules?try=1&grace=pronto'))).toContain('Un plazo es un número con m, h o d')
    expect(text(await page('/rules?try=1&topics=Nube+Fibra'))).toContain('Ese tema no dice nada')
  })

  it('puts the filters of teams and tags on the list, where rules set some', async () => {
    bed = await openBed({ businessRules: [grave] })
    const html = await page('/')
    expect(html).toContain('name="team"')
    expect(html).toContain('<option value="legal">')
    expect(text(await page('/?team=legal'))).toContain('Ninguna alerta cumple estos filtros.')
  })
})
