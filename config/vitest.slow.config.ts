import { defineConfig } from 'vitest/config'
import { SLOW_TESTS } from './slow-tests.js'

// What takes minutes. Run by `npm run test:slow` and by `.ci/run`.
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: SLOW_TESTS,
    globalSetup: ['test/build-once.ts'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
    maxWorkers: 1,
  },
})
