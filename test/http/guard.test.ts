import type { buildConnector } from 'undici'
import { afterEach, describe, expect, it } from 'vitest'
import { allowedHosts, literalAddress, readUrl, specialPurpose } from '../../src/http/address.js'
import { guardedConnector } from '../../src/http/connect.js'
import { fetcherFor, type Loopback, says, serve } from './loopback.js'

let server: Loopback | null = null

afterEach(async () => {
  await server?.close()
  server = null
})

const page = (url: string) => ({ url, timezone: 'UTC' })

describe('an address', () => {
  it.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.9.9.9',
    '169.254.169.254',
    '172.16.0.1',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.9',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '5f00::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '::127.0.0.1',
    '4000::1',
  ])('%s is special', (text) => {
    const address = literalAddress(text)
    expect(address === null ? null : specialPurpose(address)).toEqual(expect.any(String))
  })

  it.each(['8.8.8.8', '93.184.216.34', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
    '%s is public',
    (text) => {
      const address = literalAddress(text)
      expect(address === null ? 'no address' : specialPurpose(address)).toBeNull()
    },
  )
})

describe('the guard', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://127.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http:\\\\127.0.0.1\\',
    'http://１２７.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0/',
    'http://localhost/',
    'http://LOCALHOST/',
  ])('refuses %s unless the configuration allows it', async (url) => {
    await expect(fetcherFor({ allowHosts: [] }).fetchPage(page(url))).rejects.toMatchObject({
      code: 'blocked-address',
      message: expect.stringContaining('fetch.allowHosts'),
    })
  })

  it('refuses a public name that resolves to a private address', async () => {
    const client = fetcherFor({ allowHosts: [] }, { resolve: async () => ['192.168.1.7'] })
    await expect(client.fetchPage(page('http://foro.example/'))).rejects.toMatchObject({
      code: 'blocked-address',
      message: expect.stringMatching(/"foro\.example" resolves to 192\.168\.1\.7, a private address/),
    })
  })

  it('refuses a name of which any one record is private', async () => {
    const client = fetcherFor({ allowHosts: [] }, { resolve: async () => ['93.184.216.34', '127.0.0.1'] })
    await expect(client.fetchPage(page('http://foro.example/'))).rejects.toMatchObject({ code: 'blocked-address' })
  })

  it('refuses literal addresses at the connection itself, whoever asks', () => {
    const connect = guardedConnector(allowedHosts(['10.0.0.1']), async () => [])
    const refused: unknown[] = []
    const options = { hostname: '[::1]', host: '[::1]', protocol: 'http:', port: '80' }
    connect(options as buildConnector.Options, (...answer) => {
      refused.push(answer[0])
    })
    expect(refused).toEqual([expect.objectContaining({ code: 'blocked-address' })])
  })

  it('checks the very address that it connects to, so that a name that changes its mind gains nothing', async () => {
    server = await serve({ '*': says('secret') })
    const answers = [['192.0.2.1'], ['127.0.0.1']]
    let asked = 0
    const resolve = async () => {
      asked += 1
      return answers.shift() ?? ['127.0.0.1']
    }
    // The first answer is allowed and dead; the second, at the next connection, is not allowed and alive.
    const client = fetcherFor({ allowHosts: ['192.0.2.0/24'], timeoutMs: 300 }, { resolve })
    await expect(client.fetchPage(page(`http://foro.example:${server.port}/`))).rejects.toThrow()
    await expect(client.post(`http://foro.example:${server.port}/`, {}, 'x')).rejects.toMatchObject({
      code: 'blocked-address',
    })
    expect(asked).toBe(2)
    expect(server.asked).toEqual([])
  })

  it.each([[['127.0.0.1']], [['127.0.0.0/8']], [['foro.example']], [['FORO.example']], [['foro.example:PORT']]])(
    'lets through what %j names',
    async (allowHosts) => {
      server = await serve({ '*': says('hola') })
      const port = server.port
      const allowed = allowHosts.map((entry) => entry.replace('PORT', String(port)))
      const client = fetcherFor({ allowHosts: allowed }, { resolve: async () => ['127.0.0.1'] })
      expect(await client.fetchPage(page(`http://foro.example:${port}/`))).toMatchObject({ page: { text: 'hola' } })
    },
  )

  it.each([
    ['127.0.0.1:PORT', 'http://127.0.0.1:PORT/', true],
    ['127.0.0.1:1', 'http://127.0.0.1:PORT/', false],
    ['foro.example:1', 'http://foro.example:PORT/', false],
    ['example', 'http://foro.example:PORT/', false],
    ['10.0.0.0/8', 'http://127.0.0.1:PORT/', false],
  ])('with %s allowed, treats %s rightly', async (entry, url, allowed) => {
    server = await serve({ '*': says('hola') })
    const at = (text: string) => text.replace('PORT', String(server?.port))
    const outcome = fetcherFor({ allowHosts: [at(entry)] }, { resolve: async () => ['127.0.0.1'] }).fetchPage(
      page(at(url)),
    )
    if (allowed) await expect(outcome).resolves.toMatchObject({ outcome: 'page' })
    else await expect(outcome).rejects.toMatchObject({ code: 'blocked-address' })
  })

  it('reads IPv6 addresses and networks in the configuration', () => {
    const allowed = allowedHosts(['::1', 'fd00::/8', '[fe80::1]:8080'])
    expect(allowed.allowsHost('[::1]', '80')).toBe(true)
    expect(allowed.allowsHost('[fd12::1]', '80')).toBe(true)
    expect(allowed.allowsHost('[fe80::1]', '8080')).toBe(true)
    expect(allowed.allowsHost('[fe80::1]', '80')).toBe(false)
  })
})

describe('a web address', () => {
  it.each([
    '',
    'foro',
    'ftp://foro.example/',
    'javascript:alert(1)',
    'http://',
    'http://u@foro.example/',
    `http://foro.example/${'a'.repeat(9000)}`,
  ])('"%s" is refused in one line', (text) => {
    expect(() => readUrl(text)).toThrow(
      expect.objectContaining({ code: 'bad-url', message: expect.not.stringContaining('\n') }),
    )
  })
})
