// What a request carries once the guards have looked at it.

import type { Context } from 'hono'
import type { Role, Session, User } from '../store/store.js'

/** Who asks: a person with a session, or a program with a token. */
export type Visitor =
  | {
      readonly via: 'session'
      readonly name: string
      readonly role: Role
      readonly language: 'es' | 'en' | null
      readonly user: User
      readonly session: Session
    }
  | {
      readonly via: 'token'
      readonly name: string
      readonly role: Role
      readonly language: null
      readonly tokenHash: string
    }

/** Hono's variables of one request. */
export interface ServerEnv {
  Variables: {
    requestId: string
    visitor: Visitor | null
    /** The fields of a form that came from one of our pages. */
    form: URLSearchParams
  }
}

/** Who asks, on a route that needs a login: the guard has made sure. */
export function visitorOf(c: Context<ServerEnv>): Visitor {
  const visitor = c.get('visitor')
  if (visitor === null || visitor === undefined) throw new Error(`no visitor on ${c.req.path}: is its policy public?`)
  return visitor
}
