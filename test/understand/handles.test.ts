import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileHandles } from '../../src/understand/handles.js'
import { openClassifier } from '../../src/understand/index.js'
import { brandOf } from '../../src/understand/labelled.js'
import { read } from '../../src/understand/read.js'
import { hashWord, newReading } from '../../src/understand/reading.js'

const reading = newReading()
const words = new Set(['claro', 'une', 'win', 'mango', 'tigo'].map(hashWord))
const others = { isWord: (hash: number) => words.has(hash), isName: () => false }

function found(names: readonly string[], text: string, nobodys: readonly string[] = []): string[] {
  read(text, reading)
  const finder = compileHandles([
    ...names.map((name, owner) => ({ text: name, owner })),
    ...nobodys.map((name) => ({ text: name, owner: null })),
  ])
  return finder
    .find(reading, others)
    .map(({ owner, start, end, isSure }) => `${names[owner]}: ${text.slice(start, end)}${isSure ? '' : '?'}`)
}

test('a handle that goes on as offices of companies do names the brand', () => {
  const names = ['Tigo', 'Rappi', 'Claro', 'UNE', 'Mercado Libre', 'Éxito']
  const text =
    '@TigoColombia @rappi_ayuda @claroperu @Claro_Chile #UNEsoporte @mercadolibre @MercadoLibreMx @exito.co @tigo24 @tigoayuda'
  expect(found(names, text)).toEqual([
    'Tigo: Tigo',
    'Rappi: rappi',
    'Claro: claro',
    'Claro: Claro',
    'UNE: UNE',
    'Mercado Libre: mercadolibre',
    'Mercado Libre: MercadoLibre',
    'Éxito: exito',
    'Tigo: tigo',
    'Tigo: tigo',
  ])
})

test('a tag of protest names the brand, and a name that ends where another word begins is a guess', () => {
  const text = '#TigoNoSirve #claronofunciona #RappiEstafa @RappiMusic @rappi_juan #UNEnoSabe #UNENoSabe'
  expect(found(['Tigo', 'UNE', 'Rappi', 'Claro'], text)).toEqual([
    'Tigo: Tigo',
    'Claro: claro',
    'Rappi: Rappi',
    'Rappi: Rappi?',
    'Rappi: rappi?',
    'UNE: UNE?',
    'UNE: UNE?',
  ])
})

test('other words, ordinary words and longer names of others are left alone', () => {
  const names = ['Tigo', 'Claro', 'UNE', 'WIN', 'Mango', 'Mars', 'Sol']
  expect(
    found(names, '@tigolino #ClaroQueSi @clarobo @unete #unesco @winston #mangoes @marsella @solidaridad'),
  ).toEqual([])
  expect(found(['Claro', 'Tigo'], '@ClaroVideoMx @TigoSportsCo', ['Claro Video', 'Tigo Sports'])).toEqual([])
  expect(found(['Tigo'], 'TigoColombia sin arroba, correo@tigocolombia.example')).toEqual(['Tigo: tigo'])
})

test('whatever the handle, a hit lies within it and holds the name', () => {
  const piece = fc.constantFrom(
    'tigo',
    'TIGO',
    'Tígo',
    '_',
    '\u200b',
    'Co',
    'ayuda',
    '7',
    'x',
    '😡',
    '\ud83d',
    '@',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = `@${pieces.join('')}`
      read(text, reading)
      for (const { start, end } of compileHandles([{ text: 'Tigo', owner: 0 }]).find(reading, others)) {
        const held = text
          .slice(start, end)
          .normalize('NFD')
          .replace(/[^a-z]/giu, '')
        expect(held.toLowerCase()).toBe('tigo')
      }
    }),
  )
})

test('a complaint to a brand’s office is found and judged where the brand is not asked for', () => {
  const classifier = openClassifier([
    { ...brandOf('Tigo', ['Tigo']), exclude: ['@TigoSports'] },
    brandOf('Rappi', ['Rappi']),
  ])
  const judge = (text: string) => {
    const post = { title: null, text, languageHint: 'es', conversationTitle: null, sourceText: null }
    return classifier.classify([post], null)[0]?.judgements.map(({ brand, relevance, tags }) => {
      return [brand, relevance > 0.5, tags]
    })
  }
  expect(judge('@TigoColombia llevo dos días sin internet y nadie responde')).toEqual([['Tigo', true, ['complaint']]])
  expect(judge('@RappiChile mi pedido nunca llegó y no me devuelven la plata')).toEqual([
    ['Rappi', true, ['complaint']],
  ])
  expect(judge('El partido de @TigoSports no se ve')?.filter(([, meant]) => meant)).toEqual([])
})
