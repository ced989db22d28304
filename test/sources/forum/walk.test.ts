// How a forum is walked over several scans: what is asked for, and what is left alone.

import { describe, expect, test } from 'vitest'
import type { PageRequest, SourceKind, SourceMemory } from '../../../src/domain/source.js'
import { discourse } from '../../../src/sources/discourse.js'
import { phpbb } from '../../../src/sources/phpbb.js'
import { pageOf } from '../pages.js'

type Site = Readonly<Record<string, string>>

/** What one scan does: it fetches in order, hands the memory on, and goes on past a page that cannot be had. */
function scan(
  kind: SourceKind<never>,
  url: string,
  site: Site,
  memory: SourceMemory = {},
  requests?: readonly PageRequest[],
) {
  const context = { options: {} as never, memory }
  const queue = [...(requests ?? kind.start(url, context))]
  const asked: string[] = []
  const ids: (string | null)[] = []
  let known = memory
  for (let next = 0; next < queue.length && next < 200; next += 1) {
    const request = queue[next]
    if (request === undefined || asked.includes(request.url)) continue
    asked.push(request.url)
    const text = site[request.url]
    if (text === undefined) continue
    const result = kind.read(pageOf(text, { url: request.url, role: request.role }), {
      options: {} as never,
      memory: known,
    })
    known = result.memory ?? known
    ids.push(...result.posts.map((post) => post.id))
    queue.push(...result.next)
  }
  return { asked, ids, memory: known }
}

const FORO = 'https://foro.example/viewforum.php?f=1'

function listing(threads: readonly { readonly id: number; readonly replies: number }[]): string {
  const rows = threads.map(
    ({ id, replies }) =>
      `<li class="row"><dl><dt><a class="topictitle" href="./viewtopic.php?t=${id}">Tema ${id}</a></dt><dd class="posts">${replies} respuestas</dd></dl></li>`,
  )
  return `<html lang="es"><body id="phpbb"><ul class="topiclist topics">${rows.join('')}</ul></body></html>`
}

function topicUrl(id: number, page = 1): string {
  return `https://foro.example/viewtopic.php?t=${id}${page === 1 ? '' : `&start=${(page - 1) * 10}`}`
}

function thread(id: number, page: number, pages: number, posts: readonly number[]): string {
  const links = Array.from(
    { length: pages },
    (_, index) => `<li><a href="${topicUrl(id, index + 1)}">${index + 1}</a></li>`,
  )
  const next =
    page < pages ? `<li class="arrow next"><a rel="next" href="${topicUrl(id, page + 1)}">Siguiente</a></li>` : ''
  const previous =
    page > 1 ? `<li class="arrow previous"><a rel="prev" href="${topicUrl(id, page - 1)}">Anterior</a></li>` : ''
  const bodies = posts.map(
    (post) =>
      `<div id="p${post}" class="post"><p class="author"><a class="username">ana</a></p><div class="content">texto ${post}</div></div>`,
  )
  return `<html lang="es"><head><link rel="canonical" href="${topicUrl(id, page)}"></head><body id="phpbb"><h2 class="topic-title">Tema ${id}</h2><div class="pagination"><ul>${previous}${links.join('')}${next}</ul></div>${bodies.join('')}</body></html>`
}

