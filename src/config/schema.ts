// The configuration as people write it (CONTRACT.md section 3): the keys, their shapes and their defaults, each with
// the sentence that editors show. Kinds and notifiers bring the schema of their own keys.

import { z } from 'zod'
import { EVENT_KINDS } from '../domain/delivery.js'
import { SPIKE_SENSITIVITIES } from '../domain/settings.js'
import { durationMs } from '../domain/time.js'
import { LABELS } from '../domain/verdict.js'
import { ruleSchema } from './rules.js'

const ID = /^[a-z0-9][a-z0-9_-]{0,63}$/

const id = z
  .string()
  .regex(ID, 'an id is lower-case letters, digits, "-" and "_", at most 64')
  .meta({ description: 'Short name used in figures, filters and commands: lower-case letters, digits, - and _' })

const words = z.array(z.string().trim().min(1, 'an empty text matches nothing: remove it').max(200))

/** A number that may also come as text, as it does from an environment variable. */
const number = (schema: z.ZodNumber) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value), schema)

const duration = z
  .string()
  .refine((text) => durationMs(text) !== null, 'a duration is a number with ms, s, m, h, d or w, like "15m" or "24h"')

const label = z.enum(LABELS)
const webAddress = z
  .string()
  .trim()
  .refine(
    (text) => /^https?:\/\/[^\s/]+/i.test(text) && URL.canParse(text),
    'a web address starts with http:// or https://',
  )

const timezone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}, 'a time zone is an IANA name like "America/Bogota" or "Europe/Madrid"')

const brand = z.strictObject({
  id,
  name: z.string().trim().min(1).max(200).meta({ description: 'The name as people write it' }),
  terms: words
    .min(1)
    .max(10_000)
    .optional()
    .meta({ description: 'Words, phrases, @handles and #hashtags that may mean the brand; default: its name' }),
  context: words.default([]).meta({ description: 'Neighbours that make an ambiguous term mean the brand' }),
  exclude: words.default([]).meta({ description: 'Phrases in which a term does not mean the brand, like "se une a"' }),
  query: z
    .string()
    .trim()
    .min(1)
    .max(2_000)
    .nullish()
    .meta({ description: 'Optional query: phrases AND OR NOT NEAR/n prefix* site: author: lang: type:' }),
  products: words.default([]),
  competitors: words.default([]),
  staff: words.default([]).meta({ description: 'Names and handles that answer for the brand' }),
})

/** The keys that every source has; the rest belongs to its kind. */
const source = z.looseObject({
  id,
  url: webAddress.meta({ description: 'Address of the feed, forum, blog or page' }),
  kind: z
    .string()
    .default('auto')
    .meta({ description: 'Found by itself with "auto"; `escucha sources list --kinds` names the others' }),
  every: z.string().trim().default('adaptive').meta({ description: 'A duration ("15m"), a cron line, or "adaptive"' }),
  brands: z.array(z.string()).nullish().meta({ description: 'Ids of the brands listened for here; default: all' }),
  backfill: number(z.number().int().min(0).max(1_000))
    .optional()
    .meta({ description: 'Older pages of its listing to read, a few in each scan: 0 none; default 5' }),
})

const perLabel = <T extends z.ZodType>(value: T) =>
  z.strictObject({
    complaint: value.optional(),
    question: value.optional(),
    suggestion: value.optional(),
    praise: value.optional(),
    churn: value.optional(),
  })

const probability = number(z.number().min(0).max(1))
const level = number(z.number().int().min(0).max(3))

const alerts = z.strictObject({
  labels: z
    .array(label)
    .min(1)
    .default(['complaint', 'question', 'churn'])
    .meta({ description: 'Labels that open an alert' }),
  minSeverity: level.default(0),
  minUrgency: level.default(0),
  threshold: z
    .union([probability, perLabel(probability)])
    .default(0.5)
    .meta({ description: 'Probability at which a label is flagged; one number, or one per label' }),
  grace: perLabel(duration)
    .default({})
    .meta({ description: 'How long a case may wait for an answer before it goes to the team' }),
  spike: z
    .strictObject({
      sensitivity: z.enum(SPIKE_SENSITIVITIES).default('medium').meta({
        description: 'How readily a rise is told: low (few and sure ones), medium, high (early ones too)',
      }),
      window: duration.default('1h'),
      factor: number(z.number().gt(1))
        .optional()
        .meta({ description: 'Times as many cases as usual; default 5, 3 or 2, by sensitivity' }),
      least: number(z.number().int().min(1))
        .optional()
        .meta({ description: 'Cases in the window at least; default 10, 5 or 3, by sensitivity' }),
    })
    .prefault({}),
})

