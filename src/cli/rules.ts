// `escucha rules`: what the business rules of the configuration are, and what they would do to the mentions that are
// stored already. The configuration itself is checked before: a rule that can never match does not get this far.

import { previewRules, type RulePreview, type RulesPreview } from '../desk/rules/preview.js'
import { instantOf } from '../domain/time.js'
import { type NowFlag, type Registration, runs, withApp, withConfig, withJson, withNow } from './command.js'
import type { ConfigFlag } from './configuration.js'
import { type Console, jsonLine } from './console.js'
import { sinceInstant } from './since.js'
import { cut, table, terminalText } from './table.js'

interface TestFlags extends ConfigFlag, NowFlag {
  readonly since: string
  readonly json?: boolean
}

const SINCE_DEFAULT = '30d'
const EXAMPLE_CHARS_MAX = 90

/** Adds `rules`. */
export const registerRules: Registration = (program, console) => {
  const rules = program.command('rules').description('the business rules of the configuration')
  const test = withNow(withJson(withConfig(rules.command('test'))))
    .description('what each rule would do to the stored mentions; nothing is changed')
    .option('--since <when>', 'mentions since: 7d, or an instant', SINCE_DEFAULT)
  runs<TestFlags>(test, console, (flags) => testRules(flags, console))
}

async function testRules(flags: TestFlags, console: Console): Promise<0> {
  return withApp(flags, console, async (app, settings) => {
    const businessRules = settings.businessRules ?? []
    const now = app.now()
    const context = { rules: settings.alerts, brands: settings.brands }
    const period = { since: sinceInstant(flags.since, now), until: instantOf(now) }
    const preview = await previewRules(app.store, businessRules, context, period)
    if (flags.json) {
      await console.print(jsonLine(record(preview)))
      return 0 as const
    }
    if (businessRules.length === 0) {
      console.complain(
        'The configuration has no rules. Add some under "rules:"; config/escucha.example.yaml shows one.\n',
      )
      return 0 as const
    }
    await console.print(text(preview))
    for (const { rule, matched, missed } of preview.rules) {
      if (matched === 0 && preview.mentions > 0) console.complain(`${neverMatched(rule, missed)}\n`)
    }
    return 0 as const
  })
}

function record({ rules, ...preview }: RulesPreview) {
  return {
    ...preview,
    rules: rules.map(({ examples, ...rule }) => ({
      ...rule,
      examples: examples.map(({ post, brand, alert }) => ({
        source: post.source,
        id: post.id,
        url: post.url,
        brand,
        alert,
      })),
    })),
  }
}

function text({ rules, mentions, muted, since, isCut }: RulesPreview): string {
  const rows = rules.map(({ rule, matched, examples }) => {
    const post = examples[0]?.post
    return [
      rule,
      String(matched),
      post === undefined ? '' : cut(terminalText(post.title ?? post.text), EXAMPLE_CHARS_MAX),
    ]
  })
  const more = isCut ? ' (the newest; there are more)' : ''
  const line = `${mentions} flagged mentions since ${since.slice(0, 10)}${more}, ${muted} of them muted.\n`
  return `${table(['Rule', 'Matched', 'Newest example'], rows)}\n${line}`
}

function neverMatched(rule: string, missed: RulePreview['missed']): string {
  const [part] = Object.entries(missed).sort(([, one], [, other]) => other - one)
  const why = part === undefined ? 'an earlier rule stops before it' : `mostly for its ${part[0]}`
  return `Rule ${rule} matched nothing in this time: ${why}.`
}
