import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { dateOrderOf, readDate } from '../../../src/sources/reading/dates.js'

const now = '2024-05-15T12:00:00.000Z' // a Wednesday
const utc = { now, timezone: 'UTC' }
const bogota = { now, timezone: 'America/Bogota' }

describe('a date that says everything is read as it stands', () => {
  test.each([
    ['Thu, 01 Jan 2004 19:48:21 GMT', '2004-01-01T19:48:21.000Z'],
    ['Wed, 01 Jan 2004 19:48:21 GMT', '2004-01-01T19:48:21.000Z'],
    ['01 Jan 04 19:48:21 EST', '2004-01-02T00:48:21.000Z'],
    ['Thu, 1 Jan 2004 19:48:21 +0530', '2004-01-01T14:18:21.000Z'],
    ['Thu, 31 Jun 2004 19:48:21 GMT', null],
    ['Sun Jan  4 16:29:06 2004', '2004-01-04T16:29:06.000Z'],
    ['Sun Jan 04 16:29:06 PST 2004', '2004-01-05T00:29:06.000Z'],
    ['2003-12-31T10:14:55Z', '2003-12-31T10:14:55.000Z'],
    ['2003-12-31T10:14:55.123+01:00', '2003-12-31T09:14:55.000Z'],
    ['2003-12-31T10:14-08:00', '2003-12-31T18:14:00.000Z'],
    ['2003-12-31 10:14:55 -0300', '2003-12-31T13:14:55.000Z'],
    ['20031231', '2003-12-31T00:00:00.000Z'],
    ['20031231T101455Z', '2003-12-31T10:14:55.000Z'],
    ['20031231T1014+0100', '2003-12-31T09:14:00.000Z'],
    ['2003-335', '2003-12-01T00:00:00.000Z'],
    ['2005', '2005-01-01T00:00:00.000Z'],
    ['2005-07', '2005-07-01T00:00:00.000Z'],
    ['1700000000', '2023-11-14T22:13:20.000Z'],
    ['1700000000123', '2023-11-14T22:13:20.123Z'],
    ['2004-július-13T9:15-05:00', '2004-07-13T14:15:00.000Z'],
    ['Κυρ, 11 Ιούλ 2004 12:00:00 EST', '2004-07-11T17:00:00.000Z'],
    ['2004년 05월 28일 오후 01:31:15', '2004-05-28T04:31:15.000Z'],
    ['2004-05-25 오전 08:23:17', '2004-05-24T23:23:17.000Z'],
  ])('%s', (text, expected) => expect(readDate(text, utc)).toBe(expected))
})

describe('a date as forums write it is read in the zone of the source', () => {
  test.each([
    ['15-mar-2003, 15:21', '2003-03-15T20:21:00.000Z'],
    ['Vie Oct 7, 2011 8:23 am', '2011-10-07T13:23:00.000Z'],
    ['Mar Mar 14, 2019 9:37 pm', '2019-03-15T02:37:00.000Z'],
    ['by Jakob » Sun May 26, 2019 4:34 pm', '2019-05-26T21:34:00.000Z'],
    ['por May 3 Ene » Lun 5 Ene, 2015 21:03', '2015-01-06T02:03:00.000Z'],
    ['« Reply #3 on: March 05, 2024, 07:01:22 PM »', '2024-03-06T00:01:22.000Z'],
    ['martes, 14 de marzo de 2023 a las 9:05 p. m.', '2023-03-15T02:05:00.000Z'],
    ['el 3 de septiembre de 2021', '2021-09-03T05:00:00.000Z'],
    ['Nov 14, 2015 at 4:23 AM', '2015-11-14T09:23:00.000Z'],
    ['04-09-2005, 06:46 PM', '2005-04-09T23:46:00.000Z'],
    ['04-09-2005, 18:46', '2005-09-04T23:46:00.000Z'],
    ['16.01.2020, 10:15 Uhr', '2020-01-16T15:15:00.000Z'],
    ['12. März 2021 um 9 Uhr', '2021-03-12T14:00:00.000Z'],
    ['le 7 août 2022 à 21h30', '2022-08-08T02:30:00.000Z'],
    ['5 de dezembro de 2020, 12:00', '2020-12-05T17:00:00.000Z'],
    ['2024-03-05, 07:01 PM', '2024-03-06T00:01:00.000Z'],
    ['2014-02-06 20:37:20Z', '2014-02-06T20:37:20.000Z'],
    ['12:00 am, 1 jan 2020', '2020-01-01T05:00:00.000Z'],
    ['31/12/03', '2003-12-31T05:00:00.000Z'],
  ])('%s', (text, expected) => expect(readDate(text, bogota)).toBe(expected))
})

