// What the rest of the program may use of the SQLite store.

export { checkDatabase } from './file/check.js'
export { restoreDatabase } from './file/restore.js'
export { openSqliteStore, type SqliteOptions } from './open.js'
