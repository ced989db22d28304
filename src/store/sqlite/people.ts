// People and programs that use the server, what they did, and what they corrected. Secrets stand here as hashes only.

import type { Instant } from '../../domain/time.js'
import type { Label } from '../../domain/verdict.js'
import type { ApiToken, AuditEntry, Feedback, LoginLink, Role, Session, User } from '../store.js'
import type { Database } from './database.js'
import { Where } from './pages.js'
import { flagOrNull, fromJson, truthOrNull } from './rows.js'

const USERS = 'SELECT name, role, password_hash AS passwordHash, language, created_at AS createdAt FROM user'
const TOKENS =
  'SELECT token_hash AS tokenHash, name, role, created_at AS createdAt, expires_at AS expiresAt FROM api_token'
const SESSIONS =
  'SELECT id_hash AS idHash, user, csrf, created_at AS createdAt, last_seen_at AS lastSeenAt FROM session'

/** The users' part of the store. */
export function userMethods(database: Database) {
  return {
    users(): readonly User[] {
      return database.all<User>(`${USERS} ORDER BY name`)
    },

    user(name: string): User | null {
      return database.first<User>(`${USERS} WHERE name = ?`, name)
    },

    saveUser({ name, role, passwordHash, language, createdAt }: User): void {
      const sql = `INSERT INTO user (name, role, password_hash, language, created_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET role = excluded.role, password_hash = excluded.password_hash, language = excluded.language`
      database.write(() => database.run(sql, name, role, passwordHash, language, createdAt))
    },

    /** Whoever is removed is out at once: logins and links end with the user. */
    removeUser(name: string): boolean {
      return database.write(() => {
        database.run('DELETE FROM session WHERE user = ?', name)
        database.run('DELETE FROM login_link WHERE user = ?', name)
        return database.run('DELETE FROM user WHERE name = ?', name) === 1
      })
    },

    saveToken({ tokenHash, name, role, createdAt, expiresAt }: ApiToken): void {
      const sql = `INSERT INTO api_token (token_hash, name, role, created_at, expires_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET name = excluded.name, role = excluded.role, expires_at = excluded.expires_at`
      database.write(() => database.run(sql, tokenHash, name, role satisfies Role, createdAt, expiresAt))
    },

    token(tokenHash: string): ApiToken | null {
      return database.first<ApiToken>(`${TOKENS} WHERE token_hash = ?`, tokenHash)
    },

    tokens(): readonly ApiToken[] {
      return database.all<ApiToken>(`${TOKENS} ORDER BY created_at DESC, token_hash`)
    },

    removeToken(tokenHash: string): boolean {
      return database.write(() => database.run('DELETE FROM api_token WHERE token_hash = ?', tokenHash)) === 1
    },
  }
}

/** The logins' part of the store. */
export function loginMethods(database: Database) {
  return {
    saveSession({ idHash, user, csrf, createdAt, lastSeenAt }: Session): void {
      const sql = `INSERT INTO session (id_hash, user, csrf, created_at, last_seen_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET csrf = excluded.csrf, last_seen_at = excluded.last_seen_at`
      database.writeRelaxed(() => database.run(sql, idHash, user, csrf, createdAt, lastSeenAt))
    },

    session(idHash: string): Session | null {
      return database.first<Session>(`${SESSIONS} WHERE id_hash = ?`, idHash)
    },

    endSessions(filter: { readonly idHash?: string; readonly user?: string; readonly lastSeenBefore?: Instant }): void {
      const where = new Where()
      if (filter.idHash !== undefined) where.add('id_hash = ?', filter.idHash)
      if (filter.user !== undefined) where.add('user = ?', filter.user)
      if (filter.lastSeenBefore !== undefined) where.add('last_seen_at < ?', filter.lastSeenBefore)
      // Asked for nothing in particular, it ends nothing: a forgotten filter must not log everybody out.
      if (where.values.length === 0) return
      database.write(() => database.run(`DELETE FROM session ${where.sql()}`, ...where.values))
    },

    saveLoginLink({ secretHash, user, expiresAt }: LoginLink): void {
      const sql = 'INSERT OR REPLACE INTO login_link (secret_hash, user, expires_at) VALUES (?, ?, ?)'
      database.write(() => database.run(sql, secretHash, user, expiresAt))
    },

    useLoginLink(secretHash: string, now: Instant): string | null {
      return database.write(() => {
        const sql = 'SELECT user FROM login_link WHERE secret_hash = ? AND expires_at > ?'
        const link = database.first<{ user: string }>(sql, secretHash, now)
        database.run('DELETE FROM login_link WHERE secret_hash = ? OR expires_at <= ?', secretHash, now)
        return link?.user ?? null
      })
    },
  }
}

/** The records' part of the store: who did what, and what reviewers corrected. */
export function recordMethods(database: Database) {
  return {
    audit({ at, actor, action, detail }: AuditEntry): void {
      const sql = 'INSERT INTO audit (at, actor, action, detail) VALUES (?, ?, ?, ?)'
      database.write(() => database.run(sql, at, actor, action, detail))
    },

    auditLog(limit: number): readonly AuditEntry[] {
      return database.all<AuditEntry>('SELECT at, actor, action, detail FROM audit ORDER BY key DESC LIMIT ?', limit)
    },

    feedback(): readonly Feedback[] {
      const sql = `SELECT ${FEEDBACK_COLUMNS} FROM feedback f ORDER BY f.key`
      return database.all<FeedbackRow>(sql).map(feedbackOf)
    },
  }
}

/** What a query selects to read corrections, from `feedback f`. */
export const FEEDBACK_COLUMNS = 'f.at, f.actor, f.alert, f.source, f.post, f.brand, f.relevant, f.labels, f.model'

/** A row of corrections. */
export type FeedbackRow = Omit<Feedback, 'relevant' | 'labels'> & {
  readonly relevant: number | null
  readonly labels: string
}

/** Writes a correction inside the caller's transaction. */
export function writeFeedback(database: Database, feedback: Feedback): void {
  const { at, actor, alert, source, post, brand, relevant, labels, model } = feedback
  const sql = `INSERT INTO feedback (at, actor, alert, source, post, brand, relevant, labels, model)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
  database.run(sql, at, actor, alert, source, post, brand, flagOrNull(relevant), JSON.stringify(labels), model)
}

/** The correction of a row. */
export function feedbackOf(row: FeedbackRow): Feedback {
  const { at, actor, alert, source, post, brand, model } = row
  const labels = fromJson<Partial<Record<Label, boolean>>>(row.labels)
  return { at, actor, alert, source, post, brand, relevant: truthOrNull(row.relevant), labels, model }
}
