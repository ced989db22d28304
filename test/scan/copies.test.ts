import { readdir, readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCopies } from '../../src/scan/copies/find.js'
import { type ComparedPost, isCopy } from '../../src/scan/copies/judge.js'
import { overlapOf, readSignature, type Sketch, signatureOf, sketchOf } from '../../src/scan/copies/sketch.js'
import { toPost } from '../../src/sources/reading/identity.js'
import { draftOf } from './kit.js'

/** Words that make texts of any length; common ones first, as in real text. */
const VOCABULARY =
  `de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este
  ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué sólo han yo hay vez
  puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora cada vida otro después te otros aunque esa
  eso hace otra gobierno tan durante siempre día tanto ella tres sí dijo sido gran país según menos mundo año antes estado
  contra sino forma caso nada hacer general estaba poco estos presidente mayor ante unos les algo hacia casa ellos ayer
  hecho primera mucho mientras además quien momento millones esto internet servicio factura fibra router señal empresa
  cliente llamada técnico visita barrio red corte noche equipo plan precio cobro queja respuesta línea`.split(/\s+/)

/** A text that a seed makes: words drawn more often the more common they are. */
function textOf(seed: number, words: number): string {
  let state = seed * 2654435761 + 1
  const next = () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) >>> 0
    state = (state + 0x6d2b79f5) >>> 0
    return state / 2 ** 32
  }
  return Array.from({ length: words }, () => VOCABULARY[Math.floor(next() ** 1.5 * VOCABULARY.length)]).join(' ')
}

function sketched(text: string): Sketch {
  const found = sketchOf(text, null, true)
  if (found === null) throw new Error('too short')
  return found.sketch
}

function post(text: string, given: Partial<ComparedPost> = {}): ComparedPost {
  return { source: 'a', id: text, conversation: text, author: 'Ana', kind: null, sketch: sketched(text), ...given }
}

function meet(one: string, other: string): boolean {
  const bands = new Set(sketchOf(one, null, true)?.bands)
  return sketchOf(other, null, true)?.bands.some((band) => bands.has(band)) ?? false
}

/** Found by a band, and taken for a copy. */
function isFound(later: string, earlier: string, given: Partial<ComparedPost> = {}): boolean {
  return meet(later, earlier) && isCopy(post(later, { source: 'b', author: 'Berta', ...given }), post(earlier))
}

