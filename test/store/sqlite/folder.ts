// A folder of a test's own, and the stores opened in it, gone when the test is over.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { openSqliteStore, type SqliteOptions } from '../../../src/store/sqlite/index.js'
import type { Store } from '../../../src/store/store.js'

/** What a test finds in its folder. */
export interface TestFolder {
  path(name: string): string
  open(name?: string, options?: SqliteOptions): Promise<Store>
}

/** Gives each test of the file a folder. */
export function testFolder(): TestFolder {
  let folder = ''
  const stores: Store[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'escucha-sqlite-'))
  })
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close()
    rmSync(folder, { recursive: true })
  })
  const path = (name: string) => join(folder, name)
  return {
    path,
    async open(name = 'escucha.db', options = {}) {
      const store = await openSqliteStore(path(name), options)
      stores.push(store)
      return store
    },
  }
}
