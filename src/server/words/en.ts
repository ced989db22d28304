// English words of every page; the keys are those of Spanish, held by the type.

import { answers } from './en/answers.js'
import { desk } from './en/desk.js'
import { pages } from './en/pages.js'
import { people } from './en/people.js'
import { rules } from './en/rules.js'
import { shared } from './en/shared.js'
import type { Words } from './es.js'
import { failuresEn } from './failures.js'

/** English words of every page. */
export const en: Words = { ...shared, ...desk, ...pages, ...people, ...answers, ...rules, failures: failuresEn }
