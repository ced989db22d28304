// Opens the SQLite store: finds or makes the file, proves that it is ours and sound, brings its schema up to date,
// and joins the parts of the store. The parts know the tables; nothing outside this folder does.

import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type Sqlite from 'better-sqlite3'
import { EscuchaError } from '../../domain/errors.js'
import type { Clock } from '../../domain/time.js'
import type { Store } from '../store.js'
import { alertMethods } from './alerts/alerts.js'
import { RememberedAlerts } from './alerts/remembered.js'
import { answerMethods, answerUseMethods } from './answers.js'
import { answering, Database, patiently } from './database.js'
import { assertSound } from './file/check.js'
import { connect, connectReadOnly } from './file/connect.js'
import { createDatabase } from './file/create.js'
import { cannotWrite, newer } from './file/failures.js'
import { inspectFile } from './file/inspect.js'
import { migrate, schemaVersion } from './file/migrate.js'
import { newestVersion, type SchemaVersion, schemaVersions } from './file/versions.js'
import { keepingMethods } from './keeping/methods.js'
import { pruneMethods } from './keeping/prune.js'
import { learningMethods } from './learning.js'
import { outboxMethods } from './outbox.js'
import { loginMethods, recordMethods, userMethods } from './people.js'
import { conversationMethods } from './posts/conversations.js'
import { copyMethods } from './posts/copies.js'
import { goneMethods } from './posts/gone.js'
import { postListMethods } from './posts/list.js'
import { reviewedMethods } from './posts/reviewed.js'
import { scanMethods } from './posts/scan.js'
import { settingMethods } from './settings.js'
import { sourceMethods } from './sources.js'
import { subscriptionMethods } from './subscriptions.js'

/** How the store is opened. */
export interface SqliteOptions {
  /** Stamps migrations; nothing else here asks for the time. */
  readonly clock?: Clock
  /** How long a call waits for another process; 5 s when absent. */
  readonly busyTimeoutMs?: number
  /** Changes nothing, not even the schema. */
  readonly readOnly?: boolean
  /** The schema to bring the database to; tests hand in longer and shorter lists. */
  readonly versions?: readonly SchemaVersion[]
}

/** A scan's transaction takes some tens of milliseconds: who waits longer than this waits for something stuck. */
const BUSY_TIMEOUT_MS = 5000

/** A database in memory, for a run that is to leave nothing behind. */
const IN_MEMORY = ':memory:'

/** Opens the database in `file`, making it when there is none. Every failure is an `EscuchaError` of one line. */
export async function openSqliteStore(file: string, options: SqliteOptions = {}): Promise<Store> {
  const busyTimeoutMs = options.busyTimeoutMs ?? BUSY_TIMEOUT_MS
  const connection = await patiently(() => openConnection(file, options), file, busyTimeoutMs)
  return storeOver(new Database(connection, file), busyTimeoutMs)
}

function storeOver(database: Database, busyTimeoutMs: number): Store {
  const remembered = new RememberedAlerts(database)
  const methods = {
    ...sourceMethods(database),
    ...subscriptionMethods(database),
    ...scanMethods(database),
    ...conversationMethods(database),
    ...copyMethods(database),
    ...alertMethods(database, remembered),
    ...postListMethods(database),
    ...reviewedMethods(database),
    ...goneMethods(database),
    ...outboxMethods(database),
    ...userMethods(database),
    ...loginMethods(database),
    ...recordMethods(database),
    ...answerMethods(database),
    ...answerUseMethods(database),
    ...settingMethods(database),
    ...learningMethods(database),
    ...pruneMethods(database),
    ...keepingMethods(database, busyTimeoutMs, () => remembered.forget()),
    close: () => database.close(),
  }
  return answering(methods, database, busyTimeoutMs)
}

function openConnection(file: string, options: SqliteOptions): Sqlite.Database {
  const versions = options.versions ?? schemaVersions
  const now = options.clock ?? (() => new Date())
  if (options.readOnly === true) return openReadOnly(file, versions)
  if (file !== IN_MEMORY) {
    if (!existsSync(file)) createDatabase(file, versions, now)
    inspectFile(file, newestVersion(versions))
    assertWritable(file)
    assertSound(file)
  }
  const connection = connect(file)
  try {
    migrate(connection, file, versions, now)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

function openReadOnly(file: string, versions: readonly SchemaVersion[]): Sqlite.Database {
  if (!existsSync(file)) throw new EscuchaError('not-found', `there is no database ${file}`)
  inspectFile(file, newestVersion(versions))
  const connection = connectReadOnly(file)
  const found = schemaVersion(connection)
  if (found === newestVersion(versions)) return connection
  connection.close()
  if (found > newestVersion(versions)) throw newer(file, found, newestVersion(versions))
  const hint = 'Run escucha doctor once: it brings the database up to date.'
  throw new EscuchaError('store-read-only', `${file} has the older schema version ${found}`, { hint })
}

function assertWritable(file: string): void {
  try {
    accessSync(file, constants.R_OK | constants.W_OK)
    // The write-ahead log stands beside the file, so its folder must take new files too.
    accessSync(dirname(file), constants.W_OK | constants.X_OK)
  } catch (error) {
    throw cannotWrite(file, error)
  }
}
