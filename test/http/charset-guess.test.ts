// Pages without any label of their charset.

import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodeBody } from '../../src/http/charset.js'

const page = (text: string) =>
  `<html><head><title>${text}</title></head><body class="thread"><div class="post"><p>${text}</p><a href="/t/1">Re: 5G router</a></div></body></html>`

const TEXTS = {
  japanese: '電波が届かないので、サポートに連絡しましたが返事がありません。もう三日待っています。',
  chinese: '信号没有了，客服一直没有回复，请问怎么办？已经等了三天。',
  taiwanese: '訊號不見了，客服一直沒有回覆，請問怎麼辦？已經等了三天。',
  korean: '신호가 끊겼는데 고객센터에서 답이 없습니다. 어떻게 해야 하나요?',
  russian: 'Связь пропала, поддержка не отвечает уже третий день. Что делать?',
} as const

describe('without a label, the bytes tell the alphabet', () => {
  test.each([
    ['Shift_JIS', TEXTS.japanese],
    ['EUC-JP', TEXTS.japanese],
    ['GB18030', TEXTS.chinese],
    ['Big5', TEXTS.taiwanese],
    ['EUC-KR', TEXTS.korean],
    ['windows-1251', TEXTS.russian],
    ['KOI8-R', TEXTS.russian],
  ])('%s', (charset, text) => {
    expect(decodeBody(iconv.encode(page(text), charset), 'text/html')).toBe(page(text))
  })

  test('a page of megabytes is not counted through', () => {
    const text = page(TEXTS.japanese.repeat(60_000))
    expect(decodeBody(iconv.encode(text, 'Shift_JIS'), null)).toBe(text)
  })
})

const WORDS = {
  spanish:
    'Él año niño señal ¿cuándo? ¡Adiós! compañía también línea más atención el de la que no router internet está técnico “sí” número ÑANDÚ SEÑAL avería pagué 20 € así fue —dijo— mañana',
  portuguese: 'não ligação péssimo você à até três o de a que avô coração NÃO está número mês “é” órgão maçã lá',
  french: 'très mal à Noël ça élève où déjà même le de la et hôtel être naïve «après» cœur TÉLÉPHONE août sûr reçu',
  german: 'für müssen größe Straße über der die das nicht ÄRGER schön können früh öfter „ja“ Tür Rechnung',
} as const

describe('a text in the Latin alphabet stays windows-1252, however long it is', () => {
  test.each(Object.entries(WORDS))('%s', (_language, words) => {
    const text = fc
      .array(fc.constantFrom(...words.split(' ')), { minLength: 1, maxLength: 300 })
      .map((list) => list.join(' '))
    fc.assert(
      fc.property(text, fc.boolean(), (sentence, inPage) => {
        const whole = inPage ? page(sentence) : sentence
        expect(decodeBody(iconv.encode(whole, 'windows-1252'), null)).toBe(whole)
      }),
      { numRuns: 1_500 },
    )
  })
})

test('whatever the bytes, the answer is a text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      expect(typeof decodeBody(bytes, null)).toBe('string')
    }),
  )
})
