import { parseDocument } from 'htmlparser2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bed, openBed } from '../bed.js'
import { HOSTILE_TEXTS, HOSTILE_URLS } from '../hostile-texts.js'
import { tell } from '../story.js'

let bed: Bed
beforeAll(async () => {
  bed = await openBed({}, false)
  await bed.store.syncSources(
    [
      {
        id: 'foro',
        url: 'https://foro.example/',
        kind: 'auto',
        rhythm: { kind: 'adaptive' },
        brands: null,
        options: {},
      },
    ],
    bed.now(),
  )
  const told = HOSTILE_TEXTS.map((text, index) => ({
    id: `x${index}`,
    hoursAgo: 1 + index / 100,
    author: text,
    title: text,
    text: `Nube Fibra falla. ${text}`,
    tags: ['complaint'] as const,
    marks: ['falla'],
    url: HOSTILE_URLS[index % HOSTILE_URLS.length] ?? null,
  }))
  await tell(bed.store, told, bed.now())
  await tell(
    bed.store,
    HOSTILE_TEXTS.map((text, index) => ({
      id: `p${index}`,
      hoursAgo: 1,
      author: text,
      title: text,
      text,
      tags: ['praise'] as const,
    })),
    bed.now(),
  )
})
afterAll(() => bed.store.close())

interface Node {
  readonly name?: string
  readonly attribs?: Readonly<Record<string, string>>
  readonly children?: readonly Node[]
}

function elements(node: Node): readonly Node[] {
  return [node, ...(node.children ?? []).flatMap(elements)].filter((entry) => entry.name !== undefined)
}

/** What a page may never contain, whatever was written outside. */
function danger(html: string): readonly string[] {
  return elements(parseDocument(html) as unknown as Node).flatMap(({ name = '', attribs = {} }) => [
    ...(['iframe', 'object', 'embed', 'base', 'style', 'img', 'math', 'template', 'xss'].includes(name)
      ? [`<${name}>`]
      : []),
    ...(name === 'script' && !attribs.src?.startsWith('/assets/') ? ['inline script'] : []),
    ...Object.keys(attribs).filter(
      (key) => key.startsWith('on') || key === 'style' || key === 'srcdoc' || /[^\w-]/.test(key),
    ),
    ...['href', 'src', 'action', 'formaction'].flatMap((key) =>
      attribs[key] !== undefined && !/^(\/(?!\/)|https?:\/\/|#)/.test(attribs[key] ?? '')
        ? [`${key}=${attribs[key]}`]
        : [],
    ),
  ])
}

describe('text from outside', () => {
  it('can do nothing on any page of a reader', async () => {
    const admin = await bed.as('admin')
    const { items } = await bed.store.listAlerts({ limit: 200, order: 'newest', now: bed.now() })
    expect(items).toHaveLength(HOSTILE_TEXTS.length)
    const paths = [
      '/',
      '/?view=late',
      '/insights',
      '/topics',
      '/sources',
      '/audit',
      '/settings',
      '/docs',
      ...items.map(({ id }) => `/alerts/${id}`),
    ]
    for (const path of paths) {
      const response = await admin.get(path)
      expect([path, response.status, danger(await response.text())]).toEqual([path, 200, []])
    }
  })

  it('can do nothing when it comes in by the address', async () => {
    const admin = await bed.as('admin')
    for (const text of HOSTILE_TEXTS) {
      for (const name of ['q', 'source', 'label', 'cursor']) {
        const response = await admin.get(
          `/?${name}=${new URLSearchParams({ '': text.slice(0, 300) }).toString().slice(1)}`,
        )
        expect(danger(await response.text())).toEqual([])
      }
    }
  })

  it('can do nothing when a look at a foreign site gives it back', async () => {
    const admin = await bed.as('admin')
    for (const text of HOSTILE_TEXTS) {
      const page = await (await admin.post('/sources/discover', { url: text })).text()
      expect(danger(page)).toEqual([])
    }
  })

  it('stays well-formed in the feed', async () => {
    const xml = await (
      await bed.request('/alerts.atom', { headers: { authorization: `Bearer ${await bed.token('viewer')}` } })
    ).text()
    const { default: Parser } = await import('rss-parser')
    const feed = await new Parser().parseString(xml)
    expect(feed.items).toHaveLength(HOSTILE_TEXTS.length)
    for (const item of feed.items) expect(danger(item.title ?? '')).toEqual([])
  })
})
