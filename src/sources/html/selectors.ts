// The selectors that the kind `html` takes, checked where they come in.

import { z } from 'zod'
import { isSelector } from './selecting.js'

const place = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine(isSelector, { error: 'is no CSS selector; one looks like "article .author" or "time@datetime"' })

/** What the operator names; all but `item` and `next` are looked for inside an item. `@name` behind a selector reads that attribute. */
export const selectorsSchema = z.strictObject({
  item: place,
  title: place.optional(),
  text: place.optional(),
  author: place.optional(),
  date: place.optional(),
  link: place.optional(),
  id: place.optional(),
  next: place.optional(),
})

/** Selectors that are known to be CSS. */
export type Selectors = z.infer<typeof selectorsSchema>