describe('a forum of pages', () => {
  const kind = phpbb as SourceKind<never>

  test('is read once, and then only where it has grown', () => {
    const site = {
      [FORO]: listing([
        { id: 7, replies: 1 },
        { id: 8, replies: 0 },
      ]),
      [topicUrl(7)]: thread(7, 1, 1, [70, 71]),
      [topicUrl(8)]: thread(8, 1, 1, [80]),
    }
    const first = scan(kind, FORO, site)
    expect(first.asked).toEqual([FORO, topicUrl(7), topicUrl(8)])
    expect(first.ids).toEqual(['p70', 'p71', 'p80'])

    const second = scan(kind, FORO, site, first.memory)
    expect(second.asked).toEqual([FORO])

    const grown = {
      ...site,
      [FORO]: listing([
        { id: 7, replies: 1 },
        { id: 8, replies: 1 },
      ]),
      [topicUrl(8)]: thread(8, 1, 1, [80, 81]),
    }
    const third = scan(kind, FORO, grown, second.memory)
    expect(third.asked).toEqual([FORO, topicUrl(8)])
    expect(third.ids).toEqual(['p80', 'p81'])
  })

  test('asks again for a thread that could not be fetched', () => {
    const site = { [FORO]: listing([{ id: 7, replies: 1 }]) }
    const first = scan(kind, FORO, site)
    const second = scan(kind, FORO, { ...site, [topicUrl(7)]: thread(7, 1, 1, [70, 71]) }, first.memory)
    expect(second.ids).toEqual(['p70', 'p71'])
  })

  test('shows a long thread by its beginning and its end, and goes on from the latest page', () => {
    const site: Record<string, string> = { [FORO]: listing([{ id: 9, replies: 85 }]) }
    for (let page = 1; page <= 9; page += 1) site[topicUrl(9, page)] = thread(9, page, 9, [900 + page])
    const first = scan(kind, FORO, site)
    expect(first.asked).toEqual([FORO, topicUrl(9), topicUrl(9, 9), topicUrl(9, 8)])

    site[FORO] = listing([{ id: 9, replies: 95 }])
    site[topicUrl(9, 9)] = thread(9, 9, 10, [909, 919])
    site[topicUrl(9, 10)] = thread(9, 10, 10, [910])
    const second = scan(kind, FORO, site, first.memory)
    expect(second.asked).toEqual([FORO, topicUrl(9, 9), topicUrl(9, 10)])
    expect(second.ids).toEqual(['p909', 'p919', 'p910'])
  })

  test('sees a conversation again from its latest page', () => {
    const site: Record<string, string> = {
      [FORO]: listing([{ id: 9, replies: 15 }]),
      [topicUrl(9)]: thread(9, 1, 2, [1]),
      [topicUrl(9, 2)]: thread(9, 2, 2, [2]),
    }
    const { memory } = scan(kind, FORO, site)
    const requests = phpbb.revisit?.({ id: '9', url: topicUrl(9), title: null }, FORO, { options: {}, memory }) ?? []
    expect(requests.map(({ url }) => url)).toEqual([topicUrl(9, 2)])
    expect(scan(kind, FORO, site, memory, requests).ids).toEqual(['p2'])
  })

  test('follows a thread that grew by many pages no further than the limit, and goes on there the next time', () => {
    const site: Record<string, string> = {
      [FORO]: listing([{ id: 9, replies: 1 }]),
      [topicUrl(9)]: thread(9, 1, 1, [1]),
    }
    const first = scan(kind, FORO, site)
    site[FORO] = listing([{ id: 9, replies: 300 }])
    for (let page = 1; page <= 30; page += 1) site[topicUrl(9, page)] = thread(9, page, 30, [page])
    const second = scan(kind, FORO, site, first.memory)
    expect(second.ids.length).toBe(9)
    const third = scan(kind, FORO, site, second.memory)
    expect(third.ids[0]).toBe('p9')
    expect(third.ids.at(-1)).toBe('p17')
  })

  test('remembers a bounded number of threads', () => {
    const site: Record<string, string> = {}
    let memory: SourceMemory = {}
    for (let round = 0; round < 4; round += 1) {
      const threads = Array.from({ length: 180 }, (_, index) => ({ id: 1000 * (round + 1) + index, replies: 0 }))
      site[FORO] = listing(threads)
      for (const { id } of threads) site[topicUrl(id)] = thread(id, 1, 1, [id])
      memory = scan(kind, FORO, site, memory).memory
    }
    expect((memory.threads as unknown[]).length).toBe(600)
    expect((memory.threads as unknown[][]).at(-1)?.[0]).toBe('4179')
  })
})

