// The first schema, whole. Never edit a released version: add the next one.

import { ALERTS } from './version-1/alerts.js'
import { PEOPLE } from './version-1/people.js'
import { POSTS } from './version-1/posts.js'
import { SOURCES } from './version-1/sources.js'

/** SQL of schema version 1. */
export const VERSION_1 = [SOURCES, POSTS, ALERTS, PEOPLE].join('')
