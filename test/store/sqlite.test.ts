// The SQLite store keeps the contract, on real files.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { openSqliteStore } from '../../src/store/sqlite/index.js'
import type { Store } from '../../src/store/store.js'
import { storeContract } from './contract.js'

const opened: Store[] = []
const folders: string[] = []

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

storeContract('the SQLite store', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'escucha-store-'))
  const store = await openSqliteStore(join(folder, 'escucha.db'))
  folders.push(folder)
  opened.push(store)
  return store
})
