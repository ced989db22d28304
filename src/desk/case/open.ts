// Makes the alert of a new case: its identity for ever, and its first state.

import { createHash } from 'node:crypto'
import type { Brand } from '../../domain/brand.js'
import type { Alert, ConversationView } from '../../domain/case.js'
import { NO_ROUTING } from '../../domain/rule.js'
import type { AlertRules } from '../../domain/settings.js'
import { instantPlus } from '../../domain/time.js'
import { excerptOf } from './excerpt.js'
import { graceMs } from './flags.js'
import { waitingFor } from './progress.js'
import type { Said } from './thread.js'

/** 96 bits: no two cases of any installation will meet, and the id still fits into an address and a chat message. */
const ID_HEX_LENGTH = 24

/** Identity of a case: brand × source × conversation × author. A post by nobody is a case of its own. */
export function caseId(brand: string, view: ConversationView, said: Pick<Said, 'author' | 'judged'>): string {
  const who = said.author === null ? ['post', said.judged.post.id] : ['author', said.author]
  const parts = JSON.stringify([brand, view.source, view.conversation.id, ...who])
  return createHash('sha256').update(parts).digest('hex').slice(0, ID_HEX_LENGTH)
}

/** The alert of a case at the moment of its opening post, before anything that followed. */
export function openingAlert(view: ConversationView, brand: Brand, opener: Said, rules: AlertRules): Alert {
  const { post, judgements } = opener.judged
  const judgement = judgements.find((entry) => entry.brand === brand.id)
  const weight = {
    labels: opener.labels,
    severity: judgement?.severity ?? 0,
    urgency: judgement?.urgency ?? 0,
  } as const
  const alert = {
    id: caseId(brand.id, view, opener),
    brand: brand.id,
    source: view.source,
    conversation: view.conversation,
    author: post.author.name,
    status: 'open',
    openedAt: opener.at,
    escalatedAt: null,
    answeredAt: null,
    resolvedAt: null,
    answeredBy: null,
    respondedAt: null,
    staffRespondedAt: null,
    acceptedAt: null,
    ...weight,
    language: post.language,
    posts: [post.id],
    title: post.title ?? view.conversation.title,
    url: post.url ?? view.conversation.url,
    ...excerptOf(post, judgement?.evidence ?? []),
    responses: 0,
    views: post.views,
    assignee: null,
    routing: NO_ROUTING,
    snoozedUntil: null,
    dismissReason: null,
    doubt: null,
    dueAt: instantPlus(opener.at, graceMs(weight, rules)),
    updatedAt: opener.at,
    version: 0,
  } as const satisfies Omit<Alert, 'waitingFor'>
  return { ...alert, waitingFor: waitingFor(alert, rules) }
}
