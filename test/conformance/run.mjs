// `npm run conformance -- DIR [--show CORPUS|all|unparsed] [--only PART]`: how right the readers are on a folder of
// other people's cases, which is given as an argument because those files are not ours to carry. Needs a build.

import { parseArgs } from 'node:util'
import { runArticles } from './articles.mjs'
import { runEncodings } from './encodings.mjs'
import { printTally, runFeedCases } from './feeds.mjs'
import { runMalformed } from './malformed.mjs'
import { runRecorded } from './recorded.mjs'
import { runRobots } from './robots.mjs'
import { runSpeed } from './speed.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { show: { type: 'string' }, only: { type: 'string' } },
})
const folder = positionals[0]
const show = values.show ?? null
const now = new Date().toISOString()

// Speed goes first: what the other parts leave on the heap slows one reader more than the other.
const PARTS = {
  speed: () => runSpeed(folder, now),
  feeds: () => printTally(runFeedCases(folder, now, show)),
  recorded: () => runRecorded(folder, now, show),
  malformed: () => runMalformed(folder, show),
  encodings: () => runEncodings(show),
  robots: () => runRobots(folder, show),
  articles: () => runArticles(folder, now, show),
}

if (folder === undefined || (values.only !== undefined && PARTS[values.only] === undefined)) {
  console.error(
    `usage: npm run conformance -- DIR [--show CORPUS|all|unparsed] [--only ${Object.keys(PARTS).join('|')}]`,
  )
  process.exit(2)
}
for (const [name, part] of Object.entries(PARTS)) {
  if (values.only === undefined || values.only === name) await part()
}
