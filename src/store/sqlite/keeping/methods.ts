// Keeping: hot copies, erasure, and what `doctor` shows.

import type { Instant } from '../../../domain/time.js'
import type { Erased, StoreInfo } from '../../store.js'
import { type Database, patiently } from '../database.js'
import { backupDatabase } from '../file/backup.js'
import { engineVersion } from '../file/connect.js'
import { isBusy } from '../file/failures.js'
import { schemaVersion } from '../file/migrate.js'
import { type ErasureOf, erase } from './erase.js'

/** The keeping part of the store. */
export function keepingMethods(database: Database, busyTimeoutMs: number, forget: () => void) {
  return {
    info(): StoreInfo {
      const { connection } = database
      return {
        kind: 'sqlite',
        location: database.file,
        schemaVersion: schemaVersion(connection),
        engineVersion: `SQLite ${engineVersion(connection)}`,
        posts: count(database, 'post'),
        mentions: count(database, 'judgement WHERE mention = 1'),
        alerts: count(database, 'alert'),
        bytes: Number(database.pragma('page_count')) * Number(database.pragma('page_size')),
      }
    },

    backup(file: string): Promise<void> {
      return backupDatabase(database, file)
    },

    async erase(what: ErasureOf, _now: Instant): Promise<Erased> {
      const erased = await patiently(() => erase(database, what), database.file, busyTimeoutMs)
      forget()
      await forgetDeleted(database, busyTimeoutMs)
      return erased
    },
  }
}

/**
 * Has the file itself forget: pages that moved keep old bytes in their gaps until the file is written anew, and the
 * log holds every version of a page until it is cut. Another process that reads at this moment may delay the cut to
 * its next checkpoint; that is no failure of the erasure.
 */
export async function forgetDeleted(database: Database, busyTimeoutMs: number): Promise<void> {
  try {
    await patiently(() => database.connection.exec('VACUUM'), database.file, busyTimeoutMs)
    database.pragma('wal_checkpoint(TRUNCATE)')
  } catch (error) {
    if (!isBusy(error instanceof Error ? error.cause : error)) throw error
  }
}

function count(database: Database, from: string): number {
  return database.first<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)?.n ?? 0
}
