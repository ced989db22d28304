import { describe, expect, it } from 'vitest'
import { assertSafeBind, baseUrl, isOwnHost } from '../../../src/server/auth/hosts.js'

const server = (host: string, publicUrl: string | null = null) => ({ host, port: 8787, publicUrl })

describe('opening the server to a network', () => {
  it.each(['127.0.0.1', 'localhost', '::1', '127.0.0.5'])('needs nothing on %s', (host) => {
    expect(() => assertSafeBind({ server: server(host) }, false)).not.toThrow()
  })

  it.each([
    ['nobody has a password', server('0.0.0.0', 'https://escucha.example'), false, /no user has a password/],
    ['no public address is told', server('0.0.0.0'), true, /publicUrl is not set/],
    ['logins would cross it unencrypted', server('::', 'http://escucha.example'), true, /unencrypted/],
  ])('is refused when %s', (_why, given, hasUsers, message) => {
    expect(() => assertSafeBind({ server: given }, hasUsers)).toThrow(message)
  })

  it('is allowed with users and https in front', () => {
    expect(() => assertSafeBind({ server: server('0.0.0.0', 'https://escucha.example') }, true)).not.toThrow()
  })
})

describe('the server’s own names', () => {
  it.each([
    ['escucha.example', server('0.0.0.0', 'https://escucha.example'), true],
    ['192.0.2.7', server('0.0.0.0', 'https://escucha.example'), true],
    ['other.example', server('0.0.0.0', 'https://escucha.example'), false],
    ['192.0.2.7', server('127.0.0.1'), false],
    ['192.0.2.7', server('192.0.2.7'), true],
  ])('%s', (host, given, own) => {
    expect(isOwnHost(host, given)).toBe(own)
  })

  it.each([
    [server('127.0.0.1'), 'http://127.0.0.1:8787'],
    [server('0.0.0.0'), 'http://127.0.0.1:8787'],
    [server('::1'), 'http://[::1]:8787'],
    [server('0.0.0.0', 'https://escucha.example/'), 'https://escucha.example'],
  ])('are told to people as one address', (given, address) => {
    expect(baseUrl(given)).toBe(address)
  })
})
