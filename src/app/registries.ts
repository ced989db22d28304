// What a configuration may name: the kinds of sources and notifiers there are, cron lines, brand queries.

import type { Registries } from '../config/load.js'
import { topicFault } from '../desk/rules/match.js'
import { notifiers } from '../notify/index.js'
import { isCronLine } from '../scan/cron.js'
import { sourceKinds } from '../sources/index.js'
import { queryFault } from '../understand/query/parse.js'

/** What a configuration may name. */
export function configRegistries(): Registries {
  return {
    sourceKinds: new Map(sourceKinds.map((kind) => [kind.kind, kind.options])),
    notifiers: new Map(notifiers.map((kind) => [kind.kind, kind.options])),
    isCron: isCronLine,
    queryFault,
    topicFault,
  }
}
