// robots.txt: the decisions that other readers' own tests expect.

import { isAllowedByRobots } from '../../dist/http/robots.js'
import { jsonFile, share } from './documents.mjs'

/** Every recorded decision. */
export function runRobots(folder, show) {
  const cases = jsonFile(folder, 'robots-cases.json')
  if (cases === null) return
  let right = 0
  // Rows without an address are about the crawl delay, which is no decision.
  const decisions = cases.filter((entry) => typeof entry.url === 'string')
  for (const { robots, ua, url, allowed, src } of decisions) {
    const got = isAllowedByRobots(robots, url, ua)
    if (got === allowed) right += 1
    else if (show !== null) console.log(`WRONG robots ${src} ${ua} ${url}: ${got}`)
  }
  console.log(`\nrobots.txt: ${share(right, decisions.length)}`)
}
