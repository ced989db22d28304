// What is taken away, edited, moved or closed in a thread with a case is noticed when the thread is looked at again: on
// the real kinds, over pages in their engines' own shapes.

import { describe, expect, it } from 'vitest'
import type { Alert } from '../../src/domain/case.js'
import { EscuchaError } from '../../src/domain/errors.js'
import type { FetchRequest } from '../../src/domain/fetcher.js'
import { scanOnce } from '../../src/scan/scan.js'
import { sourceKind } from '../../src/sources/index.js'
import { type Kit, minutes, openKit, spec } from './kit.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR

interface Said {
  readonly id: number
  readonly by: string
  readonly text: string
  readonly minute: number
  readonly edited?: boolean
}

const complaint: Said = { id: 11, by: 'marta', text: 'El internet de UNE falla desde ayer', minute: 0 }
const helper: Said = { id: 12, by: 'pipe', text: 'Reinicia el módem y espera diez minutos', minute: 10 }
const staff: Said = { id: 13, by: 'UNETelco', text: 'Hola, ya enviamos un técnico a tu dirección', minute: 20 }

type Page = { readonly text: string; readonly type: string } | 'missing'

/** A kit over real kinds and pages that the test writes by address. */
async function openForum(
  kind: string,
  pageAt: (url: URL) => Page,
): Promise<{ kit: Kit; scan: (hours?: number) => Promise<void> }> {
  const fetchPage = async ({ url, role }: FetchRequest) => {
    const page = pageAt(new URL(url))
    if (page === 'missing') throw new EscuchaError('http-status', `${url} answered 404`, { status: 404 })
    return {
      outcome: 'page' as const,
      page: {
        url,
        status: 200,
        contentType: page.type,
        headers: {},
        text: page.text,
        fetchedAt: kit.now(),
        timezone: 'UTC',
        role: role ?? null,
      },
      validators: { etag: null, lastModified: null, bodyHash: null },
      movedTo: null,
      freshForMs: null,
    }
  }
  const kit = await openKit(
    [spec('foro', { kind, url: 'https://foro.example/', rhythm: { kind: 'every', ms: HOUR } })],
    {
      fetcher: { fetchPage, post: async () => ({ status: 202, headers: {}, body: '' }) },
      sourceKind: (name) => sourceKind(name),
      reader: {
        read: async (name, page, context) => {
          const found = sourceKind(name)
          if (found === undefined) throw new Error(`no kind ${name}`)
          return found.read(page, context)
        },
      },
    },
  )
  const scan = async (hours = 1) => {
    await scanOnce({ force: true }, kit.tools)
    kit.pass(hours * HOUR)
  }
  return { kit, scan }
}

function discourse(topics: () => Readonly<Record<string, readonly Said[]>>, closed = false) {
  return (url: URL): Page => {
    const json = (value: unknown): Page => ({ text: JSON.stringify(value), type: 'application/json' })
    const id = /^\/t\/(?:[^/]+\/)?(\d+)/.exec(url.pathname)?.[1]
    if (id === undefined) {
      const listed = Object.entries(topics()).map(([topic, posts]) => ({
        id: Number(topic),
        slug: 'hilo',
        title: 'Sin internet',
        posts_count: posts.length,
      }))
      return json({ users: [], topic_list: { topics: listed } })
    }
    const posts = topics()[id]
    if (posts === undefined) return 'missing'
    return json({
      id: Number(id),
      slug: 'hilo',
      title: 'Sin internet',
      closed,
      posts_count: posts.length,
      post_stream: {
        stream: posts.map((post) => post.id),
        posts: posts.map((post, index) => ({
          id: post.id,
          post_number: index + 1,
          topic_id: Number(id),
          username: post.by,
          cooked: `<p>${post.text}</p>`,
          created_at: minutes(post.minute),
          updated_at: minutes(post.minute + (post.edited === true ? 30 : 0)),
          version: post.edited === true ? 2 : 1,
        })),
      },
    })
  }
}

