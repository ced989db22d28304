// Models that were learnt from corrections, and which of them judges.

import type { LearningReport, LearntModel, LearntVerdict } from '../../domain/learning.js'
import type { Database } from './database.js'
import { fromJson } from './rows.js'

/** Nobody goes back further; the weights of older ones are let go, their reports stay. */
const MODELS_WITH_WEIGHTS = 10

/** Names the model that judges; absent: the one that ships. */
const ACTIVE = 'model.active'

interface ModelRow {
  readonly id: string
  readonly base: string
  readonly madeAt: string
  readonly verdict: LearntVerdict
  readonly report: string
}

/** The learning part of the store. */
export function learningMethods(database: Database) {
  const setActive = (id: string | null) => {
    if (id === null) return database.run('DELETE FROM setting WHERE name = ?', ACTIVE)
    const sql = 'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value'
    return database.run(sql, ACTIVE, id)
  }
  return {
    learntModels(): readonly LearntModel[] {
      const sql = `SELECT id, base, made_at AS madeAt, verdict, report FROM learnt_model ORDER BY made_at DESC, id`
      return database.all<ModelRow>(sql).map((row) => ({ ...row, report: fromJson<LearningReport>(row.report) }))
    },

    saveLearntModel({ id, base, madeAt, verdict, report }: LearntModel, weights: Uint8Array): void {
      const sql = `INSERT INTO learnt_model (id, base, made_at, verdict, report, weights) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET made_at = excluded.made_at, verdict = excluded.verdict, report = excluded.report,
          weights = excluded.weights`
      const letGo = `UPDATE learnt_model SET weights = NULL WHERE weights IS NOT NULL AND id NOT IN (
        SELECT id FROM learnt_model ORDER BY made_at DESC, id LIMIT ?)
        AND id IS NOT (SELECT value FROM setting WHERE name = '${ACTIVE}')`
      database.write(() => {
        database.run(sql, id, base, madeAt, verdict, JSON.stringify(report), Buffer.from(weights))
        if (verdict === 'accepted') setActive(id)
        database.run(letGo, MODELS_WITH_WEIGHTS)
      })
    },

    activeModel(): string | null {
      return database.first<{ value: string }>('SELECT value FROM setting WHERE name = ?', ACTIVE)?.value ?? null
    },

    activateModel(id: string | null, withdrawn: readonly string[]): void {
      database.write(() => {
        setActive(id)
        if (id !== null) database.run(`UPDATE learnt_model SET verdict = 'accepted' WHERE id = ?`, id)
        for (const other of withdrawn) {
          database.run(`UPDATE learnt_model SET verdict = 'withdrawn' WHERE id = ? AND verdict = 'accepted'`, other)
        }
      })
    },

    forgetLearntWeights(but: string | null): void {
      database.run('UPDATE learnt_model SET weights = NULL WHERE weights IS NOT NULL AND id IS NOT ?', but)
    },

    learntWeights(id: string): Uint8Array | null {
      const row = database.first<{ weights: Buffer | null }>('SELECT weights FROM learnt_model WHERE id = ?', id)
      return row?.weights ?? null
    },
  }
}
