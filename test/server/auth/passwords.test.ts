import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Attempts } from '../../../src/server/auth/limits.js'
import {
  checkPassword,
  hashPassword,
  NO_PASSWORD,
  needsRehash,
  passwordFault,
  SCRYPT_COST,
} from '../../../src/server/auth/passwords.js'
import { isBearerToken, newBearerToken } from '../../../src/server/auth/secrets.js'
import { CHEAP } from '../bed.js'

describe('a password', () => {
  it.each([
    ['short', 'catorce letras'],
    ['long', 'a b '.repeat(40)],
    ['guessable', 'aaaaaaaaaaaaaaaaaaaa'],
    ['guessable', 'contraseña123456'],
    ['guessable', 'Password1234567890!'],
    ['guessable', 'qwertyuiop12345678'],
    ['guessable', 'nubefibra2026nubefibra'],
    ['guessable', 'Colombia-Medellin-2026'],
    [null, 'cuatro ardillas bajo la lluvia'],
    [null, '正しい馬の電池ホッチキスで十分です'],
    [null, 'x7#Kq9!vLm2$Tz4'],
  ])('is judged %s: %s', (fault, password) => {
    expect(passwordFault(password, ['nubefibra', 'rita'])).toBe(fault)
  })

  it('opens with itself in either Unicode form, and with nothing else', async () => {
    const stored = await hashPassword('contraseña única', randomBytes, CHEAP)
    expect(await checkPassword('contraseña única'.normalize('NFD'), stored)).toBe(true)
    expect(await checkPassword('contrasena unica', stored)).toBe(false)
  })

  it('is salted, and says with which figures it was hashed', async () => {
    const [one, other] = [
      await hashPassword('the same', randomBytes, CHEAP),
      await hashPassword('the same', randomBytes, CHEAP),
    ]
    expect(one).not.toBe(other)
    expect([needsRehash(one), needsRehash(`scrypt$${SCRYPT_COST.N}$8$1$aa$bb`)]).toEqual([true, false])
  })

  it.each([
    null,
    NO_PASSWORD,
    '',
    'scrypt$3$8$1$aa$bb',
    'scrypt$1073741824$8$1$aa$bb',
    'scrypt$1024$8$1$aa$',
    'bcrypt$1$2$3$4$5',
  ])('never opens the stored value %s', async (stored) => {
    expect(await checkPassword('', stored)).toBe(false)
  })
})

describe('a bearer token', () => {
  it('is recognised by its checksum, and no other text is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => !isBearerToken(text) && !isBearerToken(`esc_${text}`)),
      { numRuns: 200 },
    )
    expect(isBearerToken(newBearerToken(randomBytes))).toBe(true)
  })
})

describe('counting attempts', () => {
  it('lets so many pass in a window, each key for itself, and forgets with time', () => {
    let now = 0
    const attempts = new Attempts({ most: 2, windowMs: 1000 }, () => new Date(now))
    expect([attempts.take('a'), attempts.take('a'), attempts.take('a'), attempts.take('b')]).toEqual([0, 0, 1, 0])
    now = 1001
    expect(attempts.take('a')).toBe(0)
  })
})
