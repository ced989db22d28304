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

/** What became of each case, by hand: author, status; opened, escalated, responded, answered, resolved; answered by whom. */
export const FATES = [
  ['Ana', 'resolved', '02T09:00', null, '02T10:30', '02T10:30', '02T12:00', 'community'],
  ['Beto', 'answered', '02T20:00', '03T00:00', '03T08:00', '03T08:00', null, 'staff'],
  ['Caro', 'open', '04T08:00', '05T08:00', '04T09:00', null, null, null],
  ['Dani', 'answered', '06T10:00', '07T09:00', '06T10:45', '06T10:45', null, 'staff'],
  ['Eva', 'answered', '08T09:00', null, '08T21:00', '08T21:00', null, 'community'],
  ['Beto', 'answered', '09T09:00', null, '09T11:00', '09T11:00', null, 'staff'],
  ['Fabi', 'resolved', '10T09:00', null, '10T10:00', '10T10:00', '10T15:00', 'community'],
]

/** What was told, by hand, in the hour in which it was noticed. */
export const TOLD = [
  '02T09:00 Ana opened',
  '02T11:00 Ana answered',
  '02T12:00 Ana resolved',
  '02T20:00 Beto opened',
  '03T00:00 Beto escalated',
  '03T08:00 Beto answered',
  '04T08:00 Caro opened',
  '05T08:00 Caro escalated',
  '06T10:00 Dani opened',
  '06T10:00 Dani escalated',
  '06T11:00 Dani answered',
  '07T09:00 Dani reopened',
  '07T09:00 Dani escalated',
  '07T12:00 Dani answered',
  '08T09:00 Eva opened',
  '08T21:00 Eva answered',
  '09T09:00 Beto opened',
  '09T11:00 Beto answered',
  '10T09:00 Fabi opened',
  '10T10:00 Fabi answered',
  '10T15:00 Fabi resolved',
]

/** Every figure of the three weeks, by hand. `oldest` is the id of Caro's alert, the only one that nobody answered. */
export function figuresByHand(oldest: string) {
  const none = { complaint: null, question: null, suggestion: null, praise: null, churn: null }
  return {
    brand: 'sol',
    since: START,
    until: END,
    cases: 7,
    questions: 4,
    complaints: 3,
    mentions: 9,
    byLabel: {
      complaint: { count: 3, sharePct: 42.86 },
      question: { count: 4, sharePct: 57.14 },
      suggestion: { count: 0, sharePct: 0 },
      praise: { count: 0, sharePct: 0 },
      churn: { count: 0, sharePct: 0 },
    },
    bySource: { foro: { count: 7, sharePct: 100 } },
    byLanguage: { es: { count: 7, sharePct: 100 } },
    questionsRespondedPct: 100,
    questionsAnsweredPct: 75,
    complaintsRespondedPct: 100,
    complaintsAnsweredPct: 100,
    // 0.75 1 1 1.5 2 12 12, and without Caro's 1.
    firstResponseHours: { median: 1.5, p90: 12 },
    firstAnswerHours: { median: 1.75, p90: 12 },
    acceptedPct: 25,
    // Beto, Dani, Beto; 4 of 10 responses: Eva's question is one to Ana's case, Hugo's praise one to Beto's.
    staff: { participationPct: 42.86, shareOfResponsesPct: 40 },
    communityAnswered: 3,
    deflected: 3,
    saved: { amount: 4.5, currency: 'USD' },
    viewsAnsweredQuestions: 150,
    ostrichPct: 14.29,
    oldestUnanswered: { alert: oldest, hours: 400 },
    sources: [{ source: 'foro', cases: 7, participation: 7 }],
    authors: {
      complainers: [{ author: 'Beto', source: 'foro', count: 2 }],
      helpers: [
        { author: 'Luis', source: 'foro', count: 2 },
        { author: 'Gil', source: 'foro', count: 1 },
        { author: 'Hugo', source: 'foro', count: 1 },
      ],
      advocates: [{ author: 'Hugo', source: 'foro', count: 1 }],
    },
    topics: [],
    repeatedQuestionsPct: null,
    shareOfVoicePct: { sol: 75, Luna: 25 },
    netSentiment: [
      { day: '2026-03-02', value: -1 },
      { day: '2026-03-06', value: -1 },
      { day: '2026-03-07', value: -1 },
      { day: '2026-03-09', value: 0 },
    ],
    precision: none,
    recall: none,
    precisionByLanguage: {},
    recallByLanguage: {},
    knownAnswers: { offered: 0, used: 0, answered: 0, saved: { amount: 0, currency: 'USD' }, listed: [] },
    newPlaces: [],
  }
}
