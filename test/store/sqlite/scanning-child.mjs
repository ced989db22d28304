// A process of its own that stores scans one after another, for tests that kill it. It prints the number of each
// scan once it is stored. Arguments: the database, the first number, whether to hold the write lock instead.

import { openSqliteStore } from '../../../dist/store/sqlite/index.js'

const [file = '', first = '0', samples = ''] = process.argv.slice(2)
const { state, record } = JSON.parse(samples)
const store = await openSqliteStore(file)
await store.syncSources([state.spec], state.now)
for (let number = Number(first); ; number += 1) {
  const text = JSON.stringify(record).replaceAll('#', String(number))
  await store.recordScan(JSON.parse(text))
  process.stdout.write(`${number}\n`)
}
