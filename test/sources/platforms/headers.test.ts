// A kind's own request headers on a real connection: to the host they were given for, and to no other.

import { afterEach, describe, expect, test } from 'vitest'
import { fetcherFor, type Loopback, redirects, says, serve } from '../../http/loopback.js'

const open: Loopback[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((site) => site.close()))
})
