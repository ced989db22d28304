// Named values of the program's own.

import type { Database } from './database.js'

/** The settings' part of the store. */
export function settingMethods(database: Database) {
  return {
    setting(key: string): string | null {
      const row = database.first<{ value: string }>('SELECT value FROM setting WHERE name = ?', key)
      return row?.value ?? null
    },

    saveSetting(key: string, value: string): void {
      const sql = 'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value'
      database.write(() => database.run(sql, key, value))
    },
  }
}
