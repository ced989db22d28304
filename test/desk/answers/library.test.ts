// Which known answer is offered for a case, in which language, and what its reuse came to.

import { describe, expect, test } from 'vitest'
import { draftOf } from '../../../src/desk/answers/draft.js'
import { joinLibrary, libraryAnswer, topicAnswer } from '../../../src/desk/answers/library.js'
import { reuseFigures } from '../../../src/desk/answers/reuse.js'
import { answerId, checkAnswer, type WrittenAnswer } from '../../../src/desk/answers/write.js'
import type { AnswerUse, LibraryAnswer } from '../../../src/domain/answer.js'
import { alert } from '../../store/samples.js'
import { at, brand } from '../story.js'

function answer(id: string, more: Partial<LibraryAnswer> = {}): LibraryAnswer {
  return {
    id,
    origin: 'page',
    title: id,
    brands: null,
    words: [],
    topics: [],
    texts: { es: `Texto de ${id}` },
    link: null,
    updatedAt: at(1, '00:00'),
    updatedBy: 'rita',
    ...more,
  }
}

const said = (excerpt: string) => ({ title: null, excerpt })
const offered = (library: readonly LibraryAnswer[], text: string, topic: string | null = null) =>
  libraryAnswer(library, said(text), brand, topic)?.id ?? null

describe('the library', () => {
  test('lets a file take the place of an answer of the same id', () => {
    const file = answer('a', { origin: 'file', title: 'Archivo' })
    expect(joinLibrary([file], [answer('a'), answer('b')]).map(({ title }) => title)).toEqual(['Archivo', 'b'])
  })

  test('answers what has its words, whatever case and accents, and only whole ones', () => {
    const library = [answer('apn', { words: ['configurar el apn', 'datos movil*'] })]
    expect(offered(library, '¿Cómo se CONFIGURAR  él APN, por favor?')).toBe('apn')
    expect(offered(library, 'No tengo datos móviles')).toBe('apn')
    expect(offered(library, 'Quiero reconfigurar el apn')).toBeNull()
    expect(offered(library, 'configurar el apnx')).toBeNull()
    expect(offered([answer('x', { words: ['…'] })], 'Hola … qué tal')).toBeNull()
  })

  test('prefers the answer that says more of the case, and above all the one for its topic', () => {
    const library = [
      answer('factura', { words: ['factura'] }),
      answer('doble', { words: ['factura', 'me cobraron dos veces'] }),
      answer('tema', { words: ['otra cosa'], topics: ['0123456789abcdef'] }),
    ]
    expect(offered(library, 'Llegó la factura y me cobraron dos veces')).toBe('doble')
    expect(offered(library, 'Llegó la factura')).toBe('factura')
    expect(offered(library, 'Llegó la factura', '0123456789abcdef')).toBe('tema')
  })

  test('speaks for its own brands only', () => {
    const library = [answer('a', { words: ['factura'], brands: ['luna'] })]
    expect(offered(library, 'Llegó la factura')).toBeNull()
    expect(offered([answer('a', { words: ['factura'], brands: ['sol'] })], 'Llegó la factura')).toBe('a')
  })

  test('without words answers what its title is like, and nothing else', () => {
    const library = [answer('a', { title: 'Cómo cambio la clave del wifi' })]
    expect(offered(library, '¿Cómo puedo cambiar la clave del wifi?')).toBe('a')
    expect(offered(library, 'Llevo tres días sin señal')).toBeNull()
  })

  test('answers a topic that it names, or most cases of it', () => {
    const cases = ['Me cobraron dos veces', 'Cobro doble otra vez', 'Doble cobro en la factura'].map((excerpt, index) =>
      alert(String(index), { excerpt, title: null }),
    )
    const words = answer('doble', { words: ['cobraron dos veces', 'cobro doble'] })
    const one = answer('uno', { words: ['en la factura'] })
    const topic = { id: '0123456789abcdef', cases }
    expect(topicAnswer([words, one], topic, brand)?.id).toBe('doble')
    expect(topicAnswer([one], topic, brand)).toBeNull()
    expect(topicAnswer([words, answer('z', { topics: [topic.id] })], topic, brand)?.id).toBe('z')
  })
})

