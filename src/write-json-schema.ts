// `npm run schema`: writes config/escucha.schema.json from the schemas that check the configuration.

import { writeFileSync } from 'node:fs'
import { configRegistries } from './app/registries.js'
import { configJsonSchema } from './config/json-schema.js'

writeFileSync(
  new URL('../config/escucha.schema.json', import.meta.url),
  `${JSON.stringify(configJsonSchema(configRegistries()), null, 2)}\n`,
)
