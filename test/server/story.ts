// A small story for the server's tests: a billing complaint nobody answers, an outage, a question that waits, one that
// a customer answered, a praise that opened no alert. All of it was written for these tests.

import { reviewConversation } from '../../src/desk/review.js'
import type { ConversationView } from '../../src/domain/case.js'
import type { Post } from '../../src/domain/post.js'
import type { SourceState } from '../../src/domain/source.js'
import { instantPlus } from '../../src/domain/time.js'
import { type Evidence, type Judgement, LABELS, type Label } from '../../src/domain/verdict.js'
import type { PostToStore, Store } from '../../src/store/store.js'
import { settings } from './bed.js'

const HOUR_MS = 3_600_000

/** What a post of a story says; everything else has a plain default. */
export interface Told {
  readonly id: string
  readonly hoursAgo: number
  readonly author: string | null
  readonly text: string
  readonly title?: string | null
  readonly thread?: string
  readonly staff?: boolean
  readonly accepted?: boolean
  readonly tags?: readonly Label[]
  readonly severity?: Judgement['severity']
  readonly urgency?: Judgement['urgency']
  readonly marks?: readonly string[]
  readonly url?: string | null
  readonly language?: string
}

const STORY: readonly Told[] = [
  {
    id: '101',
    thread: 'cobro',
    hoursAgo: 56,
    author: 'marta_q',
    title: 'Sigo pagando un plan que ya no existe',
    text: 'Buenos días. Cancelé el plan de Nube Fibra en julio y tengo el número de caso.\nAun así me cobran cada mes lo mismo y en la línea solo dicen que ya está en proceso. Esto es un abuso. Si no devuelven la plata antes del viernes pongo la queja en la superintendencia.',
    tags: ['complaint', 'churn'],
    severity: 3,
    urgency: 3,
    marks: ['me cobran cada mes lo mismo', 'Esto es un abuso', 'pongo la queja en la superintendencia'],
  },
  { id: '102', thread: 'cobro', hoursAgo: 50, author: 'pipe77', text: 'A mí también.' },
  {
    id: '201',
    thread: 'barrio',
    hoursAgo: 9,
    author: 'jhon.o',
    title: 'Sin internet en el barrio desde anoche',
    text: '¿A alguien más se le cayó Nube Fibra? Estamos sin servicio desde anoche y el módem tiene la luz roja.',
    tags: ['complaint', 'question'],
    severity: 1,
    urgency: 2,
    marks: ['sin servicio desde anoche', 'luz roja'],
  },
  {
    id: '301',
    thread: 'clave',
    hoursAgo: 5,
    author: 'abuela_digital',
    title: 'Cómo cambio la clave del wifi',
    text: 'Me instalaron ayer el módem de Nube Fibra y no encuentro dónde se cambia la clave. ¿Alguien sabe?',
    tags: ['question'],
    urgency: 1,
    marks: ['no encuentro dónde se cambia la clave'],
  },
  {
    id: '401',
    thread: 'app',
    hoursAgo: 30,
    author: 'Caro T.',
    title: 'The app closes when I pay',
    text: 'Nube Fibra, your app crashes every time I try to pay. Please fix it, I do not want to pay late fees.',
    tags: ['complaint'],
    severity: 1,
    urgency: 1,
    marks: ['crashes every time'],
    language: 'en',
  },
  {
    id: '402',
    thread: 'app',
    hoursAgo: 27,
    author: 'Soporte Nube',
    text: 'Hi Caro, this is fixed in version 4.2, which is out today. We have taken the late fee off your bill.',
    staff: true,
    accepted: true,
  },
  {
    id: '501',
    thread: 'ip',
    hoursAgo: 20,
    author: 'red_libre',
    title: '¿La fibra trae IP pública?',
    text: '¿El plan de Nube Fibra viene con IP pública o toca pedirla?',
    tags: ['question'],
    marks: ['toca pedirla'],
  },
  {
    id: '502',
    thread: 'ip',
    hoursAgo: 18,
    author: 'donvecino',
    text: 'Viene con CGNAT; se pide por el chat y la activan el mismo día sin costo.',
  },
  {
    id: '601',
    thread: 'gracias',
    hoursAgo: 12,
    author: 'luz_m',
    title: 'Gracias al técnico de hoy',
    text: 'El técnico de Nube Fibra llegó puntual y dejó todo funcionando. Diez de diez.',
    tags: ['praise'],
    marks: ['dejó todo funcionando'],
  },
]

