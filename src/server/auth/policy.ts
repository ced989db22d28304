// Who may use which route. One table, read before any handler: a route that is not in it keeps the server from
// starting, so a new page cannot be open by oversight.

import type { Role } from '../../store/store.js'

/**
 * `public` needs nobody; a role needs that role or a higher one. `callback` is for other servers: who knows the address
 * may use it, no cookie or token is looked at, and what is sent proves itself by its signature.
 */
export type Policy = 'public' | 'callback' | Role

/** Every route with the least role that it needs. */
export const POLICIES: Readonly<Record<string, Policy>> = {
  // Open to all: nothing of anybody's is in them.
  'GET /healthz': 'public',
  'GET /readyz': 'public',
  'GET /login': 'public',
  'POST /login': 'public',
  'GET /assets/:file': 'public',
  'GET /favicon.ico': 'public',
  'GET /robots.txt': 'public',

  // Hubs that tell of new posts
  'GET /websub/:id': 'callback',
  'POST /websub/:id': 'callback',

  // Reading
  'GET /': 'viewer',
  'GET /alerts/:id': 'viewer',
  'GET /alerts.atom': 'viewer',
  'GET /topics': 'viewer',
  'GET /answers': 'viewer',
  'GET /answers/:id/file': 'viewer',
  'GET /insights': 'viewer',
  'GET /insights/report': 'viewer',
  'GET /sources': 'viewer',
  'GET /audit': 'viewer',
  'GET /rules': 'viewer',
  'GET /docs': 'viewer',
  'GET /openapi.json': 'viewer',
  'GET /metrics': 'viewer',
  'GET /api/v1/alerts': 'viewer',
  'GET /api/v1/alerts/:id': 'viewer',
  'GET /api/v1/mentions': 'viewer',
  'GET /api/v1/sources': 'viewer',
  'GET /api/v1/topics': 'viewer',
  'GET /api/v1/insights': 'viewer',
  'GET /api/v1/answers': 'viewer',
  'GET /api/v1/alerts/:id/answer': 'viewer',
  'GET /api/v1/events': 'viewer',

  // One's own account
  'GET /settings': 'viewer',
  'POST /settings/language': 'viewer',
  'POST /settings/password': 'viewer',
  'POST /logout': 'viewer',
  'POST /logout/everywhere': 'viewer',

  // Working on alerts
  'POST /alerts/change': 'reviewer',
  'POST /alerts/undo': 'reviewer',
  'POST /alerts/:id/notes': 'reviewer',
  'POST /alerts/:id/answer-used': 'reviewer',
  'GET /answers/new': 'reviewer',
  'GET /answers/:id/edit': 'reviewer',
  'POST /answers': 'reviewer',
  'POST /answers/:id/remove': 'reviewer',
  'POST /audit/verdict': 'reviewer',
  'PATCH /api/v1/alerts/:id': 'reviewer',
  'POST /api/v1/alerts/:id/notes': 'reviewer',
  'POST /api/v1/alerts/:id/answer': 'reviewer',
  'POST /sources/:id/scan': 'reviewer',
  'POST /scans': 'reviewer',
  'POST /api/v1/scans': 'reviewer',

  // Setting up
  'POST /sources': 'admin',
  'POST /sources/discover': 'admin',
  'GET /sources/preview': 'admin',
  'POST /sources/preview': 'admin',
  'POST /sources/:id/pause': 'admin',
  'POST /sources/:id/resume': 'admin',
  'POST /sources/:id/remove': 'admin',
  'POST /api/v1/sources': 'admin',
  'POST /settings/users': 'admin',
  'POST /settings/users/:name/role': 'admin',
  'POST /settings/users/:name/link': 'admin',
  'POST /settings/users/:name/remove': 'admin',
  'POST /settings/tokens': 'admin',
  'POST /settings/tokens/:hash/remove': 'admin',
  'POST /settings/targets/:id/test': 'admin',
  'POST /settings/targets/:id/enable': 'admin',
  'POST /settings/model/rollback': 'admin',
  'POST /settings/deliveries/:id/retry': 'admin',
}

const RANK: Readonly<Record<Role, number>> = { viewer: 0, reviewer: 1, admin: 2 }

/** Whether a role reaches what a policy asks for. */
export function roleReaches(role: Role, policy: Policy): boolean {
  return policy === 'public' || policy === 'callback' || RANK[role] >= RANK[policy]
}