describe('a draft', () => {
  const two = answer('a', { texts: { es: 'Hola', en: 'Hello' } })

  test('is in the language of the post where the answer has one', () => {
    expect(draftOf(two, 'en', 'es')).toMatchObject({ text: 'Hello', language: 'en', isInTheirLanguage: true })
  })

  test('is else in the language of the team, and says so', () => {
    expect(draftOf(two, 'pt', 'es')).toMatchObject({ text: 'Hola', language: 'es', isInTheirLanguage: false })
    expect(draftOf(answer('a', { texts: { en: 'Hello' } }), 'pt', 'es')).toMatchObject({
      text: 'Hello',
      language: 'en',
    })
    expect(draftOf(two, null, 'en')).toMatchObject({ text: 'Hello', isInTheirLanguage: true })
  })
})

describe('reuse', () => {
  const use = (id: string, more: Partial<AnswerUse> = {}): AnswerUse => ({
    alert: id,
    origin: 'library',
    answer: 'doble',
    offeredAt: at(2, '10:00'),
    usedAt: at(2, '11:00'),
    usedBy: 'rita',
    ...more,
  })

  test('counts cases offered, used, and answered after the use; those are priced', () => {
    const cases = [
      alert('1', { answeredAt: at(2, '12:00') }),
      alert('2', { answeredAt: at(2, '09:00'), staffRespondedAt: at(2, '09:00') }),
      alert('3'),
      alert('4'),
      alert('5', { answeredAt: at(2, '09:00'), staffRespondedAt: at(2, '13:00') }),
    ]
    const uses = [
      use('1'),
      use('1', { origin: 'public', answer: 'foro/9' }),
      use('2'),
      use('3'),
      use('4', { usedAt: null, usedBy: null }),
      use('5'),
      use('elsewhere'),
    ]
    expect(reuseFigures(cases, uses, { perContact: 1.5, currency: 'USD' })).toEqual({
      offered: 5,
      used: 4,
      answered: 2,
      saved: { amount: 3, currency: 'USD' },
      listed: [
        { answer: 'doble', origin: 'library', used: 4, answered: 2 },
        { answer: 'foro/9', origin: 'public', used: 1, answered: 1 },
      ],
    })
  })
})

describe('what a person writes', () => {
  const written: WrittenAnswer = {
    title: '  Cobro   doble ',
    brands: [],
    words: 'cobro doble, factura*\n\ncobro doble',
    topics: ['0123456789abcdef', 'x'],
    texts: { es: ' Hola.\r\nSe anula solo.\u0007 ', en: '  ' },
    link: '',
  }
  const known = { id: 'cobro-doble', brands: ['sol'], by: 'rita', at: at(3, '00:00') }

  test('is cleaned, and empty languages are none', () => {
    expect(checkAnswer(written, known)).toEqual({
      answer: {
        id: 'cobro-doble',
        origin: 'page',
        title: 'Cobro doble',
        brands: null,
        words: ['cobro doble', 'factura*'],
        topics: ['0123456789abcdef'],
        texts: { es: 'Hola.\nSe anula solo.' },
        link: null,
        updatedAt: at(3, '00:00'),
        updatedBy: 'rita',
      },
      faults: [],
    })
  })

  test('is refused with every fault named', () => {
    const bad = { ...written, title: ' ', texts: {}, words: 'a', link: 'javascript:alert(1)', brands: ['luna'] }
    expect(checkAnswer(bad, known)).toEqual({
      answer: null,
      faults: ['no-title', 'no-text', 'words-bad', 'link-bad', 'brand-unknown'],
    })
    const long = { ...written, title: 'a'.repeat(201), texts: { es: 'a'.repeat(5001) } }
    expect(checkAnswer(long, known).faults).toEqual(['title-long', 'text-long'])
  })

  test('gets an id of its own', () => {
    expect(answerId('¿Cómo cambio la CLAVE?', new Set())).toBe('como-cambio-la-clave')
    expect(answerId('Clave', new Set(['clave', 'clave-2']))).toBe('clave-3')
    expect(answerId('你好', new Set())).toBe('respuesta')
  })
})