/** Stores the story: two sources that work and one that fails, and what the desk makes of the posts. */
export async function tellStory(store: Store, now: string): Promise<void> {
  await store.syncSources(
    ['foro', 'blog', 'tienda'].map((id) => ({
      id,
      url: `https://${id}.example/latest`,
      kind: 'auto',
      rhythm: { kind: 'adaptive' },
      brands: null,
      options: {},
    })),
    now,
  )
  await tell(store, STORY, now)
  await store.saveSourceState(stateOf('blog', now, { title: 'El blog', lastSuccessAt: now, lastScanAt: now }))
  await store.saveSourceState(
    stateOf('tienda', now, {
      failures: 3,
      lastScanAt: now,
      lastFailure: { code: 'login-required', reason: 'the page wants a <login>', at: now },
    }),
  )
}

/** Stores posts of the source `foro` with the alerts that the desk opens for them. */
export async function tell(store: Store, told: readonly Told[], now: string): Promise<void> {
  const posts = told.map((entry) => storedPost(entry, now))
  const threads = [...new Set(posts.map(({ post }) => post.conversation.id))]
  const changes = threads.flatMap((id) => {
    const view = viewOf(id, posts, now)
    return reviewConversation(view, { rules: settings.alerts, brands: settings.brands }, now).changes
  })
  const state = stateOf('foro', now, {
    title: 'Foro de usuarios',
    resolvedKind: 'discourse',
    lastScanAt: instantPlus(now, -240_000),
    lastSuccessAt: now,
    lastPostAt: now,
    postsPerDay: 12.5,
  })
  await store.recordScan({ state, posts, alerts: changes, deliveries: [] })
}

function viewOf(id: string, posts: readonly PostToStore[], now: string): ConversationView {
  const own = posts.filter(({ post }) => post.conversation.id === id)
  const conversation = own[0]?.post.conversation ?? { id, url: null, title: null }
  return {
    source: 'foro',
    conversation,
    posts: own.map(({ post, judgements }) => ({ post, judgements, seenAt: now, copyOf: null })),
    alerts: [],
  }
}

function storedPost(told: Told, now: string): PostToStore {
  const post = postOf(told, now)
  const judged = judgementOf(told, post)
  return {
    post,
    quotes: [],
    contentHash: `hash ${told.id}`,
    seenAt: now,
    judgements: [judged],
    mentionOf: judged.relevance >= 0.5 ? ['nube'] : [],
    copyOf: null,
    copyBands: [],
    copySignature: null,
    revision: false,
  }
}

function postOf(told: Told, now: string): Post {
  const thread = told.thread ?? told.id
  return {
    id: told.id,
    url: told.url === undefined ? `https://foro.example/t/${thread}/${told.id}` : told.url,
    kind: told.title === undefined ? 'reply' : 'topic',
    title: told.title ?? null,
    text: told.text,
    author: { name: told.author, url: null, staff: told.staff ?? false },
    publishedAt: instantPlus(now, -told.hoursAgo * HOUR_MS),
    updatedAt: null,
    conversation: {
      id: thread,
      url: `https://foro.example/t/${thread}`,
      title: STORY.find((entry) => entry.thread === thread)?.title ?? told.title ?? null,
    },
    inReplyTo: null,
    accepted: told.accepted ?? false,
    answered: null,
    views: null,
    language: told.language ?? 'es',
    source: 'foro',
  }
}

function judgementOf(told: Told, post: Post): Judgement {
  const tags = told.tags ?? []
  const whole = post.title === null ? post.text : `${post.title}\n${post.text}`
  return {
    brand: 'nube',
    relevance: tags.length > 0 ? 0.97 : 0.2,
    labels: Object.fromEntries(
      LABELS.map((label) => [label, tags.includes(label) ? 0.93 : 0.04]),
    ) as Judgement['labels'],
    tags,
    severity: told.severity ?? 0,
    urgency: told.urgency ?? 0,
    evidence: (told.marks ?? []).map((text, index) => evidenceOf(whole, text, index, tags)),
    model: 'model-1',
  }
}

const WEIGHTS = [2.4, 1.6, 1.1]

function evidenceOf(whole: string, text: string, index: number, tags: readonly Label[]): Evidence {
  const start = whole.indexOf(text)
  const speaksFor = index === 2 ? 'urgency' : (tags[0] ?? 'relevance')
  return { label: speaksFor, start, end: start + text.length, text, weight: WEIGHTS[index] ?? 0.5, concept: null }
}

function stateOf(id: string, now: string, given: Partial<SourceState>): SourceState {
  return {
    id,
    url: `https://${id}.example/latest`,
    resolvedKind: 'feed',
    title: null,
    language: 'es',
    memory: {},
    validators: {},
    lastScanAt: null,
    lastSuccessAt: null,
    lastPostAt: null,
    nextScanAt: instantPlus(now, HOUR_MS),
    failures: 0,
    lastFailure: null,
    disabledReason: null,
    postsPerDay: null,
    redirect: null,
    ...given,
  }
}