function phpbb(topics: () => Readonly<Record<string, readonly Said[]>>) {
  return (url: URL): Page => {
    const page = (section: string, body: string): Page => ({
      text: `<!doctype html><html lang="es"><head><title>Foro</title></head><body id="phpbb" class="nojs notouch section-${section} ltr"><div id="page-body">${body}</div></body></html>`,
      type: 'text/html',
    })
    const when = (post: Said) => `<time datetime="${minutes(post.minute)}">x</time>`
    if (url.pathname !== '/viewtopic.php') {
      const rows = Object.entries(topics()).map(
        ([id, posts]) =>
          `<li class="row bg1"><dl class="row-item topic_read"><dt><div class="list-inner"><a href="./viewtopic.php?t=${id}" class="topictitle">Sin internet</a></div></dt><dd class="posts">${posts.length - 1} <dfn>Respuestas</dfn></dd></dl></li>`,
      )
      return page('viewforum', `<ul class="topiclist topics">${rows.join('')}</ul>`)
    }
    const id = url.searchParams.get('t') ?? ''
    const posts = topics()[id]
    if (posts === undefined) return 'missing'
    const blocks = posts.map(
      (post) =>
        `<div id="p${post.id}" class="post has-profile bg2"><div class="inner"><dl class="postprofile"><dt><a class="username">${post.by}</a></dt></dl><div class="postbody"><div id="post_content${post.id}"><h3><a href="#p${post.id}">Sin internet</a></h3><p class="author"><a href="./viewtopic.php?p=${post.id}#p${post.id}">Mensaje</a> por <strong><a class="username">${post.by}</a></strong> ${when(post)}</p><div class="content">${post.text}</div></div></div></div></div>`,
    )
    return page(
      'viewtopic',
      `<h2 class="topic-title"><a href="./viewtopic.php?t=${id}">Sin internet</a></h2><div class="pagination">Página <strong>1</strong> de <strong>1</strong></div>${blocks.join('')}`,
    )
  }
}

/** phpBB calls post 12 "p12". */
const bare = (id: string) => id.replace(/^p/, '')

async function theAlert(kit: Kit): Promise<Alert> {
  const { items } = await kit.store.listAlerts({ limit: 5, order: 'newest', now: kit.now() })
  const [alert] = items
  if (alert === undefined || items.length > 1) throw new Error(`${items.length} alerts where one was told of`)
  return alert
}

async function linesOf(kit: Kit): Promise<readonly string[]> {
  const { id } = await theAlert(kit)
  return (await kit.store.history(id))
    .filter(({ kind }) => kind === 'deleted')
    .map(({ text, from }) => `${text} ${from ?? ''}`.trim())
}

async function goneIn(kit: Kit, conversation = '1'): Promise<readonly string[]> {
  const [view] = await kit.store.conversations('foro', [conversation])
  return (view?.posts ?? []).filter(({ goneAt }) => goneAt !== undefined).map(({ post }) => bare(post.id))
}