describe('a date told from the present counts back from it', () => {
  test.each([
    ['hace 3 horas', '2024-05-15T09:00:00.000Z'],
    ['Hace una hora', '2024-05-15T11:00:00.000Z'],
    ['hace 1 hora y 20 minutos', '2024-05-15T10:40:00.000Z'],
    ['hace un momento', now],
    ['hace unos segundos', now],
    ['hace unos días', null],
    ['3 hours ago', '2024-05-15T09:00:00.000Z'],
    ['an hour ago', '2024-05-15T11:00:00.000Z'],
    ['5m ago', '2024-05-15T11:55:00.000Z'],
    ['hace dos horas', '2024-05-15T10:00:00.000Z'],
    ['three weeks ago', '2024-04-24T12:00:00.000Z'],
    ['14 ago 2023, 12:00 h', '2023-08-14T17:00:00.000Z'],
    ['14 ago. 2023 12:00 m.', '2023-08-14T17:00:00.000Z'],
    ['2 months ago', '2024-03-15T12:00:00.000Z'],
    ['5 min', '2024-05-15T11:55:00.000Z'],
    ['2d', '2024-05-13T12:00:00.000Z'],
    ['vor 3 Stunden', '2024-05-15T09:00:00.000Z'],
    ['il y a 2 jours', '2024-05-13T12:00:00.000Z'],
    ['ayer, 10:15', '2024-05-14T15:15:00.000Z'],
    ['Hoy, 06:15', '2024-05-15T11:15:00.000Z'],
    ['hoy a las 6', '2024-05-15T11:00:00.000Z'],
    ['anteayer a las 23:10', '2024-05-14T04:10:00.000Z'],
    ['yesterday at 10:15 PM', '2024-05-15T03:15:00.000Z'],
    ['Monday at 3:12 PM', '2024-05-13T20:12:00.000Z'],
    ['Wednesday at 11:00 PM', '2024-05-09T04:00:00.000Z'],
  ])('%s', (text, expected) => expect(readDate(text, bogota)).toBe(expected))
})

describe('which number is the month', () => {
  it('is decided by the number that can only be a day', () => {
    expect(readDate('05/26/2019', utc)).toBe('2019-05-26T00:00:00.000Z')
    expect(readDate('26/05/2019', utc)).toBe('2019-05-26T00:00:00.000Z')
  })

  it('is decided by the order of the source, where the numbers leave it open', () => {
    expect(readDate('05/06/2019', { ...utc, order: 'mdy' })).toBe('2019-05-06T00:00:00.000Z')
    expect(readDate('05/06/2019', { ...utc, order: 'dmy' })).toBe('2019-06-05T00:00:00.000Z')
    expect(readDate('05/06/2019', utc)).toBe('2019-06-05T00:00:00.000Z')
  })

  it('is the one that does not put the post into the future', () => {
    expect(readDate('03/12/2024', utc)).toBe('2024-03-12T00:00:00.000Z')
  })

  it('is learnt from the dates of the page that leave no choice', () => {
    expect(dateOrderOf(['05/06/2019', '05-26-2019, 06:46 PM'])).toBe('mdy')
    expect(dateOrderOf(['26.05.2019', '05/06/2019'])).toBe('dmy')
    expect(dateOrderOf(['05/06/2019', 'ayer', '2019-05-26'])).toBeNull()
    expect(dateOrderOf(['26/05/2019', '05/26/2019'])).toBeNull()
  })
})

describe('nothing is invented', () => {
  it('takes the nearest past year where none is written', () => {
    expect(readDate('3 de mayo, 10:00', utc)).toBe('2024-05-03T10:00:00.000Z')
    expect(readDate('3 de junio, 10:00', utc)).toBe('2023-06-03T10:00:00.000Z')
    expect(readDate('29 feb', { ...utc, now: '2023-05-15T12:00:00.000Z' })).toBe('2020-02-29T00:00:00.000Z')
  })

  it('reads a clock that runs fast as the present, and a date further ahead as unknown', () => {
    expect(readDate('2024-05-15T18:00:00Z', utc)).toBe(now)
    expect(readDate('2024-06-15T18:00:00Z', utc)).toBeNull()
  })

  test.each([
    '',
    ' ',
    'sin fecha',
    'Ana María',
    '0000-00-00 00:00:00',
    '1970-01-01T00:00:00Z',
    '2024-13-45',
    '99/99/9999',
    '25:71',
    '31 de febrero de 2020',
    '#12',
    '12',
    '🙂',
    '\u0000',
    '-',
    'a'.repeat(100_000),
    '1 '.repeat(50_000),
    'de la de',
  ])('%j is no date', (text) => expect(readDate(text, utc)).toBeNull())

  it('holds whatever the text is: a valid instant that is not in the future, or null', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: 'grapheme' }), (text) => {
        const read = readDate(text, bogota)
        if (read !== null) expect(read <= now && new Date(read).toISOString() === read).toBe(true)
      }),
    )
  })

  const LOCALES = 'es es-CO es-MX es-ES es-AR en-US en-GB en-CA de fr it pt-BR pt-PT'.split(' ')
  const STYLES = ['full', 'long', 'medium'] as const

  it('reads every date as Intl writes it, in each of its languages', () => {
    const minutes = fc.integer({ min: Date.UTC(2001, 0, 1) / 60_000, max: Date.parse(now) / 60_000 })
    fc.assert(
      fc.property(minutes, fc.constantFrom(...LOCALES), fc.constantFrom(...STYLES), (minute, locale, dateStyle) => {
        const at = new Date(minute * 60_000)
        const written = new Intl.DateTimeFormat(locale, { dateStyle, timeStyle: 'short', timeZone: 'America/Bogota' })
        expect(readDate(written.format(at), bogota)).toBe(at.toISOString())
      }),
      { numRuns: 1_500 },
    )
  })

  it('reads back every instant that it could have written', () => {
    const between = { min: new Date('1990-01-01T00:00:00Z'), max: new Date(now), noInvalidDate: true }
    fc.assert(
      fc.property(fc.date(between), (date) => {
        const second = new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString()
        expect(readDate(second.replace('.000', ''), bogota)).toBe(second)
        expect(readDate(new Date(second).toUTCString(), bogota)).toBe(second)
        expect(readDate(String(Date.parse(second)), bogota)).toBe(second)
      }),
    )
  })
})