/** Every so-manieth of the different texts that we wrote for the corpus. */
async function corpusTexts(step: number): Promise<readonly string[]> {
  const folder = new URL('../../data/corpus/', import.meta.url)
  const files = (await readdir(folder)).filter((file) => file.endsWith('.jsonl')).sort()
  const lines = (await Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')))).join('').split('\n')
  const texts = new Set<string>()
  for (const line of lines.filter((_, n) => n % step === 0)) {
    const row: unknown = line === '' ? null : JSON.parse(line)
    if (typeof row === 'object' && row !== null && 'text' in row && typeof row.text === 'string')
      texts.add(row.text.trim())
  }
  return [...texts]
}

const seeds = Array.from({ length: 150 }, (_, n) => n + 1)

describe('copies', () => {
  it('of articles are found whatever a paper puts around them', () => {
    const missed = seeds.filter((seed) => {
      const text = textOf(seed, 250 + seed * 4)
      const printed = `${textOf(seed + 5000, 20)} ${text} ${textOf(seed + 9000, 45)}`
      return !isFound(printed, text, { kind: 'article' })
    })
    expect(missed).toEqual([])
  })

  it('of articles are found by a teaser of their opening', () => {
    const missed = seeds.filter((seed) => {
      const words = textOf(seed, 400).split(' ')
      return !isFound(`${words.slice(0, 100).join(' ')} leer más`, words.join(' '), { kind: 'article' })
    })
    expect(missed.length).toBeLessThanOrEqual(seeds.length * 0.1)
  })

  it('of short posts are found with a link or a greeting added', () => {
    const missed = seeds.filter((seed) => {
      const text = textOf(seed, 25 + (seed % 35))
      return !isFound(`buenas tardes ${text}`, text)
    })
    expect(missed.length).toBeLessThanOrEqual(seeds.length * 0.02)
  })

  it('are never seen in two texts of the same words in another order', () => {
    const posts = seeds.slice(0, 120).map((seed) => post(textOf(seed, 20 + seed * 3)))
    const copies = posts.flatMap((one, i) =>
      posts.slice(i + 1).filter((other) => isCopy({ ...one, source: 'b' }, other)),
    )
    expect(copies).toEqual([])
  })

  it('are never seen in different texts that people might write', async () => {
    const texts = await corpusTexts(5)
    const found = new Map<string, ComparedPost[]>()
    const copies: string[] = []
    for (const text of texts) {
      const sketch = sketchOf(text, null, true)
      if (sketch === null) continue
      const later = { source: text, id: text, conversation: text, author: text, kind: null, sketch: sketch.sketch }
      const others = new Set(sketch.bands.flatMap((band) => found.get(band) ?? []))
      if ([...others].some((earlier) => isCopy(later, earlier))) copies.push(text)
      for (const band of sketch.bands) found.set(band, [...(found.get(band) ?? []), later])
    }
    expect(texts.length).toBeGreaterThan(2000)
    expect(copies).toEqual([])
  })

  it('are not short replies that many people write', () => {
    expect(sketchOf('a mí también me pasa', null, true)).toBeNull()
    const same = 'a mí también me pasa lo mismo desde ayer'
    expect(isCopy(post(same, { source: 'b', author: 'Berta', id: '1' }), post(same, { id: '2' }))).toBe(false)
    expect(isCopy(post(same, { source: 'b', author: '@ana', id: '1' }), post(same, { id: '2' }))).toBe(true)
  })

  it('are not answers in the same thread, unless somebody posts the same long text twice', () => {
    const text = textOf(7, 60)
    const thread = { conversation: 't' }
    expect(isCopy(post(`${text} gracias`, { ...thread, id: '2' }), post(text, { ...thread, id: '1' }))).toBe(true)
    expect(isCopy(post(`${text} ${textOf(8, 40)}`, { ...thread, id: '2' }), post(text, { ...thread, id: '1' }))).toBe(
      false,
    )
    const short = textOf(9, 25)
    expect(isCopy(post(short, { ...thread, id: '2' }), post(short, { ...thread, id: '1' }))).toBe(false)
  })

  it('are not what a customer adds around somebody else’s words', () => {
    const quoted = textOf(11, 60)
    const own = textOf(12, 70)
    expect(isFound(`${quoted} ${own}`, quoted)).toBe(false)
    expect(isFound(`${quoted} ${own}`, quoted, { kind: 'article' })).toBe(true)
    // A forum's feed shows quotes as the words of who quotes.
    const answer = `${quoted} ${textOf(13, 25)}`
    expect(isFound(answer, quoted, { source: 'a', kind: 'article' })).toBe(false)
    expect(isFound(answer, quoted, { source: 'a', kind: 'article', author: 'Ana' })).toBe(true)
  })

  it('are one page that two sources show', () => {
    const url = 'https://www.foro.example/t/5'
    const one = sketchOf('El router se reinicia cada noche a las tres', url, true)
    const other = sketchOf('El router se reinicia cada noche a las tres', 'http://foro.example/t/5/', true)
    if (one === null || other === null) throw new Error('too short')
    const later = post('x '.repeat(8), { source: 'b', author: null, sketch: other.sketch })
    expect(isCopy(later, post('y '.repeat(8), { sketch: one.sketch }))).toBe(true)
    expect(isCopy({ ...later, source: 'a' }, post('y '.repeat(8), { sketch: one.sketch }))).toBe(false)
  })
})

describe('the original of a copy', () => {
  const NOON = '2026-03-10T12:00:00.000Z'
  const text = textOf(31, 80)

  function candidate(source: string, seenAt: string) {
    const signature = signatureOf(sketched(text))
    return { source, id: `${source}-1`, conversation: 'c', signature, textLength: text.length, author: 'Ana', seenAt }
  }

  async function originalOf(candidates: readonly ReturnType<typeof candidate>[], seenBefore: string | null) {
    const post = { ...toPost(draftOf(text), 'a'), id: 'p' }
    const found = [{ post, source: 'a', sketched: sketchOf(text, null, true), seenBefore }]
    return (await findCopies(found, NOON, { copyCandidates: async () => candidates })).get('p') ?? null
  }

  it('is the one that was seen first', async () => {
    const candidates = [candidate('b', '2026-03-09T12:00:00.000Z'), candidate('c', '2026-03-08T12:00:00.000Z')]
    expect(await originalOf(candidates, null)).toEqual({ source: 'c', id: 'c-1' })
  })

  it('of an edited post is never one that came after it', async () => {
    const seenBefore = '2026-03-08T12:00:00.000Z'
    expect(await originalOf([candidate('b', '2026-03-09T12:00:00.000Z')], seenBefore)).toBeNull()
    expect(await originalOf([candidate('b', '2026-03-07T12:00:00.000Z')], seenBefore)).toEqual({
      source: 'b',
      id: 'b-1',
    })
  })

  it('is not looked for under a signature of another version', async () => {
    const other = { ...candidate('b', '2026-03-07T12:00:00.000Z'), signature: 'AAAA' }
    expect(await originalOf([other], null)).toBeNull()
  })
})

describe('sketches', () => {
  it('come back from the store as they went', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 6, max: 600 }), (seed, words) => {
        const sketch = sketched(textOf(seed, words))
        expect(readSignature(signatureOf(sketch))).toEqual(sketch)
      }),
      { numRuns: 50 },
    )
  })

  it('are the same for the same words whatever their case, accents and signs', () => {
    const text = textOf(3, 80)
    expect(sketched(`¡${text.toUpperCase().replaceAll(' ', ',  ')}!`)).toEqual(sketched(text))
  })

  it('say of a text that it is all in itself, and the same both ways round', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.integer({ min: 20, max: 500 }), (one, other, words) => {
        const a = sketched(textOf(one, words))
        const b = sketched(textOf(other, words))
        expect(overlapOf(a, a)).toMatchObject({ jaccard: 1, inFirst: 1, inSecond: 1 })
        const there = overlapOf(a, b)
        const back = overlapOf(b, a)
        expect(there).toEqual({ ...back, inFirst: back.inSecond, inSecond: back.inFirst })
      }),
      { numRuns: 50 },
    )
  })

  it('estimate the share of long texts closely', () => {
    const shared = textOf(21, 600)
    const a = sketched(`${shared} ${textOf(22, 600)}`)
    const b = sketched(`${shared} ${textOf(23, 600)}`)
    expect(Math.abs(overlapOf(a, b).jaccard - 1 / 3)).toBeLessThan(0.12)
  })

  it('survive any text and any signature', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), fc.string({ maxLength: 200 }), (text, signature) => {
        sketchOf(text, text, true)
        readSignature(signature)
        readSignature(Buffer.from(text).toString('base64'))
      }),
      { numRuns: 50 },
    )
  })

  it('look at a bounded number of words', () => {
    const words = sketchOf('palabra '.repeat(400_000), null, true)?.sketch.words
    expect(words).toBe(2500)
  })
})
