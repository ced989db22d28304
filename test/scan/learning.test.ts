import { describe, expect, it } from 'vitest'
import type { Classifier, Verdict } from '../../src/domain/verdict.js'
import { scanOnce } from '../../src/scan/scan.js'
import { startSchedule } from '../../src/scan/schedule.js'
import { openKit, spec } from './kit.js'

const PAGE = 'https://foro.example/latest'
const complaint = { id: '1', text: 'El internet de UNE falla desde ayer y nadie responde', thread: 't1' }

describe('learning while the program runs', () => {
  it('is nobody’s wait, never happens twice at once, and ends with the program', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [complaint] })
    let [begun, ended] = [0, 0]
    const learn = (signal: AbortSignal) => {
      begun += 1
      return new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          ended += 1
          resolve()
        })
      })
    }
    const schedule = startSchedule({
      ...kit.tools,
      targets: [],
      retention: { postsMs: 1e12, unmatchedMs: 1e12 },
      every: () => () => undefined,
      learn,
    } as Parameters<typeof startSchedule>[0])
    await schedule.tick()
    await schedule.tick()
    expect([begun, ended]).toEqual([1, 0])
    expect((await kit.store.info()).posts).toBe(1)
    await schedule.stop()
    expect(ended).toBe(1)
  })

  it('is taken up before each pass, and a failure of that stops no pass', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [complaint] })
    let taken = 0
    const freshen = async () => {
      taken += 1
      throw new Error('the model is gone')
    }
    const summary = await scanOnce({}, { ...kit.tools, freshen })
    expect([taken, summary.posts.new]).toEqual([1, 1])
    expect(kit.logged).toContainEqual(expect.objectContaining({ level: 'error' }))
  })
})

describe('a second opinion', () => {
  it('is weighed in before anything is stored, for exactly the posts that were judged', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [complaint, { id: '2', text: 'Vendo una bicicleta casi nueva', thread: 't2' }] })
    const asked: string[] = []
    const calm = (verdict: Verdict): Verdict => ({
      ...verdict,
      judgements: verdict.judgements.map((one) => ({ ...one, labels: { ...one.labels, complaint: 0.1 }, tags: [] })),
    })
    const classifier: Classifier = {
      id: kit.classifier.id,
      classify: (posts, brands) => kit.classifier.classify(posts, brands),
      reconsider: async (posts, verdicts) => {
        asked.push(...posts.map(({ text }) => text))
        return verdicts.map(calm)
      },
    }
    const summary = await scanOnce({}, { ...kit.tools, classifier })
    expect(asked).toEqual([complaint.text, 'Vendo una bicicleta casi nueva'])
    expect(summary).toMatchObject({ posts: { new: 2 }, alerts: { opened: 0 } })
  })
})
