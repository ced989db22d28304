import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../e2e/program.js'
import { say } from './terminal.js'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
const evaluate = (...words: string[]) => say(['evaluate', ...words], folder.path)

const reply = (id: number, text: string, label: string, author = 'customer') =>
  JSON.stringify({
    id,
    lang: 'es',
    brand: 'Sol',
    title: 'Clave',
    question: '¿Cómo la cambio?',
    between: [],
    reply: text,
    author,
    label,
  })
const topic = (id: number, name: string | null, text: string) =>
  JSON.stringify({ id, topic: name, lang: 'es', brand: 'Sol', text })

beforeAll(async () => {
  folder = await temporaryFolder()
  const replies = [
    reply(1, 'Entra a Ajustes > Red > Contraseña, escribe la nueva y guarda', 'answer'),
    reply(2, 'A mí también me pasa', 'metoo'),
    reply(3, 'Hola, escríbenos por mensaje privado tu número de línea', 'staffprobe', 'staff'),
  ]
  await folder.write('replies.jsonl', `${replies.join('\n')}\n`)
  const topics = [
    topic(1, 'a', '¿Cómo cancelo la suscripción?'),
    topic(2, 'a', 'cómo cancelo mi suscripción'),
    topic(3, null, 'llegó rota la maleta'),
  ]
  await folder.write('topics.jsonl', `${topics.join('\n')}\n`)
  await folder.write('posts.jsonl', '{"text":"Sol no sirve","brand":"Sol","lang":"es","labels":{"complaint":true}}\n')
})
afterAll(() => folder.remove())

describe('escucha evaluate', () => {
  it('tells replies, topics and posts apart by their first line, and measures each', async () => {
    const said = await evaluate('--data', 'replies.jsonl', 'topics.jsonl', 'posts.jsonl', '--json')
    const found = JSON.parse(said.stdout)
    expect(found.replies[0].answers).toMatchObject([{ n: 3, positives: 1, f1: 1 }])
    expect(found.topics).toMatchObject([
      { grouped: 'brand', n: 3, topics: 1, precision: 1, recall: 1, f1: 1 },
      { grouped: 'pool' },
    ])
    expect(found.rows.some(({ label }: { label: string }) => label === 'complaint')).toBe(true)
  })

  it('prints replies and topics as tables', async () => {
    const { code, stdout } = await evaluate('--data', 'replies.jsonl', 'topics.jsonl')
    expect(code).toBe(0)
    expect(stdout).toMatch(/replies\.jsonl .* answers=1 .* F1 1\.000/)
    expect(stdout).toMatch(/topics\.jsonl .* brand by brand .* B-cubed precision 1\.000 {2}recall 1\.000 {2}F1 1\.000/)
  })

  it('shows what training measured, and wants one of both', async () => {
    const { code, stdout } = await evaluate('--recorded')
    expect(code).toBe(0)
    expect(stdout).toMatch(/replies \(unseen\) +all +n=\d+/)
    expect(await evaluate()).toMatchObject({ code: 2, stderr: expect.stringContaining('--data') })
  })

  it.each([
    ['replies', `${reply(1, 'Así', 'answer')}\n{"reply":"x"}\n`, 'line 2: "question"'],
    ['topics', `${topic(1, 'a', 'uno')}\n{"topic":"a"}\n`, 'line 2:'],
  ])('names the line of %s that is none', async (name, text, message) => {
    await folder.write('broken.jsonl', text)
    const said = await evaluate('--data', 'broken.jsonl')
    expect(said.code).toBe(1)
    expect(said.stderr).toContain(message)
    expect(name).not.toBe('')
  })
})
