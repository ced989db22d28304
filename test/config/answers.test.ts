// Files of the answer library: what they may hold, and that every fault has its line.

import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AnswerFolder } from '../../src/config/answer-folder.js'
import { readAnswer } from '../../src/config/answers.js'
import { answerFile } from '../../src/desk/answers/file-form.js'

const context = {
  file: 'config/answers/cobro.md',
  name: 'cobro',
  language: 'es',
  brands: ['nube', 'sol'],
  updatedAt: '2026-11-16T13:00:00.000Z',
}

const read = (text: string) => readAnswer(text, context)
const faults = (text: string) => read(text).faults.map(({ line, message }) => `${line} ${message}`)

describe('an answer file', () => {
  test('needs a title and a text; everything else has a sensible meaning when it is left out', () => {
    expect(read('---\ntitle: Me cobraron dos veces\n---\n\nHola.\n\nEl segundo cobro se anula solo.\n').answer).toEqual(
      {
        id: 'cobro',
        origin: 'file',
        title: 'Me cobraron dos veces',
        brands: null,
        words: [],
        topics: [],
        texts: { es: 'Hola.\n\nEl segundo cobro se anula solo.' },
        link: null,
        updatedAt: context.updatedAt,
        updatedBy: null,
      },
    )
  })

  test('may hold several languages, each under its heading; other headings are text', () => {
    const { answer } = read(
      '\uFEFF---\r\nid: cobro-doble\r\ntitle: Cobro doble\r\nbrands: [nube]\r\nlanguage: [es, en]\r\nwords: [cobro doble, factura*]\r\ntopics: [0123456789abcdef]\r\nlink: https://nube.example/cobros\r\n---\r\n# es\r\nHola.\r\n# Pasos\r\n1. Espere.\r\n\r\n# en\r\nHello.\r\n',
    )
    expect(answer).toMatchObject({
      id: 'cobro-doble',
      brands: ['nube'],
      words: ['cobro doble', 'factura*'],
      topics: ['0123456789abcdef'],
      texts: { es: 'Hola.\n# Pasos\n1. Espere.', en: 'Hello.' },
      link: 'https://nube.example/cobros',
    })
  })

  test.each([
    ['Hola', ['1 an answer begins with its title and words between two lines of "---"']],
    ['---\ntitle: x\nHola', ['1 an answer begins with its title and words between two lines of "---"']],
    ['---\nwords: [cobro]\n---\nHola', ['1 title is missing']],
    ['---\ntitle: x\ntittle: y\n---\nHola', ['3 unknown key "tittle". Did you mean "title"?']],
    ['---\ntitle: x\nbrands: [nueb]\n---\nHola', ['3 there is no brand "nueb". Did you mean "nube"?']],
    ['---\ntitle: x\nlanguage: español\n---\nHola', ['3 language: two letters, like es, or a list of them']],
    ['---\ntitle: x\nlink: mailto:a@b.example\n---\nHola', ['3 link: a link starts with http:// or https://']],
    ['---\ntitle: x\nwords: [a]\n---\nHola', ['3 words: one letter matches everything']],
    ['---\ntitle: x\n---\n\n', ['4 the text in "es" is empty']],
    ['---\ntitle: x\nlanguage: [es, en]\n---\nHola', ['5 expected the heading "# es" before the text']],
    ['---\ntitle: x\nlanguage: [es, en]\n---\n# es\nHola', ['5 the text under the heading "# en" is missing']],
    ['---\ntitle: x\nlanguage: [es, en]\n---\n# es\nHola\n# en\nHi\n# es\nx', ['9 "# es" stands there twice']],
    [`---\ntitle: x\n---\n${'a'.repeat(5001)}`, ['4 the text in "es" has over 5000 characters']],
    ['---\n- a\n---\nHola', ['2 expected keys such as "title: …"']],
  ])('with a fault says where it is: %j', (text, expected) => {
    expect(faults(text)).toEqual(expected)
    expect(read(text).answer).toBeNull()
  })

  test('that is not YAML says so at its line', () => {
    expect(faults('---\ntitle: "x\nwords: [a\n---\nHola')[0]).toMatch(/^\d not valid YAML/)
  })

  test('whatever it holds is read or refused, never a crash', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (head, body) => {
        const { answer, faults: found } = read(`---\n${head}\n---\n${body}`)
        expect(answer === null).toBe(found.length > 0)
      }),
    )
  })

  test('is read back as the answer that was written to it', () => {
    const text = fc
      .array(fc.constantFrom('Hola', '# es', '# en', 'x: "y"', '---', '  paso', '', 'ñandú “z”'), { minLength: 1 })
      .map((lines) => lines.join('\n').trim())
      .filter((joined) => joined !== '')
    const words = fc.array(fc.constantFrom('cobro doble', 'factura*', 'no: sirve', '"comillas"'), { maxLength: 3 })
    fc.assert(
      fc.property(
        text,
        fc.option(text),
        words,
        fc.constantFrom('Título', 'a: [b]', '#x', "l'eau"),
        (es, en, list, title) => {
          const answer = {
            id: 'x-1',
            title,
            brands: ['nube'],
            words: list,
            topics: [],
            texts: en === null ? { es } : { es, en },
            link: 'https://nube.example/a?b=c#d',
          }
          const back = read(answerFile(answer))
          expect(back.faults).toEqual([])
          const kept = (value: string) => value.replace(/^ (?=# (?:es|en)$)/gm, '')
          const texts = Object.fromEntries(
            Object.entries(back.answer?.texts ?? {}).map(([code, one]) => [code, kept(one)]),
          )
          expect({ ...back.answer, texts }).toMatchObject(answer)
        },
      ),
    )
  })
})

describe('the folder of answers', () => {
  let folder = ''
  const open = () => new AnswerFolder({ folder, shownAs: 'config/answers', brands: ['nube'], language: 'es' })
  const put = (name: string, text: string) => writeFile(join(folder, name), text)

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'answers-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('gives the good answers and names what is wrong with the others', async () => {
    await put('a.md', '---\ntitle: Uno\n---\nHola')
    await put('b.md', '---\ntitle: Dos\nmarca: nube\n---\nHola')
    await put('c.md', '---\nid: a\ntitle: Tres\n---\nHola')
    await put('README.md', 'para personas')
    await put('nota.txt', 'otra cosa')
    await mkdir(join(folder, 'viejas.md'))
    const { answers, faults: found } = await open().read()
    expect(answers.map(({ title }) => title)).toEqual(['Uno'])
    expect(found.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
      expect.stringMatching(/^config\/answers\/b\.md:3 unknown key "marca"\./),
      'config/answers/c.md:1 the id "a" is taken by a.md',
    ])
  })

  test('that is not there holds nothing', async () => {
    await rm(folder, { recursive: true })
    expect(await open().read()).toEqual({ answers: [], faults: [] })
    await mkdir(folder)
  })

  test('shows an edit, a new file and a removal at the next look', async () => {
    const answers = open()
    const titles = async () => (await answers.read()).answers.map(({ title }) => title)
    await put('a.md', '---\ntitle: Uno\n---\nHola')
    expect(await titles()).toEqual(['Uno'])
    await put('a.md', '---\ntitle: Otro\n---\nHola')
    await utimes(join(folder, 'a.md'), new Date(0), new Date(0))
    await put('b.md', '---\ntitle: Dos\n---\nHola')
    expect(await titles()).toEqual(['Otro', 'Dos'])
    await rm(join(folder, 'a.md'))
    expect(await titles()).toEqual(['Dos'])
  })
})
