// Answers that the team wrote in the pages, and the record of which answers were offered for which alerts and used.

import type { AnswerUse, LibraryAnswer } from '../../domain/answer.js'
import type { Instant } from '../../domain/time.js'
import type { AnswerUseFilter } from '../store.js'
import { alertKey } from './alerts/write.js'
import type { Database } from './database.js'
import { Where } from './pages.js'
import { fromJson } from './rows.js'

const ANSWERS = 'SELECT id, title, brands, words, topics, texts, link, updated_at, updated_by FROM answer'

const SAVE = `INSERT INTO answer (id, title, brands, words, topics, texts, link, updated_at, updated_by)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET title = excluded.title, brands = excluded.brands, words = excluded.words,
    topics = excluded.topics, texts = excluded.texts, link = excluded.link, updated_at = excluded.updated_at,
    updated_by = excluded.updated_by`

/** The answers' part of the store. */
export function answerMethods(database: Database) {
  return {
    answers(): readonly LibraryAnswer[] {
      return database.all<AnswerRow>(`${ANSWERS} ORDER BY id`).map(answerOf)
    },

    saveAnswer(answer: LibraryAnswer): void {
      const { id, title, brands, words, topics, texts, link, updatedAt, updatedBy } = answer
      const json = [brands, words, topics, texts].map((value) => (value === null ? null : JSON.stringify(value)))
      database.write(() => database.run(SAVE, id, title, ...json, link, updatedAt, updatedBy))
    },

    removeAnswer(id: string): boolean {
      return database.write(() => database.run('DELETE FROM answer WHERE id = ?', id)) === 1
    },
  }
}

const OFFER = `INSERT INTO answer_use (alert, origin, answer, offered_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`

const USE = `INSERT INTO answer_use (alert, origin, answer, offered_at, used_at, used_by) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET used_at = excluded.used_at, used_by = excluded.used_by WHERE used_at IS NULL`

/** The part of the store that counts reuse. */
export function answerUseMethods(database: Database) {
  return {
    /** Losing the last of these in a power cut loses a count, so no disk is waited for. */
    noteOffer({ alert, origin, answer, offeredAt }: Omit<AnswerUse, 'usedAt' | 'usedBy'>): void {
      const key = alertKey(database, alert)
      if (key === null || isNoted(database, key, origin, answer)) return
      database.writeRelaxed(() => database.run(OFFER, key, origin, answer, offeredAt))
    },

    noteUse(
      { alert, origin, answer }: Pick<AnswerUse, 'alert' | 'origin' | 'answer'>,
      by: string,
      at: Instant,
    ): boolean {
      return database.write(() => {
        const key = alertKey(database, alert)
        return key !== null && database.run(USE, key, origin, answer, at, at, by) === 1
      })
    },

    takeUseBack({ alert, origin, answer }: Pick<AnswerUse, 'alert' | 'origin' | 'answer'>): boolean {
      const sql = `UPDATE answer_use SET used_at = NULL, used_by = NULL
        WHERE alert = ? AND origin = ? AND answer = ? AND used_at IS NOT NULL`
      return database.write(() => database.run(sql, alertKey(database, alert), origin, answer)) === 1
    },

    answerUses(filter: AnswerUseFilter): readonly AnswerUse[] {
      const where = new Where()
      if (filter.alert !== undefined) where.add('a.id = ?', filter.alert)
      if (filter.brand !== undefined) where.add('a.brand = ?', filter.brand)
      if (filter.source !== undefined) where.add('a.source = ?', filter.source)
      if (filter.since !== undefined) where.add('a.opened_at >= ?', filter.since)
      if (filter.until !== undefined) where.add('a.opened_at < ?', filter.until)
      const sql = `SELECT a.id AS alert, u.origin, u.answer, u.offered_at AS offeredAt, u.used_at AS usedAt,
        u.used_by AS usedBy FROM answer_use u JOIN alert a ON a.key = u.alert ${where.sql()}
        ORDER BY u.offered_at, a.id, u.answer`
      return database.all<AnswerUse>(sql, ...where.values)
    },
  }
}

/** Every look at an alert offers its answer again: mostly there is nothing to write. */
function isNoted(database: Database, alert: number, origin: string, answer: string): boolean {
  const sql = 'SELECT 1 FROM answer_use WHERE alert = ? AND origin = ? AND answer = ?'
  return database.first(sql, alert, origin, answer) !== null
}

interface AnswerRow {
  readonly id: string
  readonly title: string
  readonly brands: string | null
  readonly words: string
  readonly topics: string
  readonly texts: string
  readonly link: string | null
  readonly updated_at: Instant
  readonly updated_by: string | null
}

function answerOf(row: AnswerRow): LibraryAnswer {
  return {
    id: row.id,
    origin: 'page',
    title: row.title,
    brands: row.brands === null ? null : fromJson<string[]>(row.brands),
    words: fromJson<string[]>(row.words),
    topics: fromJson<string[]>(row.topics),
    texts: fromJson<Record<string, string>>(row.texts),
    link: row.link,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  }
}
