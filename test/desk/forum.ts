// Three weeks of a small forum, as its pages show it at any instant: two customers who thank or come back, one whom
// nobody answers, a fraud, a mark that comes hours after the reply.

import type { Alert, ConversationView, JudgedPost } from '../../src/domain/case.js'
import { at, said } from './story.js'

const Q = { labels: ['question'] } as const
const C = { labels: ['complaint'], severity: 1 } as const
export const START = at(2, '00:00')
export const END = at(21, '00:00')
export const HOUR_MS = 3_600_000

const written: Readonly<Record<string, readonly JudgedPost[]>> = {
  cobertura: [
    said('1', 'Ana', at(2, '09:00'), '¿Sol llega a Pasto?', { ...Q, post: { views: 100 } }),
    said('2', 'Luis', at(2, '10:30'), 'Sí, llega hasta Ipiales'),
    said('3', 'ana', at(2, '12:00'), 'Listo, ya me funcionó, ¡gracias!'),
    said('4', 'Eva', at(8, '09:00'), '¿Y Sol llega a Tumaco?', Q),
    said('5', 'Luis', at(8, '21:00'), 'Hasta Tumaco no llega todavía'),
  ],
  factura: [
    said('1', 'Beto', at(2, '20:00'), 'Sol me cobró de más', C),
    said('2', 'Soporte Sol', at(3, '08:00'), 'Beto, ya lo revisamos.'),
  ],
  router: [
    said('1', 'Caro', at(4, '08:00'), '¿Qué router usa Sol?', Q),
    said('2', 'Luis', at(4, '09:00'), 'quisiera saberlo'),
  ],
  fraude: [
    said('1', 'Dani', at(6, '10:00'), 'Sol me robó y voy a denunciar', {
      labels: ['complaint'],
      severity: 3,
      urgency: 3,
    }),
    said('2', 'Soporte Sol', at(6, '10:45'), 'Dani, te llamamos hoy mismo'),
    said('3', 'Dani', at(7, '09:00'), 'Nadie de Sol llamó', C),
    said('4', 'Soporte Sol', at(7, '12:00'), 'Te acabamos de llamar, Dani'),
  ],
  lento: [
    said('1', 'Beto', at(9, '09:00'), 'Sol está lento otra vez', C),
    said('2', 'Soporte Sol', at(9, '11:00'), 'Reinicia el equipo, por favor'),
    said('3', 'Hugo', at(9, '15:00'), 'A mí Sol me encanta', { labels: ['praise'] }),
  ],
  clave: [
    said('1', 'Fabi', at(10, '09:00'), '¿Cómo cambio la clave de Sol?', { ...Q, post: { views: 50 } }),
    said('2', 'Gil', at(10, '10:00'), 'En el menú de ajustes', { post: { accepted: false } }),
  ],
}

/** The threads by id; each post's id begins with its thread's. */
export const threads: Readonly<Record<string, readonly JudgedPost[]>> = Object.fromEntries(
  Object.entries(written).map(([thread, posts]) => [
    thread,
    posts.map((judged) => ({
      ...judged,
      post: {
        ...judged.post,
        id: `${thread}-${judged.post.id}`,
        conversation: { id: thread, url: null, title: thread },
      },
    })),
  ]),
)

/** Gil's reply bears the mark from 14:20 on, the last look of the hour being the one of 15:00. */
function asSeenAt(now: string, judged: JudgedPost): JudgedPost {
  const isMarked = judged.post.author.name === 'Gil' && now >= at(10, '14:20')
  return isMarked ? { ...judged, post: { ...judged.post, accepted: true } } : judged
}

/** A conversation as its page shows it at an instant. */
export function viewAt(now: string, id: string, alerts: readonly Alert[]): ConversationView {
  const posts = (threads[id] ?? []).filter(({ post }) => (post.publishedAt ?? '') <= now)
  return {
    source: 'foro',
    conversation: { id, url: null, title: id },
    posts: posts.map((one) => asSeenAt(now, one)),
    alerts,
  }
}
