// The words that every page uses: names of labels, states and times.

import type { AlertStatus, DismissReason } from '../../../domain/case.js'
import type { EventKind } from '../../../domain/delivery.js'
import type { Label } from '../../../domain/verdict.js'
import type { Role } from '../../../store/store.js'

/** The words that every page uses: names of labels, states and times, in Spanish. */
export const shared = {
  language: 'es',
  locale: 'es-CO',
  languageNames: { es: 'Español', en: 'Inglés', pt: 'Portugués' } as Readonly<Record<string, string>>,
  labels: {
    complaint: 'Queja',
    question: 'Pregunta',
    suggestion: 'Sugerencia',
    praise: 'Elogio',
    churn: 'Se va',
  } satisfies Readonly<Record<Label, string>>,
  statuses: {
    open: 'Abierta',
    acknowledged: 'En curso',
    answered: 'Contestada',
    resolved: 'Resuelta',
    dismissed: 'Descartada',
    snoozed: 'Pospuesta',
  } satisfies Readonly<Record<AlertStatus, string>>,
  dismissReasons: {
    'not-our-brand': 'No habla de la marca',
    'wrong-label': 'No es queja ni pregunta',
    duplicate: 'Repetida',
    spam: 'Spam o propaganda',
    'not-actionable': 'No hay nada que hacer',
  } satisfies Readonly<Record<DismissReason, string>>,
  severity: 'Gravedad',
  severities: ['sin reproche', 'desaprobación', 'acusación', 'culpa'],
  urgency: 'Urgencia',
  urgencies: ['ninguna', 'espera respuesta', 'sin servicio, dinero o plazo', 'riesgo, fraude, legal o prensa'],
  roles: { viewer: 'Ve', reviewer: 'Atiende', admin: 'Administra' } satisfies Readonly<Record<Role, string>>,
  events: {
    opened: 'alerta nueva',
    reopened: 'reabierta',
    escalated: 'vencida',
    answered: 'contestada',
    resolved: 'resuelta',
    spike: 'pico',
    digest: 'resumen',
    report: 'informe',
    test: 'prueba',
  } satisfies Readonly<Record<EventKind, string>>,
  deliveryStatuses: { pending: 'por enviar', sent: 'enviado', dead: 'no se pudo' },
  time: {
    now: 'ahora',
    ago: (span: string) => `hace ${span}`,
    left: (span: string) => `quedan ${span}`,
    overdue: (span: string) => `venció hace ${span}`,
    until: (when: string) => `hasta ${when}`,
    day: 'd',
    hour: 'h',
    minute: 'min',
    none: 'sin fecha',
  },
  state: {
    late: 'Sin respuesta',
    staff: 'Le toca al equipo',
    community: 'Espera a la comunidad',
    answeredByStaff: 'Contestó el equipo',
    answeredByCommunity: 'Contestó un cliente',
    answered: 'Contestada',
    took: (span: string) => `en ${span}`,
    doubts: {
      wrong: 'la respuesta está equivocada',
      empty: 'nadie ha dado una respuesta que sirva',
      asked: 'el equipo pidió datos',
    },
    customer: 'Espera al cliente',
    noDeadline: 'Sin plazo',
    none: 'Sin respuesta aún',
  },
}
