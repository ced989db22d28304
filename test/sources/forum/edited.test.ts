import { describe, expect, it, test } from 'vitest'
import { editedAt } from '../../../src/sources/forum/edited.js'
import { HtmlPage } from '../../../src/sources/forum/page.js'
import { phpbb } from '../../../src/sources/phpbb.js'
import { pageOf } from '../pages.js'

const reading = {
  html: new HtmlPage(''),
  base: 'https://foro.example/',
  now: '2024-05-15T12:00:00.000Z',
  timezone: 'UTC',
  order: 'dmy',
} as const
const posted = '2024-05-13T20:03:00.000Z'
const at = (note: string, order: 'dmy' | 'mdy' = 'dmy') => editedAt(note, posted, { ...reading, order })

describe('the note below a post tells when it was edited', () => {
  it.each([
    ['Última edición por Ana Ruiz el Lun May 13, 2024 9:10 pm, editado 2 veces en total.', '2024-05-13T21:10:00.000Z'],
    ['Last edited by on_may_3 on Mon May 13, 2024 9:10 pm, edited 1 time in total.', '2024-05-13T21:10:00.000Z'],
    ['Zuletzt geändert von Uwe am 13. Mai 2024 21:10, insgesamt 1-mal geändert.', '2024-05-13T21:10:00.000Z'],
    ['Última edición por El Ñato; 13-may-2024 a las 21:10', '2024-05-13T21:10:00.000Z'],
    ['Última edición por Mayo 2020; 13-may-2024 a las 21:10', '2024-05-13T21:10:00.000Z'],
    ['« Última modificación: Mayo 13, 2024, 09:10:00 pm por Lola »', '2024-05-13T21:10:00.000Z'],
    ['Last Edit: Yesterday at 09:10:00 AM by Lola', '2024-05-14T09:10:00.000Z'],
    ['(Este mensaje fue modificado por última vez en: 13-05-2024, 21:10 por Kim.)', '2024-05-13T21:10:00.000Z'],
    ['Dernière modification par Zoé (13-05-2024 21:10:00)', '2024-05-13T21:10:00.000Z'],
    ['(edited by Rick 2024-05-13 21:10:00)', '2024-05-13T21:10:00.000Z'],
    ['2024-05-13T21:10:00Z', '2024-05-13T21:10:00.000Z'],
    ['1715634600', '2024-05-13T21:10:00.000Z'],
  ])('%s', (note, instant) => expect(at(note)).toBe(instant))

  it('by the order of day and month that the page’s other dates have', () => {
    expect(at('Last edited by mary; 05-14-2024 at 08:10 PM. Reason: see 13-05-2024', 'mdy')).toBe(
      '2024-05-14T20:10:00.000Z',
    )
  })
})

describe('no edit is made up of', () => {
  it.each([
    'Última edición por Ana',
    'Editado por mod: motivo: duplicado de mayo 14, 2024',
    'Last edited by Ana on Sun May 12, 2024 9:10 pm',
    'Este mensaje contiene 3 adjuntos (21:10)',
    '',
    `${'por '.repeat(20_000)}`,
  ])('%.60s', (note) => expect(at(note)).toBeNull())
})

test('a post of phpBB bears the instant of its note, and none where the note may be of another zone than its date', () => {
  const board = (date: string) =>
    `<!doctype html><html><body id="phpbb" class="section-viewtopic"><h2 class="topic-title"><a href="./viewtopic.php?t=4">Router</a></h2>
    <div id="p7" class="post"><div class="postbody"><h3><a href="#p7">Router</a></h3>
    <p class="author"><a href="./viewtopic.php?p=7#p7">Post</a> by <strong><a href="./memberlist.php?u=5" class="username">joe</a></strong> » ${date}</p>
    <div class="content">It reboots.</div><div class="notice">Last edited by <a href="./memberlist.php?u=5">joe</a> on Tue May 14, 2024 9:10 pm, edited 1 time in total.</div></div></div></body></html>`
  const read = (date: string) =>
    phpbb.read(pageOf(board(date), { url: 'https://foro.example/viewtopic.php?t=4&start=0', role: null }), {
      options: {},
      memory: {},
    }).posts
  expect(read('Mon May 13, 2024 9:12 pm')).toMatchObject([
    {
      id: 'p7',
      url: 'https://foro.example/viewtopic.php?p=7#p7',
      text: 'It reboots.',
      publishedAt: '2024-05-14T02:12:00.000Z',
      updatedAt: '2024-05-15T02:10:00.000Z',
    },
  ])
  expect(read('<time datetime="2024-05-14T02:12:00+00:00">Mon May 13, 2024 9:12 pm</time>')).toMatchObject([
    { publishedAt: '2024-05-14T02:12:00.000Z', updatedAt: null },
  ])
})
