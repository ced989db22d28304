import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadModel } from '../../src/understand/classifier.js'
import { readCsv, readRecords } from '../../src/understand/research/csv.js'
import { foldsOf, RESEARCH_TUNING, research } from '../../src/understand/research/research.js'
import { excludedIn, fingerprint, PUBLIC_SETS, postsOf } from '../../src/understand/research/sets.js'
import { SHIPPED_MODEL_FILE } from '../../src/understand/train/corpus.js'

const model = loadModel(SHIPPED_MODEL_FILE)
const [acl, airline, , meia] = PUBLIC_SETS

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'escucha-research-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const put = (name: string, text: string) => writeFileSync(join(folder, name), text)

function lines(baseline = false): string[] {
  const said: string[] = []
  research(folder, model, { tuning: RESEARCH_TUNING, baseline, onLine: (line) => said.push(line) })
  return said
}

/** Invented tweets in the form of the ACL set: id, text, label, domain, without a heading. */
function tweets(count: number): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const bad = i % 2 === 0
    const text = bad ? `@acme my parcel ${i} is broken, ""again""` : `@acme thanks, parcel ${i} is lovely`
    return `${1000 + i},"${text}",${Number(bad)},retail`
  })
  return `${rows.join('\n')}\n`
}

describe('research on public sets', () => {
  test('says of each set that is not there what is missing, and ends in peace', () => {
    expect(lines()).toEqual(
      PUBLIC_SETS.map(({ name, file, origin }) => `${name}: skipped, there is no ${file} (${origin}) in ${folder}`),
    )
  })

  test('trains on a set in folds and beats natural’s Bayes or equals it', () => {
    put('complaints-data.csv', tweets(60))
    const said = lines(true)
    expect(said[0]).toBe('ACL 2019 complaints: 60 rows, 30 complaint; 0 excluded rows are only tested on')
    const macroOf = (what: string) =>
      Number(/macro-F1 ([\d.]+)/.exec(said.find((line) => line.includes(what)) ?? '')?.[1])
    expect(macroOf('this set alone')).toBeGreaterThan(0.9)
    expect(macroOf('this set alone')).toBeGreaterThanOrEqual(macroOf('natural’s Bayes'))
    expect(said).toContain(`${airline?.name}: skipped, there is no Tweets.csv (${airline?.origin}) in ${folder}`)
  })

  test('never trains on a text of the excluded list', () => {
    put('complaints-data.csv', tweets(60))
    const posts = acl === undefined ? [] : (postsOf(acl, folder) ?? [])
    put('exclude_sha1.txt', posts.map(({ text }) => fingerprint(text)).join('\n'))
    expect(excludedIn(folder).size).toBe(60)
    const said = lines()
    expect(said[0]).toContain('60 excluded rows are only tested on')
    // With nothing to learn from, every post gets the same probability.
    expect(said[1]).toContain('AUC 0.500')
  })

  test('reads each set as its authors publish it', () => {
    put(
      'complaints-data.csv',
      '1,"@acme ""where"" is it?\nStill nothing",1,retail\n2,@acme ok,0,retail\n3,@acme ok,0,retail\n',
    )
    put('Tweets.csv', '\uFEFFtweet_id,airline_sentiment,text\n7,negative,"late, late"\n8,neutral,hello\n')
    put('MeIA_2025_train.csv', 'Review,Polarity,Town\n"Sucio, y caro",1.0,Tulum\nBonito,5.0,Tulum\nNada,,Tulum\n')
    const read = (set: typeof acl) =>
      set === undefined ? [] : (postsOf(set, folder) ?? []).map(({ text, labels }) => [text, labels.complaint])
    expect(read(acl)).toEqual([
      ['@acme "where" is it?\nStill nothing', true],
      ['@acme ok', false],
    ])
    expect(read(airline)).toEqual([
      ['late, late', true],
      ['hello', false],
    ])
    expect(read(meia)).toEqual([
      ['Sucio, y caro', true],
      ['Bonito', false],
    ])
  })

  describe('with the rows of dev.jsonl', () => {
    const devRow = (text: string, i: number) =>
      JSON.stringify({ id: `acl-${i}`, text, lang: 'en', labels: { complaint: i % 2 === 0 } })
    const sampled = Array.from({ length: 50 }, (_, i) =>
      devRow(i % 2 === 0 ? `your app number ${i} keeps crashing` : `see you at ${i}`, i),
    )

    test('tests on them and trains on none of them, also where nothing else is there', () => {
      put('dev.jsonl', sampled.join('\n'))
      const said = lines()
      const name = 'ACL 2019 complaints in dev.jsonl'
      expect(said).toContain(
        `${name}: 50 rows, 25 complaint; a sample that is only tested on, so it compares with no paper`,
      )
      expect(said).toContain(`${name}: nothing was trained for it, as no published set with complaint is in the folder`)
      expect(said.join()).not.toMatch(/5-fold|→/)
    })

    test('tests the fit on each published set of the label on them', () => {
      put('complaints-data.csv', tweets(60))
      put('dev.jsonl', sampled.join('\n'))
      expect(lines().filter((line) => line.includes('→'))).toEqual([
        expect.stringContaining('ACL 2019 complaints → ACL 2019 complaints in dev.jsonl'),
      ])
    })

    test('never trains on a text of theirs that stands in a published file, too', () => {
      put('complaints-data.csv', tweets(60))
      const posts = acl === undefined ? [] : (postsOf(acl, folder) ?? [])
      put('dev.jsonl', posts.map(({ text }, i) => devRow(text, i)).join('\n'))
      const said = lines()
      expect(said[0]).toContain('60 excluded rows are only tested on')
      expect(said[1]).toContain('AUC 0.500')
    })
  })

  test('gives each fold its share of each class, whatever order the rows come in', () => {
    put('complaints-data.csv', tweets(50))
    const posts = acl === undefined ? [] : (postsOf(acl, folder) ?? [])
    const folds = acl === undefined ? [] : foldsOf({ set: acl, posts })
    for (let fold = 0; fold < 5; fold++) {
      const own = posts.filter((_, row) => folds[row] === fold)
      expect(own.filter(({ labels }) => labels.complaint).length).toBe(5)
      expect(own.length).toBe(10)
    }
    const turned = [...posts].reverse()
    expect(acl === undefined ? [] : foldsOf({ set: acl, posts: turned })).toEqual([...folds].reverse())
  })
})

describe('comma-separated values', () => {
  test('are read as they were written, whatever the fields hold', () => {
    const field = fc.string().map((text) => text.replaceAll('\r', ' '))
    const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 6 })
    fc.assert(
      fc.property(rows, (written) => {
        const text = written.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\n')
        expect(readCsv(text)).toEqual(written)
      }),
    )
    expect(readRecords('a,b\n1,2\n3\n')).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '' },
    ])
  })
})
