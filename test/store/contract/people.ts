// People, programs, and what they did.

import { describe, expect, test } from 'vitest'
import type { User } from '../../../src/store/store.js'
import type { StoreOpener } from '../contract.js'
import { minutes, NOW } from '../samples.js'

const ana: User = { name: 'ana', role: 'reviewer', passwordHash: 'scrypt$1', language: 'es', createdAt: NOW }

export function peopleContract(open: StoreOpener): void {
  describe('people', () => {
    test('a user is saved, changed and found whatever the case of the name', async () => {
      const store = await open()
      await store.saveUser(ana)
      await store.saveUser({ ...ana, name: 'beto', role: 'admin', language: null })
      await store.saveUser({ ...ana, role: 'admin', passwordHash: 'scrypt$2' })
      expect(await store.users()).toEqual([
        { ...ana, role: 'admin', passwordHash: 'scrypt$2' },
        { ...ana, name: 'beto', role: 'admin', language: null },
      ])
      expect((await store.user('ANA'))?.name).toBe('ana')
      expect(await store.user('carla')).toBeNull()
    })

    test('a user who is removed is out at once', async () => {
      const store = await open()
      await store.saveUser(ana)
      await store.saveSession({ idHash: 's', user: 'ana', csrf: 'c', createdAt: NOW, lastSeenAt: NOW })
      await store.saveLoginLink({ secretHash: 'l', user: 'ana', expiresAt: minutes(60) })
      expect(await store.removeUser('ana')).toBe(true)
      expect(await store.removeUser('ana')).toBe(false)
      expect(await store.session('s')).toBeNull()
      expect(await store.useLoginLink('l', NOW)).toBeNull()
    })

    test('sessions end by id, by user or by age, and a forgotten filter ends none', async () => {
      const store = await open()
      const session = (idHash: string, user: string, lastSeenAt: string) => ({
        idHash,
        user,
        csrf: 'c',
        createdAt: NOW,
        lastSeenAt,
      })
      const rows = [
        session('1', 'ana', NOW),
        session('2', 'ana', minutes(5)),
        session('3', 'beto', minutes(9)),
        session('4', 'beto', NOW),
      ]
      for (const row of rows) await store.saveSession(row)
      await store.saveSession({ ...session('3', 'beto', minutes(10)), csrf: 'd' })
      expect(await store.session('3')).toEqual({ ...session('3', 'beto', minutes(10)), csrf: 'd' })
      await store.endSessions({})
      await store.endSessions({ idHash: '1' })
      await store.endSessions({ lastSeenBefore: minutes(5) })
      const left = async () =>
        (await Promise.all(rows.map((row) => store.session(row.idHash)))).map((row) => row?.idHash ?? null)
      expect(await left()).toEqual([null, '2', '3', null])
      await store.endSessions({ user: 'ana' })
      expect(await left()).toEqual([null, null, '3', null])
    })

    test('tokens are found by their hash, listed newest first and removed', async () => {
      const store = await open()
      const token = { tokenHash: 't1', name: 'grafana', role: 'viewer' as const, createdAt: NOW, expiresAt: null }
      await store.saveToken(token)
      await store.saveToken({ ...token, tokenHash: 't2', createdAt: minutes(1), expiresAt: minutes(60) })
      expect(await store.token('t1')).toEqual(token)
      expect(await store.token('none')).toBeNull()
      expect((await store.tokens()).map((one) => one.tokenHash)).toEqual(['t2', 't1'])
      expect(await store.removeToken('t1')).toBe(true)
      expect(await store.removeToken('t1')).toBe(false)
    })

    test('a login link works once, and not after its time', async () => {
      const store = await open()
      await store.saveLoginLink({ secretHash: 'one', user: 'ana', expiresAt: minutes(60) })
      await store.saveLoginLink({ secretHash: 'two', user: 'ana', expiresAt: minutes(60) })
      expect(await store.useLoginLink('one', NOW)).toBe('ana')
      expect(await store.useLoginLink('one', NOW)).toBeNull()
      expect(await store.useLoginLink('two', minutes(60))).toBeNull()
      expect(await store.useLoginLink('none', NOW)).toBeNull()
    })

    test('the audit log gives the latest lines first', async () => {
      const store = await open()
      const line = (action: string) => ({ at: NOW, actor: 'ana', action, detail: 'x' })
      for (const action of ['login', 'erase', 'logout']) await store.audit(line(action))
      expect(await store.auditLog(2)).toEqual([line('logout'), line('erase')])
    })

    test('a setting is what it was last set to', async () => {
      const store = await open()
      expect(await store.setting('model')).toBeNull()
      await store.saveSetting('model', '1')
      await store.saveSetting('model', '2')
      expect(await store.setting('model')).toBe('2')
    })
  })
}
