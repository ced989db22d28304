import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { configRegistries } from '../../src/app/registries.js'
import { configJsonSchema } from '../../src/config/json-schema.js'

describe('the JSON schema for editors', () => {
  it('is the one that the program checks with: run "npm run schema" after a change', async () => {
    const written = await readFile(new URL('../../config/escucha.schema.json', import.meta.url), 'utf8')
    expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(configJsonSchema(configRegistries()))))
  })

  it('knows the keys of each kind and refuses unknown ones', () => {
    const schema = configJsonSchema(configRegistries()) as {
      properties: Record<
        string,
        { items: { properties: Record<string, { enum?: string[] }>; additionalProperties: boolean } }
      >
    }
    expect(schema.properties.sources?.items.properties.kind?.enum).toContain('auto')
    expect(schema.properties.sources?.items.properties).toHaveProperty('selectors')
    expect(schema.properties.notify?.items.properties).toHaveProperty('secret')
    expect(schema.properties.sources?.items.additionalProperties).toBe(false)
  })
})
