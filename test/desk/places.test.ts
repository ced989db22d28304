// Places that posts about a brand link to and nobody listens to yet.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { placeOf, placesIn } from '../../src/desk/places/hosts.js'
import { suggestPlaces } from '../../src/desk/places/suggest.js'
import type { LinkingPost, StoredSource } from '../../src/store/store.js'
import { spec, state } from '../store/samples.js'
import { brand } from './story.js'

const places = (text: string) => placesIn(text).map(({ place }) => place)

describe('an address in a post', () => {
  test.each([
    ['Lo explican en https://www.foro.example/t/9?p=2#3.', ['foro.example']],
    ['Miren (http://Blog.Example:8080/a) y www.otro.example!', ['blog.example', 'otro.example']],
    ['https://m.foro.example/x y https://foro.example/y', ['foro.example']],
    ['https://old.reddit.com/r/Colombia/comments/1 https://reddit.com/user/ana', ['reddit.com/r/colombia']],
    ['https://www.youtube.com/watch?v=1 https://youtube.com/@SolMovil', ['youtube.com/@solmovil']],
    ['https://t.me/solayuda https://t.me/s/solayuda/12 https://t.me/a', ['t.me/solayuda']],
    ['https://play.google.com/store/apps/details?id=com.sol.app&hl=es', ['play.google.com/com.sol.app']],
    ['https://apps.apple.com/co/app/sol/id123456789', ['apps.apple.com/id123456789']],
    ['https://imgur.com/a/1 https://bit.ly/x https://www.google.com.co/search?q=sol https://es.wikipedia.org/', []],
    ['http://192.168.1.1/ http://router/ http://localhost:80 https://[::1]/ http://foro', []],
    ['escriban a ana@correo.example o entren a foro.example', []],
  ])('%s', (text, expected) => {
    expect(places(text)).toEqual(expected)
  })

  test('leads to where its place can be looked at', () => {
    expect(placeOf('https://www.foro.example/t/9')).toEqual({ place: 'foro.example', url: 'https://www.foro.example/' })
    expect(placeOf('https://reddit.com/r/Colombia/x')?.url).toBe('https://www.reddit.com/r/Colombia/')
  })

  test('whatever it is, is read quickly and names at most twenty places', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.webUrl(), (noise, url) => {
        expect(placesIn(`${noise} ${url} ${noise}`).length).toBeLessThanOrEqual(20)
      }),
    )
    const started = performance.now()
    expect(places('https://a.example/ '.repeat(50_000))).toEqual(['a.example'])
    expect(places(`www.${'a.'.repeat(200_000)}`)).toEqual([])
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('a place', () => {
  const post = (id: string, text: string, more: Partial<LinkingPost> = {}): LinkingPost => ({
    brand: brand.id,
    source: 'foro',
    id,
    url: `https://foro.example/p/${id}`,
    text,
    ...more,
  })
  const source = (id: string, url: string): StoredSource => ({
    spec: spec(id, { url }),
    origin: 'config',
    state: state(id, { url }),
  })

  test('is suggested with the posts that link to it, most linked first', () => {
    const posts = [
      post('1', 'https://otro.example/a https://otro.example/b y https://blog.example'),
      post('2', 'https://www.otro.example/'),
      post('2', 'https://www.otro.example/', { brand: 'luna' }),
    ]
    expect(suggestPlaces(posts, [], [brand])).toEqual([
      {
        place: 'otro.example',
        url: 'https://otro.example/',
        count: 2,
        brands: ['sol', 'luna'],
        example: 'https://foro.example/p/1',
      },
      {
        place: 'blog.example',
        url: 'https://blog.example/',
        count: 1,
        brands: ['sol'],
        example: 'https://foro.example/p/1',
      },
    ])
  })

  test('that a source covers is no news, nor is the brand’s own site; its forum is', () => {
    const text =
      'https://foro.example/t/1 https://reddit.com/r/sol https://reddit.com/r/luna https://www.sol.example/planes https://tienda.sol.com.example https://comunidad.sol.example/t/1'
    const sources = [source('foro', 'https://www.foro.example/latest'), source('r', 'https://www.reddit.com/r/Sol/')]
    expect(suggestPlaces([post('1', text)], sources, [brand]).map(({ place }) => place)).toEqual([
      'comunidad.sol.example',
      'reddit.com/r/luna',
    ])
  })
})
