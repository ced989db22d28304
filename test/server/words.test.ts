import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../src/domain/errors.js'
import { en } from '../../src/server/words/en.js'
import { es } from '../../src/server/words/es.js'
import { Sayer } from '../../src/server/words/index.js'
import { instantAt, nextMonday, tomorrowMorning } from '../../src/server/zone.js'

const NOW = '2026-11-16T13:00:00.000Z'
const bogota = { timezone: 'America/Bogota' }
const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('the words of the pages', () => {
  it('leave nothing empty in either language', () => {
    for (const words of [es, en])
      for (const [path, text] of leaves(words)) expect([path, text.trim()]).not.toEqual([path, ''])
  })

  it('are not the same sentence twice: what was not translated shows', () => {
    const same = leaves(es).filter(
      ([path, text]) => text.length > 12 && leaves(en).some(([other, english]) => other === path && english === text),
    )
    expect(same.map(([path]) => path)).toEqual([])
  })

  it('name every failure', () => {
    for (const words of [es, en])
      expect(Object.keys(words.failures).toSorted()).toEqual([...Object.keys(ERROR_CODES), 'unexpected'].toSorted())
  })

  function leaves(value: unknown, path = ''): readonly (readonly [string, string])[] {
    if (typeof value === 'string') return [[path, value]]
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
  }
})

describe('times in words', () => {
  const say = new Sayer('es', bogota, NOW)
  const english = new Sayer('en', bogota, NOW)

  it.each([
    [0, '1 min'],
    [4 * MINUTE, '4 min'],
    [3 * HOUR + 10 * MINUTE, '3 h 10 min'],
    [19 * HOUR, '19 h'],
    [52 * HOUR + 59 * MINUTE, '2 d 4 h'],
    [24 * HOUR, '1 d'],
  ])('says %d ms as %s', (ms, text) => {
    expect(say.span(ms)).toBe(text)
  })

  it('says what is past, what is left and what is overdue', () => {
    expect(say.ago('2026-11-16T12:56:00.000Z')).toBe('hace 4 min')
    expect(say.ago(NOW)).toBe('ahora')
    expect(say.due('2026-11-17T08:00:00.000Z')).toBe('quedan 19 h')
    expect(say.due('2026-11-14T09:00:00.000Z')).toBe('venció hace 2 d 4 h')
    expect(english.due('2026-11-14T09:00:00.000Z')).toBe('overdue by 2 d 4 h')
  })

  it('shows dates where the team is, with the year when it is another', () => {
    expect(say.date('2026-11-16T03:12:00.000Z')).toBe('dom 15 nov, 22:12')
    expect(english.date('2025-11-16T13:12:00.000Z')).toBe('Sun 16 Nov 2025, 08:12')
    expect([say.date(null), say.date('garbage')]).toEqual(['sin fecha', 'sin fecha'])
  })

  it('never throws on a currency', () => {
    expect(say.money(3, 'not a currency')).toBe('3 not a currency')
  })
})

describe('wall-clock times', () => {
  it('are read in the zone of the team, whatever its clocks do', () => {
    expect(instantAt('2026-11-21T09:00', 'America/Bogota')).toBe('2026-11-21T14:00:00.000Z')
    expect(instantAt('2026-07-01T09:00', 'Europe/Madrid')).toBe('2026-07-01T07:00:00.000Z')
    expect(instantAt('2026-03-29T03:30', 'Europe/Madrid')).toBe('2026-03-29T01:30:00.000Z')
    for (const text of ['', 'mañana', '2026-13-01T00:00', '2026-11-21'])
      expect(instantAt(text, 'Europe/Madrid')).toBeNull()
  })

  it('give back the same clock face for any moment', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        fc.constantFrom('America/Bogota', 'America/Santiago', 'Europe/Madrid', 'Asia/Kathmandu'),
        (date, zone) => {
          const wall = new Intl.DateTimeFormat('sv-SE', {
            timeZone: zone,
            year: 'numeric',
            month: '2-digit',
            day: '2-digit',
            hour: '2-digit',
            minute: '2-digit',
          })
          const face = wall.format(date).replace(' ', 'T')
          expect(wall.format(new Date(instantAt(face, zone) ?? 0)).replace(' ', 'T')).toBe(face)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('know tomorrow and Monday', () => {
    expect(tomorrowMorning('2026-11-17T02:00:00.000Z', 'America/Bogota')).toBe('2026-11-17T14:00:00.000Z')
    expect(nextMonday(NOW, 'America/Bogota')).toBe('2026-11-23T14:00:00.000Z')
    expect(nextMonday('2026-11-22T13:00:00.000Z', 'America/Bogota')).toBe('2026-11-23T14:00:00.000Z')
  })
})
