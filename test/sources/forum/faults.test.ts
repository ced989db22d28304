// Why a page holds nothing, told apart in words a person understands.

import { describe, expect, test } from 'vitest'
import { isExpected } from '../../../src/domain/errors.js'
import { html } from '../../../src/sources/html.js'
import { sourceKinds } from '../../../src/sources/index.js'
import { phpbb } from '../../../src/sources/phpbb.js'
import { wordpress } from '../../../src/sources/wordpress.js'
import { pageOf, recorded } from '../pages.js'

function codeOf(read: () => unknown): string {
  try {
    read()
    return 'read'
  } catch (error) {
    return isExpected(error) ? error.code : `unexpected: ${error}`
  }
}

const context = { options: {}, memory: {} }

describe('a page without posts', () => {
  test.each([
    [
      'a login form',
      'login-required',
      '<html><body><h1>Entrar</h1><form><input name=u><input type=password name=p></form></body></html>',
    ],
    [
      'a notice for members',
      'login-required',
      '<html><body><p>Debes iniciar sesión para ver este foro.</p></body></html>',
    ],
    [
      'an English notice for members',
      'login-required',
      '<html><body><p>You must be logged in to view this board.</p></body></html>',
    ],
    [
      'a browser check',
      'challenged',
      '<html><head><title>Just a moment...</title></head><body><script src="/cdn-cgi/challenge-platform/x.js"></script>Checking your browser before accessing</body></html>',
    ],
    [
      'a captcha',
      'challenged',
      '<html><body><p>Confirma que no eres un robot</p><div class="h-captcha" data-sitekey="x"></div></body></html>',
    ],
    ['a topic that is gone', 'page-missing', '<html><body><p>El tema solicitado no existe.</p></body></html>'],
    ['an empty answer', 'page-empty', ''],
    ['another page', 'unreadable', '<html><body><p>Bienvenidos a nuestra tienda de flores.</p></body></html>'],
  ])('%s is told as %s', (_name, code, text) => {
    expect(codeOf(() => phpbb.read(pageOf(text), context))).toBe(code)
    expect(codeOf(() => wordpress.read(pageOf(text), context))).toBe(code)
  })

  test('what is gone is told in other words than what is of another kind', () => {
    const read = (text: string) => () => phpbb.read(pageOf(text), context)
    expect(read('<html><body><p>El tema solicitado no existe.</p></body></html>')).toThrow(/does not exist/)
    expect(read('<html><body><p>Bienvenidos a nuestra tienda.</p></body></html>')).toThrow(
      /no posts, threads or forums/,
    )
  })

  test('a forum that wants a login is told so', () => {
    expect(codeOf(() => phpbb.read(recorded('phpbb/login.html', 'https://foro.example/'), context))).toBe(
      'login-required',
    )
  })

  test('posts that speak of logins and captchas are posts', () => {
    const text =
      '<html><body id="phpbb"><form><input type=password></form><div id="p1" class="post"><p class="author"><b class="username">eva</b></p><div class="content">You must be logged in, says the app. Just a moment... h-captcha!</div></div></body></html>'
    expect(codeOf(() => phpbb.read(pageOf(text), context))).toBe('read')
  })

  test('a refusal in JSON is told by what it says', () => {
    const discourse = sourceKinds.find((kind) => kind.kind === 'discourse')
    const read = (text: string) => codeOf(() => discourse?.read(pageOf(text), context))
    expect(read('{"errors":["Necesitas iniciar sesión"],"error_type":"not_logged_in"}')).toBe('login-required')
    expect(read('{"errors":["Slow down"],"error_type":"rate_limit"}')).toBe('rate-limited')
    expect(read('{"errors":["No existe"],"error_type":"not_found"}')).toBe('unreadable')
  })
})

describe('the operator’s own selectors', () => {
  const page = recorded('html/quejas.html', 'https://quejas.example/ultimas')
  const read = (selectors: Record<string, string>) => html.read(page, { options: { selectors } as never, memory: {} })

  test('that are no CSS are named', () => {
    expect(() => read({ item: 'article[' })).toThrow(/selector item "article\["/)
    expect(() => read({ item: '.queja', author: '::::' })).toThrow(/selector author/)
  })

  test('that find no item are named', () => {
    expect(() => read({ item: '.reclamo' })).toThrow(/item "\.reclamo" finds nothing/)
  })

  test('that give nothing for any item are a warning', () => {
    expect(read({ item: '.queja', author: '.nadie' }).warnings).toEqual([
      'the selector author ".nadie" gives nothing for any item',
    ])
  })

  test('are missing, and that is said', () => {
    expect(codeOf(() => html.read(page, { options: {} as never, memory: {} }))).toBe('config-invalid')
  })
})

describe('who speaks for the company', () => {
  const post = (rank: string) =>
    pageOf(
      `<html><body id="phpbb"><div id="p1" class="post"><dl class="postprofile"><dt><a class="username">x</a></dt><dd class="profile-rank">${rank}</dd></dl><div class="content">hola</div></div></body></html>`,
    )
  const staff = (rank: string, options = {}) => phpbb.read(post(rank), { options, memory: {} }).posts[0]?.author.staff

  test.each([
    'Soporte oficial',
    'Equipo de Vera',
    'Customer Care',
    'Atención al cliente',
    'Representante',
    'Staff',
    'Official Rep',
  ])('the rank "%s" does', (rank) => {
    expect(staff(rank)).toBe(true)
  })

  test.each(['Administrador del sitio', 'Moderador', 'Forero destacado', 'Veterano', 'Reportero', 'Senior Member'])(
    'the rank "%s" does not',
    (rank) => {
      expect(staff(rank)).toBe(false)
    },
  )

  test('is for the operator to say', () => {
    expect(staff('Moderador', { staffTitles: ['moderador'] })).toBe(true)
    expect(staff('Soporte oficial', { staffMarks: false })).toBe(false)
  })
})
