import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAllowedByRobots, readRobots } from '../../src/http/robots.js'

const allows = (robots: string, path: string, agent = 'Escucha') =>
  isAllowedByRobots(robots, `https://foro.example${path}`, agent)

describe('robots.txt', () => {
  it.each<[string, string, string, boolean]>([
    ['nothing', '', '/a', true],
    ['no group for us', 'User-agent: other\nDisallow: /', '/a', true],
    ['everybody', 'User-agent: *\nDisallow: /', '/a', false],
    ['our group before that for everybody', 'User-agent: *\nDisallow: /\n\nUser-agent: escucha\nAllow: /', '/a', true],
    ['our name in any case and with a version', 'User-agent: ESCUCHA/2.0\nDisallow: /a', '/a', false],
    [
      'two groups of ours as one',
      'User-agent: Escucha\nDisallow: /a\n\nUser-agent: Escucha\nDisallow: /b',
      '/b',
      false,
    ],
    ['several names above one group', 'User-agent: x\nUser-agent: Escucha\nDisallow: /a', '/a', false],
    ['an empty rule', 'User-agent: *\nDisallow:', '/a', true],
    ['the longer rule', 'User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', true],
    ['the longer rule, whichever comes first', 'User-agent: *\nAllow: /a\nDisallow: /a/b', '/a/b/c', false],
    ['the one that allows, of equals', 'User-agent: *\nDisallow: /a\nAllow: /a', '/a', true],
    ['a star', 'User-agent: *\nDisallow: /*.php', '/x/index.php?y', false],
    ['an end', 'User-agent: *\nDisallow: /*.php$', '/index.php?y', true],
    ['an end that is there', 'User-agent: *\nDisallow: /*.php$', '/index.php', false],
    ['a dollar in the middle as itself', 'User-agent: *\nDisallow: /a$b', '/a$b', false],
    ['escapes and letters as the same', 'User-agent: *\nDisallow: /se%c3%b1al', '/señal', false],
    ['letters and escapes as the same', 'User-agent: *\nDisallow: /señal', '/se%C3%B1al', false],
    ['a rule without a colon', 'User-agent: *\nDisallow /a', '/a', false],
    ['a misspelled rule', 'User-agent: *\nDissallow: /a', '/a', false],
    ['a comment', 'User-agent: * # all\nDisallow: /a # this', '/a', false],
    ['a byte order mark and old line ends', '\uFEFFUser-agent: *\rDisallow: /a', '/a', false],
    ['rules above any group as nothing', 'Disallow: /\nUser-agent: *\nDisallow: /b', '/a', true],
    ['itself as always open', 'User-agent: *\nDisallow: /', '/robots.txt', true],
    ['an HTML page as nothing', '<!doctype html><html><body>Disallow: /</body></html>', '/a', true],
    ['an over-long line as nothing', `User-agent: *\nDisallow: /${'*'.repeat(5_000)}zzz`, '/a', true],
    ['the directory of an index page as open', 'User-agent: *\nDisallow: /\nAllow: /foro/index.html', '/foro/', true],
  ])('understands %s', (_what, robots, path, allowed) => {
    expect(allows(robots, path)).toBe(allowed)
  })

  it.each([
    ['User-agent: *\nCrawl-delay: 10', 10],
    ['User-agent: *\nCrawl-delay: 2.5', 2.5],
    ['User-agent: *\nCrawl-delay: 86400', 60],
    ['User-agent: *\nCrawl-delay: soon', null],
    ['User-agent: other\nCrawl-delay: 10', null],
  ])('tells the delay of %j', (robots, seconds) => {
    expect(readRobots(robots, 'Escucha').crawlDelaySeconds).toBe(seconds)
  })

  it('gives an answer to whatever stands in it', () => {
    const line = fc.tuple(fc.constantFrom('User-agent', 'Disallow', 'Allow', 'Crawl-delay', 'x'), fc.string())
    fc.assert(
      fc.property(fc.array(line), fc.webPath(), (lines, path) => {
        const robots = lines.map(([field, value]) => `${field}: ${value}`).join('\n')
        expect(allows(`User-agent: *\n${robots}`, path)).toEqual(expect.any(Boolean))
      }),
      { numRuns: 50 },
    )
  })

  it('is not slowed down by a pattern made of stars', () => {
    const robots = `User-agent: *\nDisallow: /${'*a'.repeat(900)}$`
    expect(allows(robots, `/${'a'.repeat(5_000)}b`)).toBe(true)
  })
})
