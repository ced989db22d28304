// The fixed sentences of an alert's history, by key and in both languages. The desk writes keys; pages and the
// terminal ask here for the words, so that an old history changes its language with its reader.

import type { HistoryEntry, JudgedPost } from '../domain/case.js'

/** What stands in `HistoryEntry.text` for everything but notes. `{from}` and `{to}` are the entry's own. */
export const HISTORY_TEXTS = {
  'opened.complaint': { es: 'Se abrió: es una queja', en: 'Opened: it is a complaint' },
  'opened.question': { es: 'Se abrió: es una pregunta', en: 'Opened: it is a question' },
  'opened.suggestion': { es: 'Se abrió: es una sugerencia', en: 'Opened: it is a suggestion' },
  'opened.praise': { es: 'Se abrió: es un elogio', en: 'Opened: it is praise' },
  'opened.churn': { es: 'Se abrió: el cliente se va', en: 'Opened: the customer is leaving' },
  'post-added': { es: 'El cliente volvió a escribir', en: 'The customer wrote again' },
  'response.staff': { es: 'Primera respuesta, del equipo', en: 'First response, by staff' },
  'response.community': { es: 'Primera respuesta, de otra persona', en: 'First response, by somebody else' },
  'answered.staff': { es: 'Contestó el equipo', en: 'Staff answered' },
  'answered.community': { es: 'Contestó otro cliente', en: 'Another customer answered' },
  escalated: { es: 'Venció el plazo sin respuesta: le toca al equipo', en: 'No answer in time: over to the team' },
  'escalated.severe': { es: 'Es grave: le toca al equipo de inmediato', en: 'Severe: over to the team at once' },
  'reopened.complaint': {
    es: 'Se reabrió: el cliente se queja de nuevo',
    en: 'Reopened: the customer complains again',
  },
  'reopened.question': { es: 'Se reabrió: el cliente pregunta de nuevo', en: 'Reopened: the customer asks again' },
  'reopened.wrong': { es: 'Se reabrió: la respuesta no le sirvió', en: 'Reopened: the answer did not help' },
  'doubt.wrong': { es: 'La respuesta está equivocada: «{to}»', en: 'The answer is wrong: “{to}”' },
  'doubt.empty': { es: 'Lo que contestaron no responde: «{to}»', en: 'What was replied does not answer: “{to}”' },
  'doubt.asked': {
    es: 'El equipo pidió datos y espera al cliente: «{to}»',
    en: 'Staff asked for data and wait for the customer: “{to}”',
  },
  'doubt.refuted': { es: 'Al cliente no le sirvió la respuesta: «{to}»', en: 'The answer did not help: “{to}”' },
  'doubt.cleared': { es: 'Llegó una respuesta que sí responde', en: 'Somebody gave a reply that does answer' },
  'handed-over.empty': {
    es: 'Venció el plazo sin una respuesta que sirva: le toca al equipo',
    en: 'No reply that helps in time: over to the team',
  },
  'handed-over.asked': {
    es: 'Sigue sin respuesta desde que el equipo pidió datos: le toca al equipo',
    en: 'Still no answer since staff asked for data: over to the team',
  },
  'resolved.author': { es: 'El cliente dice que quedó resuelto', en: 'The customer says that it is solved' },
  'resolved.accepted': { es: 'El foro marca una solución', en: 'The forum marks a solution' },
  'status.open': { es: 'La reabrió', en: 'Opened it again' },
  'status.acknowledged': { es: 'La tomó', en: 'Took it up' },
  'status.answered': { es: 'La marcó como contestada', en: 'Marked it as answered' },
  'status.settled': { es: 'Confirmó que la respuesta sirve', en: 'Confirmed that the answer helps' },
  'status.resolved': { es: 'La marcó como resuelta', en: 'Marked it as resolved' },
  'status.dismissed.not-our-brand': { es: 'La descartó: no es nuestra marca', en: 'Dismissed it: not our brand' },
  'status.dismissed.wrong-label': { es: 'La descartó: la etiqueta no es correcta', en: 'Dismissed it: wrong label' },
  'status.dismissed.duplicate': { es: 'La descartó: es un duplicado', en: 'Dismissed it: a duplicate' },
  'status.dismissed.spam': { es: 'La descartó: es spam', en: 'Dismissed it: spam' },
  'status.dismissed.not-actionable': {
    es: 'La descartó: no hay nada que hacer',
    en: 'Dismissed it: nothing to be done',
  },
  snoozed: { es: 'La pospuso hasta {to}', en: 'Snoozed it until {to}' },
  'snoozed.over': { es: 'Terminó la pausa', en: 'The snooze is over' },
  routed: { es: 'La encaminaron las reglas: {to}', en: 'Routed by the rules: {to}' },
  assigned: { es: 'La asignó a {to}', en: 'Assigned it to {to}' },
  'assigned.nobody': { es: 'Quitó la asignación de {from}', en: 'Took it from {from}' },
  labels: { es: 'Corrigió las etiquetas: de {from} a {to}', en: 'Corrected the labels: from {from} to {to}' },
  'labels.confirmed': { es: 'Confirmó las etiquetas: {to}', en: 'Confirmed the labels: {to}' },
  'deleted.customer': { es: 'El cliente borró lo que había escrito', en: 'The customer deleted what they had written' },
  'deleted.response': { es: 'Se borró una respuesta de {from}', en: 'A response by {from} was deleted' },
  'deleted.thread': { es: 'La conversación ya no está en el sitio', en: 'The conversation is no longer on the site' },
  'answer.used': { es: 'Usó la respuesta conocida «{to}»', en: 'Used the known answer “{to}”' },
  'answer.unused': { es: 'No usó la respuesta conocida «{to}»', en: 'Did not use the known answer “{to}”' },
} as const satisfies Record<string, { readonly es: string; readonly en: string }>

/** The key of a fixed sentence. */
export type HistoryText = keyof typeof HISTORY_TEXTS

/** Who acts when no person does. */
export const DESK_ACTOR = 'escucha'

/** An entry of the history in words; a note is the person's own. `show` turns instants and statuses into words. */
export function historyText(
  entry: Pick<HistoryEntry, 'kind' | 'text' | 'from' | 'to'>,
  language: 'es' | 'en',
  show: (value: string) => string = (value) => value,
): string {
  if (entry.kind === 'note' || !isHistoryText(entry.text)) return entry.text
  return HISTORY_TEXTS[entry.text][language].replace(/\{(from|to)\}/g, (_, which: 'from' | 'to') => {
    const value = entry[which]
    return value === null ? '–' : show(value)
  })
}

function isHistoryText(text: string): text is HistoryText {
  return Object.hasOwn(HISTORY_TEXTS, text)
}

/** True of an entry that quotes a post: its `to` is the post's id, so that an erased post leaves no words behind. */
export function isQuoting({ kind }: Pick<HistoryEntry, 'kind'>): boolean {
  return kind === 'doubt'
}

/** A quote is a reminder; the post itself stands beside it. */
const QUOTE_CHARS_MAX = 120

/** What the quoted post says, in one line; an ellipsis where it is no longer kept. */
export function quoteOf(id: string, posts: readonly Pick<JudgedPost, 'post'>[]): string {
  const text =
    posts
      .find(({ post }) => post.id === id)
      ?.post.text.replace(/\s+/g, ' ')
      .trim() ?? ''
  if (text === '') return '…'
  if (text.length <= QUOTE_CHARS_MAX) return text
  return `${text.slice(0, QUOTE_CHARS_MAX).replace(/[\uD800-\uDBFF]$/, '')}…`
}
