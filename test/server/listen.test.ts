import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CONTENT_SECURITY_POLICY } from '../../src/server/headers.js'
import { type Listening, listen } from '../../src/server/listen.js'
import { type Bed, openBed } from './bed.js'

let bed: Bed
let listening: Listening
beforeEach(async () => {
  bed = await openBed()
  listening = await listen(bed.server, { host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  await listening.close()
  await bed.store.close()
})

const base = () => `http://127.0.0.1:${listening.port}`

/** Sends bytes as no client would, and gives the answer's bytes. */
function raw(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(listening.port, '127.0.0.1')
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('data', (data) => {
      answer += data
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
    socket.end(request)
  })
}

describe('a port', () => {
  it('in use is told in one line with what to do', async () => {
    await expect(listen(bed.server, { host: '127.0.0.1', port: listening.port })).rejects.toMatchObject({
      code: 'port-in-use',
      message: `another program listens on 127.0.0.1:${listening.port}`,
      hint: 'Stop it, or set server.port to another number.',
    })
  })

  it('on an address of another machine is refused in one line', async () => {
    await expect(listen(bed.server, { host: '192.0.2.1', port: 0 })).rejects.toMatchObject({ code: 'config-invalid' })
  })

  it('is free again after closing, even with an event stream open', async () => {
    const headers = { authorization: `Bearer ${await bed.token('viewer')}` }
    const stream = await fetch(`${base()}/api/v1/events`, { headers })
    expect(stream.status).toBe(200)
    const { port } = listening
    const startedAt = performance.now()
    await listening.close()
    expect(performance.now() - startedAt).toBeLessThan(2000)
    expect(await stream.text()).toContain('event: hello')
    listening = await listen(bed.server, { host: '127.0.0.1', port })
    expect(await raw('GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 200 /,
    )
  })
})

describe('requests that no client sends', () => {
  it.each([
    ['another host', 'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', /^HTTP\/1.1 421 /],
    ['no host', 'GET /healthz HTTP/1.0\r\n\r\n', /^HTTP\/1.1 (200|400|421) /],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b<>\r\nConnection: close\r\n\r\n', /^HTTP\/1.1 400 /],
    [
      'a path that is no address',
      'GET //[ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      /^HTTP\/1.1 (400|404) /,
    ],
    [
      'a broken escape',
      'GET /alerts/%E0%A4%A HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      /^HTTP\/1.1 (302|400|404) /,
    ],
    ['a TRACE', 'TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', /^HTTP\/1.1 40[0-5] /],
    [
      'another site’s whole address',
      'GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      /^HTTP\/1.1 (302|400|421) /,
    ],
  ])('with %s get an answer with every header, and the server goes on', async (_name, request, status) => {
    const answer = await raw(request)
    expect(answer).toMatch(status)
    expect(answer.toLowerCase()).toContain(CONTENT_SECURITY_POLICY.toLowerCase())
    expect(answer).not.toContain('evil.example')
    expect((await fetch(`${base()}/healthz`)).status).toBe(200)
  })

  it('of endless size are cut off', async () => {
    const answer = await raw(`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 431 /)
  })
})