describe('a Discourse forum', () => {
  const kind = discourse as SourceKind<never>
  const LATEST = 'https://comunidad.example/latest.json'
  const TOPIC = 'https://comunidad.example/t/5.json'
  const list = (count: number, solved = false) =>
    JSON.stringify({
      topic_list: { topics: [{ id: 5, slug: 'x', title: 'X', posts_count: count, has_accepted_answer: solved }] },
    })
  const post = (number: number, more = {}) => ({
    id: 100 + number,
    username: 'ana',
    cooked: `<p>texto ${number}</p>`,
    post_number: number,
    post_type: 1,
    topic_id: 5,
    created_at: '2024-01-01T00:00:00Z',
    ...more,
  })
  const topic = (count: number, more = {}) =>
    JSON.stringify({
      id: 5,
      slug: 'x',
      title: 'X',
      posts_count: count,
      post_stream: {
        posts: Array.from({ length: Math.min(20, count) }, (_, index) => post(index + 1)),
        stream: Array.from({ length: count }, (_, index) => 101 + index),
      },
      ...more,
    })
  const piece = (from: number, to: number) =>
    `https://comunidad.example/t/5/posts.json?${Array.from({ length: to - from + 1 }, (_, index) => `post_ids[]=${100 + from + index}`).join('&')}`
  const pieceText = (from: number, to: number) =>
    JSON.stringify({
      id: 5,
      post_stream: {
        posts: Array.from({ length: to - from + 1 }, (_, index) => post(from + index, { reply_to_post_number: 1 })),
      },
    })

  test('gives the rest of a topic’s stream, piece by piece, once', () => {
    const site: Record<string, string> = {
      [LATEST]: list(45),
      [TOPIC]: topic(45),
      [piece(21, 40)]: pieceText(21, 40),
      [piece(41, 45)]: pieceText(41, 45),
    }
    const first = scan(kind, 'https://comunidad.example/', site)
    expect(first.asked).toEqual([LATEST, TOPIC, piece(21, 40), piece(41, 45)])
    expect(first.ids.length).toBe(45)
    expect(scan(kind, 'https://comunidad.example/', site, first.memory).asked).toEqual([LATEST])

    const grown = { ...site, [LATEST]: list(46), [TOPIC]: topic(46), [piece(46, 46)]: pieceText(46, 46) }
    expect(scan(kind, 'https://comunidad.example/', grown, first.memory).asked).toEqual([LATEST, TOPIC, piece(46, 46)])
  })

  test('keeps title and reply relations in the pieces', () => {
    const [request] = kind.read(pageOf(topic(21), { url: TOPIC, role: 'topic?mark=21' }), {
      options: {} as never,
      memory: {},
    }).next
    const result = kind.read(pageOf(pieceText(21, 21), { url: request?.url ?? '', role: request?.role ?? null }), {
      options: {} as never,
      memory: {},
    })
    expect(result.posts[0]).toMatchObject({
      id: '121',
      inReplyTo: '101',
      conversation: { id: '5', title: 'X', url: 'https://comunidad.example/t/x/5' },
    })
  })

  test('reads a post of long ago again when it becomes the solution', () => {
    const site: Record<string, string> = { [LATEST]: list(30), [TOPIC]: topic(30), [piece(21, 30)]: pieceText(21, 30) }
    const first = scan(kind, 'https://comunidad.example/', site)
    const solution = 'https://comunidad.example/posts/by_number/5/25.json'
    const solved = {
      ...site,
      [LATEST]: list(30, true),
      [TOPIC]: topic(30, { accepted_answer: { post_number: 25 } }),
      [solution]: JSON.stringify(post(25, { accepted_answer: true })),
    }
    const second = scan(kind, 'https://comunidad.example/', solved, first.memory)
    expect(second.asked).toEqual([LATEST, TOPIC, solution])
    expect(second.ids.at(-1)).toBe('125')
  })

  test.each([
    ['https://comunidad.example', LATEST],
    ['https://comunidad.example/latest', LATEST],
    ['https://comunidad.example/c/ayuda/5', 'https://comunidad.example/c/ayuda/5.json'],
    ['https://comunidad.example/tag/roaming', 'https://comunidad.example/tag/roaming.json'],
    ['https://comunidad.example/t/x/5/3', TOPIC],
    ['https://comunidad.example/t/x/5', TOPIC],
    ['https://comunidad.example/t/5', TOPIC],
    ['https://comunidad.example/t/5.json', TOPIC],
    ['https://comunidad.example/t/2024/5', 'https://comunidad.example/t/2024.json'],
    [
      'https://comunidad.example/search?q=fibra%20order:latest',
      'https://comunidad.example/search.json?q=fibra%20order:latest',
    ],
    ['https://marca.example/foro/c/ayuda/5', 'https://marca.example/foro/c/ayuda/5.json'],
    ['https://marca.example/foro', 'https://marca.example/foro/latest.json'],
    ['https://comunidad.example/posts.json', 'https://comunidad.example/posts.json'],
  ])('starts from %s with %s', (address, asked) => {
    expect(kind.start(address, { options: {} as never, memory: {} }).map(({ url }) => url)).toEqual([asked])
  })
})