/** The keys that every target has; the rest belongs to its notifier. */
const target = z.looseObject({
  id,
  kind: z.string().min(1).meta({ description: 'Which notifier: slack, webhook …' }),
  on: z.array(z.enum(EVENT_KINDS)).min(1).default(['opened', 'escalated']),
  when: z
    .strictObject({
      labels: z.array(label).min(1).optional(),
      minSeverity: level.default(0),
      minUrgency: level.default(0),
      brands: z.array(z.string()).min(1).optional(),
      sources: z.array(z.string()).min(1).optional(),
      teams: z.array(z.string()).min(1).optional(),
    })
    .prefault({}),
  digest: z.string().trim().nullish().meta({ description: 'Cron line of its digest, like "0 9 * * 1-5"' }),
  report: z.string().trim().nullish().meta({
    description: 'Cron line of its report of the figures since the one before, like "0 8 * * 1" for Monday mornings',
  }),
})

const opinionKeys = {
  band: number(z.number().min(0.01).max(0.5))
    .default(0.2)
    .meta({ description: 'It is asked where a probability lies this near to its threshold' }),
  perPass: number(z.number().int().min(1).max(100_000))
    .default(200)
    .meta({ description: 'Posts in one pass of which it is asked at most' }),
}

/** Second opinions: off unless one is named. */
const opinion = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('onnx'),
    folder: z.string().trim().min(1).meta({ description: 'Folder with the files of an ONNX sentence encoder' }),
    head: z
      .string()
      .trim()
      .min(1)
      .meta({ description: 'What `escucha train --encoder FOLDER --data FILE --out HEAD` wrote for this encoder' }),
    ...opinionKeys,
  }),
  z.strictObject({
    kind: z.literal('openai'),
    url: webAddress.meta({
      description: 'Base address of an OpenAI-compatible API, such as http://localhost:11434/v1',
    }),
    model: z.string().trim().min(1).max(200),
    apiKey: z.string().min(1).max(500).nullish(),
    timeout: duration.default('20s'),
    ...opinionKeys,
  }),
])

/** The whole configuration file. */
export const configSchema = z.strictObject({
  storage: z.string().trim().min(1).default('data/var/escucha.db').meta({ description: 'File of the SQLite database' }),
  timezone: timezone
    .default(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
    .meta({ description: 'IANA name; dates that name no zone are read in it, and pages show it' }),
  language: z.enum(['es', 'en']).default('es').meta({ description: 'Language of pages and notifications' }),
  brands: z.array(brand).min(1, 'name at least one brand to listen for').max(1_000),
  sources: z.array(source).default([]),
  alerts: alerts.prefault({}),
  rules: z
    .array(ruleSchema({ id, words, level, duration }))
    .max(500)
    .default([])
    .meta({ description: 'What is done with which cases, in this order; a later rule wins over an earlier one' }),
  notify: z.array(target).default([]),
  fetch: z
    .strictObject({
      contact: z
        .string()
        .trim()
        .max(200)
        .nullish()
        .meta({ description: 'Goes into the user agent, so that a site can reach you' }),
      allowHosts: z
        .array(z.string().trim().min(1))
        .default([])
        .meta({ description: 'Hosts or CIDRs that may be loopback or private; nothing by default' }),
      concurrency: number(z.number().int().min(1).max(256)).default(16),
      perHost: number(z.number().int().min(1).max(16)).default(1),
      delay: duration.default('1s'),
      timeout: duration.default('25s'),
    })
    .prefault({}),
  server: z
    .strictObject({
      host: z.string().trim().min(1).default('127.0.0.1'),
      port: number(z.number().int().min(0).max(65_535)).default(8787),
      publicUrl: webAddress
        .nullish()
        .meta({ description: 'Public address, when a proxy stands in front; links in messages point there' }),
      websub: z.boolean().default(false).meta({
        description:
          'Let the hubs that feeds announce tell of new posts at once (WebSub); they call publicUrl/websub/…',
      }),
    })
    .prefault({}),
  costs: z
    .strictObject({
      perContact: number(z.number().min(0)).default(1),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'a currency is three capital letters, like USD or COP')
        .default('USD'),
    })
    .prefault({}),
  opinions: z
    .array(opinion)
    .max(4)
    .default([])
    .meta({ description: 'Second opinions on posts that the model is not sure of; none by default' }),
  learning: z
    .strictObject({
      enabled: z
        .boolean()
        .default(true)
        .meta({ description: 'Learn from what reviewers correct; a new model judges only if it does not lose' }),
      at: z.string().trim().min(1).default('30 3 * * *').meta({ description: 'Cron line of when it is learnt' }),
      least: number(z.number().int().min(1).max(1_000_000))
        .default(50)
        .meta({ description: 'New corrections from which it is worth learning again' }),
      weight: number(z.number().min(0.1).max(100))
        .default(5)
        .meta({ description: 'How many posts of the corpus one fresh correction counts for' }),
      halfLife: duration.default('90d').meta({ description: 'After this long a correction counts for half' }),
    })
    .prefault({}),
  retention: z.strictObject({ posts: duration.default('365d'), unmatched: duration.default('30d') }).prefault({}),
})

/** The configuration as written, with defaults filled in. */
export type ConfigFile = z.output<typeof configSchema>

/** Keys of a source that do not belong to its kind. */
export const SOURCE_KEYS: readonly string[] = Object.keys(source.shape)
/** Keys of a target that do not belong to its notifier. */
export const TARGET_KEYS: readonly string[] = Object.keys(target.shape)
