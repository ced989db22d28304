// Who did what: one line for everything that changes who may do what, or what is listened to. No post text, no secret.

import { instantOf } from '../domain/time.js'
import { cut } from './cut.js'
import type { ServerTools } from './tools.js'

/** What stands in the audit log. */
export type AuditAction =
  | 'login.ok'
  | 'login.failed'
  | 'login.link'
  | 'logout'
  | 'password.changed'
  | 'user.added'
  | 'user.role'
  | 'user.removed'
  | 'link.created'
  | 'token.created'
  | 'token.removed'
  | 'source.added'
  | 'source.removed'
  | 'source.paused'
  | 'source.resumed'
  | 'model.rolled-back'
  | 'target.tested'
  | 'target.enabled'
  | 'delivery.retried'
  | 'answer.saved'
  | 'answer.removed'
  | 'scan.started'

/** Details longer than this are not details. */
const DETAIL_CHARS_MAX = 200

/** Writes a line of the audit log. */
export function recordAudit(
  tools: Pick<ServerTools, 'store' | 'clock'>,
  actor: string,
  action: AuditAction,
  detail = '',
): Promise<void> {
  return tools.store.audit({ at: instantOf(tools.clock()), actor, action, detail: cut(detail, DETAIL_CHARS_MAX) })
}
