import { afterEach, describe, expect, it } from 'vitest'
import { openWhole, type Whole } from './whole.js'

// What places ask of those who ask them, kept through a whole scan.

let whole: Whole
afterEach(() => whole?.close())

const story = (id: number) =>
  `{"id":${id},"type":"story","by":"ana","time":1773140000,"title":"Sin señal ${id}","text":"Nada funciona"}`

describe('Hacker News', () => {
  it('is read by its own interface while the search is out of service, and by the search again afterwards', async () => {
    whole = await openWhole([{ id: 'hn', path: '/newest', kind: 'hackernews', options: 'query: ["UNE"]' }])
    whole.put('*', 'down', 'text/plain', 503)
    whole.put('/v0/newstories.json', '[102,101]', 'application/json')
    for (const id of [101, 102]) whole.put(`/v0/item/${id}.json`, story(id), 'application/json')
    expect(await whole.scan()).toMatchObject({ failures: [], posts: { new: 2 } })
    expect(await whole.scan()).toMatchObject({ failures: [], posts: { new: 0 } })
    expect(await whole.check()).toMatchObject([{ ok: true, posts: 1 }])

    const hit =
      '{"objectID":"101","_tags":["story"],"title":"Sin señal 101","author":"ana","created_at_i":1773140000,"story_text":"Nada funciona"}'
    whole.put('*', `{"hits":[${hit}],"hitsPerPage":100}`, 'application/json')
    // The same story, found the other way, is the same post.
    expect(await whole.scan()).toMatchObject({ failures: [], posts: { new: 0 } })
  })

  it('that answers neither way is a failure', async () => {
    whole = await openWhole([{ id: 'hn', path: '/newest', kind: 'hackernews' }])
    whole.put('*', 'down', 'text/plain', 503)
    expect(await whole.failureOf('hn')).toMatchObject({ code: 'http-status' })
  })
})

describe('the Stack Exchange API', () => {
  const question = (id: number) =>
    `{"question_id":${id},"title":"Sin señal ${id}","body":"<p>Nada</p>","link":"https://p.example/q/${id}","creation_date":1773140000,"last_activity_date":1773140000,"answer_count":1,"is_answered":false,"owner":{"display_name":"ana"}}`

  it('is asked nothing more in the scan in which it asks to wait, and not before then', async () => {
    whole = await openWhole([{ id: 'se', path: '/2.3/questions?site=pregunta', kind: 'stackexchange' }])
    whole.put(
      '*',
      `{"items":[${question(7)}],"has_more":true,"quota_remaining":200,"backoff":7200}`,
      'application/json',
    )
    expect(await whole.scan()).toMatchObject({ failures: [], posts: { new: 1 } })
    expect(whole.site.asked.filter((asked) => asked.includes('/2.3/'))).toHaveLength(1)
    const [source] = await whole.store.listSources()
    const pause = Date.parse(source?.state.nextScanAt ?? '') - Date.parse(source?.state.lastScanAt ?? '')
    expect(pause).toBeGreaterThanOrEqual(7_200_000)
  })

  it('that asks to wait after one search is not asked for the next in the same scan', async () => {
    whole = await openWhole([{ id: 'se', path: '/', kind: 'stackexchange', options: 'query: [uno, dos]' }])
    whole.put('*', `{"items":[${question(7)}],"has_more":false,"quota_remaining":200,"backoff":30}`, 'application/json')
    await whole.scan()
    const searches = () => whole.site.asked.filter((asked) => asked.includes('/search/advanced'))
    expect(searches()).toHaveLength(1)
    whole.put('*', `{"items":[],"has_more":false,"quota_remaining":200}`, 'application/json')
    await whole.scan()
    // The next scan goes on to both.
    expect(searches().filter((asked) => asked.includes('q=dos'))).toHaveLength(1)
  })

  it('that refuses says what it may mean', async () => {
    whole = await openWhole([{ id: 'se', path: '/2.3/questions?site=pregunta', kind: 'stackexchange' }])
    whole.put('*', '{"error_id":502,"error_name":"throttle_violation"}', 'application/json', 400)
    expect((await whole.failureOf('se'))?.reason).toContain('quota')
  })
})
