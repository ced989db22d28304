// What leaves a real file: erasures, what has expired, earlier texts, bands; and what never does.

import { readdirSync, readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { checkDatabase } from '../../../src/store/sqlite/index.js'
import {
  alert,
  delivery,
  entry,
  judgement,
  mentioned,
  minutes,
  NOW,
  opened,
  post,
  scan,
  spec,
  stored,
} from '../samples.js'
import { testFolder } from './folder.js'

const { path, open } = testFolder()

describe('an erasure', () => {
  test('leaves no byte of the words, the name or the addresses in any file', async () => {
    const store = await open()
    await store.syncSources([spec('foro')], NOW)
    const author = { name: 'Zenobia Quimbaya', url: 'https://foro.example/u/zenobiaquimbaya', staff: false }
    for (let round = 0; round < 15; round += 1) {
      await store.recordScan(scan(everything(round, author)))
    }
    const other = await open()
    await other.posts({ limit: 1 })
    await store.erase({ author: '@zenobia  QUIMBAYA' }, minutes(2))
    const words = ['Zenobia', 'zenobia', 'QUIMBAYA', 'quimbaya', 'xilofonista', 'marmoleado', 'zurcidora']
    for (const name of readdirSync(path('.'))) {
      const bytes = readFileSync(path(name)).toString('latin1')
      for (const word of words) expect([name, word, bytes.includes(word)]).toEqual([name, word, false])
    }
    expect((await store.info()).posts).toBe(15 * 20)
    expect((await store.mentions({ limit: 1, q: 'señal' })).items).toHaveLength(1)
    expect(checkDatabase(path('escucha.db'))).toEqual([])
  })
})

/** Twenty posts of others and one that says rare words in every place that keeps words. */
function everything(round: number, author: { readonly name: string; readonly url: string; readonly staff: boolean }) {
  const others = Array.from({ length: 20 }, (_, count) =>
    mentioned(
      post(`o${round}-${count}`, {
        text: 'sin señal en casa '.repeat(20),
        author: { ...author, name: 'Ana', url: null },
      }),
      {
        quotes: [{ author: author.name, postId: `z${round}`, text: 'zurcidora' }],
      },
    ),
  )
  const mine = post(`z${round}`, { author, title: 'xilofonista', text: `soy xilofonista y marmoleado ${round}` })
  const evidence = [{ label: 'complaint' as const, start: 4, end: 15, text: 'xilofonista', weight: 1, concept: null }]
  const judgements = [judgement({ evidence })]
  const case_ = alert(`z${round}`, {
    conversation: { ...mine.conversation, title: 'xilofonista' },
    author: author.name,
    title: 'xilofonista',
    excerpt: 'marmoleado',
    evidence,
  })
  const edited = mentioned({ ...mine, text: 'ya marmoleado' }, { judgements, revision: true, contentHash: 'h2' })
  return {
    posts: [...others, mentioned(mine, { judgements }), edited],
    alerts: [{ ...opened(case_), history: [entry({ text: 'xilofonista' })] }],
    deliveries: [delivery(`d${round}`, [case_])],
  }
}

describe('what has expired', () => {
  test('is overwritten in the file, not only unlinked', async () => {
    const store = await open()
    await store.syncSources([spec('foro')], NOW)
    const posts = Array.from({ length: 60 }, (_, count) =>
      mentioned(post(`${count}`, { text: 'zurcidora '.repeat(50) })),
    )
    await store.recordScan(scan({ posts }))
    await store.prune({ unmatched: minutes(1), posts: minutes(1) })
    await store.close()
    expect(readFileSync(path('escucha.db')).includes('zurcidora')).toBe(false)
  })
})

describe('an edited post', () => {
  test('keeps each of its earlier texts, until it is erased', async () => {
    const store = await open()
    await store.syncSources([spec('foro')], NOW)
    const say = (text: string, count: number) =>
      stored(post('1', { text }), { contentHash: text, seenAt: minutes(count), revision: count > 0 })
    for (const [count, text] of ['primero', 'segundo', 'tercero'].entries()) {
      await store.recordScan(scan({ posts: [say(text, count)] }))
    }
    const revisions = () => {
      const raw = new Sqlite(path('escucha.db'), { readonly: true })
      const rows = raw.prepare('SELECT number, text, replaced_at FROM post_revision ORDER BY number').raw().all()
      raw.close()
      return rows
    }
    expect(revisions()).toEqual([
      [1, 'primero', minutes(1)],
      [2, 'segundo', minutes(2)],
    ])
    await store.erase({ author: 'Lucía Peña' }, NOW)
    expect(revisions()).toEqual([])
  })
})

describe('the bands of copies', () => {
  test('are found before and after they are folded together, and leave with their posts', async () => {
    const store = await open()
    await store.syncSources([spec('foro')], NOW)
    const banded = (count: number) => stored(post(`${count}`), { copyBands: [`b${count}`], copySignature: 'c2ln' })
    await store.recordScan(scan({ posts: Array.from({ length: 600 }, (_, count) => banded(count)) }))
    const rows = () => {
      const raw = new Sqlite(path('escucha.db'), { readonly: true })
      const counts = ['copy_band', 'recent_band'].map((table) =>
        raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
      )
      raw.close()
      return counts
    }
    expect(rows()).toEqual([511, 89])
    const found = await store.copyCandidates(['b0', 'b599', 'b700'], 10)
    expect(found.map((one) => one.id)).toEqual(['599', '0'])
    await store.prune({ unmatched: minutes(1), posts: minutes(1) })
    expect(rows()).toEqual([0, 0])
  })
})

describe('the audit log', () => {
  test('is only ever added to, even by hand', async () => {
    const store = await open()
    await store.audit({ at: NOW, actor: 'ana', action: 'login', detail: 'ok' })
    const raw = new Sqlite(path('escucha.db'))
    expect(() => raw.exec("UPDATE audit SET actor = 'beto'")).toThrow('append-only')
    expect(() => raw.exec('DELETE FROM audit')).toThrow('append-only')
    raw.close()
    expect(await store.auditLog(5)).toHaveLength(1)
  })
})
