import fc from 'fast-check'
import { expect, test } from 'vitest'
import { utcMs, wallTimeAt, zonedMs } from '../../../src/sources/reading/dates/zones.js'

const ZONES = [
  'America/Bogota',
  'America/Santiago',
  'Europe/Madrid',
  'America/Havana',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
]

test('what a zone’s clock shows leads back to an instant at which it shows just that, clock changes included', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2030, 0, 1) / 1000 }),
      (zone, second) => {
        const wall = wallTimeAt(second * 1000, zone)
        expect(wallTimeAt(zonedMs(wall, zone), zone)).toEqual(wall)
      },
    ),
    { numRuns: 600 },
  )
})

test('on the day of a clock change each hour has the offset of its own side', () => {
  const at = (hour: number) => zonedMs({ year: 2024, month: 2, day: 31, hour, minute: 30, second: 0 }, 'Europe/Madrid')
  expect(at(1)).toBe(utcMs({ year: 2024, month: 2, day: 31, hour: 0, minute: 30, second: 0 }))
  expect(at(3)).toBe(utcMs({ year: 2024, month: 2, day: 31, hour: 1, minute: 30, second: 0 }))
  expect(at(20)).toBe(utcMs({ year: 2024, month: 2, day: 31, hour: 18, minute: 30, second: 0 }))
})
