// `npm run conformance -- DIR [--show CORPUS]`: how right the readers are on a folder of other people's cases, which
// is given as an argument because those files are not ours to carry. Needs a build.

import { printTally, runFeedCases } from './feeds.mjs'

const [folder, ...rest] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: npm run conformance -- DIR [--show CORPUS|all|unparsed]')
  process.exit(2)
}
const show = rest[0] === '--show' ? rest[1] : null
const now = new Date().toISOString()
printTally(runFeedCases(folder, now, show))
