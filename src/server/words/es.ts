// Spanish as a Colombian support team writes it. This is the model: every other language has exactly these words, or it
// does not compile.

import { answers } from './es/answers.js'
import { desk } from './es/desk.js'
import { pages } from './es/pages.js'
import { people } from './es/people.js'
import { rules } from './es/rules.js'
import { shared } from './es/shared.js'
import { type FailureCode, failuresEs } from './failures.js'

/** Spanish words of every page. */
export const es = {
  ...shared,
  ...desk,
  ...pages,
  ...people,
  ...answers,
  ...rules,
  failures: failuresEs as Readonly<Record<FailureCode, string>>,
}

/** What a language must bring. */
export type Words = typeof es