describe.each([
  ['discourse', discourse],
  ['phpbb', phpbb],
] as const)('on %s', (kind, site) => {
  it('a reply that was deleted is noticed once, said in the history, and takes nothing back', async () => {
    let posts = [complaint, helper]
    const { kit, scan } = await openForum(
      kind,
      site(() => ({ 1: posts })),
    )
    await scan()
    expect((await theAlert(kit)).answeredBy).toBe('community')
    posts = [complaint]
    await scan()
    await scan()
    expect(await linesOf(kit)).toEqual(['deleted.response pipe'])
    expect(await goneIn(kit)).toEqual(['12'])
    expect((await theAlert(kit)).status).toBe('answered')
  })

  it('what the customer deleted is noticed too, and the case stays with the team', async () => {
    let posts = [complaint, helper, { ...complaint, id: 14, text: 'Sigue la falla de UNE', minute: 60 }]
    const { kit, scan } = await openForum(
      kind,
      site(() => ({ 1: posts })),
    )
    await scan(2)
    expect((await theAlert(kit)).posts.map(bare)).toEqual(['11', '14'])
    posts = [complaint, helper]
    await scan()
    expect(await linesOf(kit)).toEqual(['deleted.customer'])
    expect((await theAlert(kit)).status).toBe('open')
  })

  it('a post that comes back is no longer gone', async () => {
    let posts = [complaint, helper]
    const { kit, scan } = await openForum(
      kind,
      site(() => ({ 1: posts })),
    )
    await scan()
    posts = [complaint]
    await scan()
    posts = [complaint, helper]
    await scan()
    expect(await goneIn(kit)).toEqual([])
  })

  it('an answer that was edited is read again: what it says now counts', async () => {
    let posts: readonly Said[] = [complaint, { ...helper, text: '¿Y el módem qué luz tiene?' }]
    const { kit, scan } = await openForum(
      kind,
      site(() => ({ 1: posts })),
    )
    await scan()
    expect((await theAlert(kit)).answeredAt).toBeNull()
    posts = [complaint, { ...helper, edited: true }]
    const summary = await scanOnce({ force: true }, kit.tools)
    // A listing that tells of no change does not lead to the thread: the visit to waiting threads does.
    if (summary.posts.updated === 0) await scan(1)
    await scan()
    const [view] = await kit.store.conversations('foro', ['1'])
    expect(view?.posts.map(({ post }) => post.text)).toContain(helper.text)
    expect((await theAlert(kit)).answeredBy).toBe('community')
  })

  it('a thread that is gone is said in the history, once; its case stays with the team', async () => {
    let topics: Readonly<Record<string, readonly Said[]>> = { 1: [complaint] }
    const { kit, scan } = await openForum(
      kind,
      site(() => topics),
    )
    await scan()
    topics = { 2: [{ ...helper, id: 99 }] }
    for (let visit = 0; visit < 4; visit += 1) await scan()
    expect(await linesOf(kit)).toEqual(['deleted.thread'])
    expect(await goneIn(kit)).toEqual(['11'])
    expect(await theAlert(kit)).toMatchObject({ status: 'open', waitingFor: 'staff' })
    const [source] = await kit.store.listSources()
    expect(source?.state.failures).toBe(0)
  })

  it('where a post links to is kept, though its words do not say it; of posts about no brand nothing is', async () => {
    const link = (text: string, host: string) => `${text} <a class="x" href="https://${host}/t/1?a=1&amp;b=2">aquí</a>`
    const posts = [
      { ...complaint, text: link(complaint.text, 'otroforo.example') },
      { ...helper, text: link(helper.text, 'ajeno.example') },
    ]
    const { kit, scan } = await openForum(
      kind,
      site(() => ({ 1: posts })),
    )
    await scan()
    const linking = await kit.store.linkingPosts({ since: '2000', limit: 10 })
    expect(linking.map(({ text }) => text)).toEqual([`${complaint.text} aquí https://otroforo.example/t/1?a=1&b=2`])
  })

  it('a thread that was split is no deletion: the reply stands elsewhere', async () => {
    let topics: Readonly<Record<string, readonly Said[]>> = { 1: [complaint, staff, helper] }
    const { kit, scan } = await openForum(
      kind,
      site(() => topics),
    )
    await scan()
    topics = { 1: [complaint, staff], 2: [helper] }
    await scan()
    expect(await linesOf(kit)).toEqual([])
    const [elsewhere] = await kit.store.conversations('foro', ['2'])
    expect(elsewhere?.posts.map(({ post }) => bare(post.id))).toEqual(['12'])
    expect(await goneIn(kit)).toEqual([])
  })
})

describe('a thread that moved on its site', () => {
  it('is the same case: it is known by its number and not by its address', async () => {
    let slug = 'hilo'
    const { kit, scan } = await openForum('discourse', (url) => {
      const page = discourse(() => ({ 1: slug === 'hilo' ? [complaint] : [complaint, staff] }))(url)
      return page === 'missing' ? page : { ...page, text: page.text.replaceAll('"hilo"', `"${slug}"`) }
    })
    await scan()
    slug = 'avisos-de-la-zona'
    await scan()
    const alert = await theAlert(kit)
    expect(alert).toMatchObject({ answeredBy: 'staff', posts: ['11'] })
    expect(alert.conversation.url).toContain('avisos-de-la-zona')
    expect(await linesOf(kit)).toEqual([])
  })
})

describe('a thread that is closed', () => {
  it('keeps its case as it is: nobody can answer there, so the team has to find another way', async () => {
    let closed = false
    const { kit, scan } = await openForum('discourse', (url) => discourse(() => ({ 1: [complaint] }), closed)(url))
    await scan(5)
    closed = true
    await scan(DAY / HOUR)
    expect(await theAlert(kit)).toMatchObject({ status: 'open', waitingFor: 'staff', answeredAt: null })
    expect(await linesOf(kit)).toEqual([])
  })
})
