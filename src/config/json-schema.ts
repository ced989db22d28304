// The JSON schema of the configuration, for editors: hover texts, completion, red lines under a slip.

import { type ZodType, z } from 'zod'
import { configSchema } from './schema.js'

type Json = Readonly<Record<string, unknown>>

/** What the schema is made of: the kinds and notifiers with the schema of their own keys. */
export interface JsonSchemaParts {
  readonly sourceKinds: ReadonlyMap<string, ZodType>
  readonly notifiers: ReadonlyMap<string, ZodType>
}

/** The JSON schema (draft 2020-12) of `config/escucha.yaml`. */
export function configJsonSchema(parts: JsonSchemaParts): Json {
  const base = jsonOf(configSchema)
  const properties = base.properties as Record<string, Json>
  return {
    ...base,
    title: 'Configuration of Escucha',
    properties: {
      ...properties,
      sources: withKinds(properties.sources, ['auto', ...parts.sourceKinds.keys()], parts.sourceKinds),
      notify: withKinds(properties.notify, [...parts.notifiers.keys()], parts.notifiers),
    },
  }
}

/** Adds to each entry of a list the keys of its kind, chosen by `kind`. */
function withKinds(list: Json | undefined, kinds: readonly string[], schemas: ReadonlyMap<string, ZodType>): Json {
  const items = (list?.items ?? {}) as { readonly properties: Readonly<Record<string, Json>> } & Json
  const own = Object.assign({}, ...[...schemas.values()].map((schema) => jsonOf(schema).properties ?? {})) as Json
  return {
    ...list,
    items: {
      ...items,
      properties: { ...own, ...items.properties, kind: { ...items.properties.kind, enum: kinds } },
      additionalProperties: false,
    },
  }
}

function jsonOf(schema: ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Record<string, unknown>
}
