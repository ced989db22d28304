import { defineConfig } from 'vitest/config'
import { SLOW_TESTS } from './slow-tests.js'

// The suite shares a small machine: two workers keep timing steady, and a test that hangs is a fault, not patience.
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: [...SLOW_TESTS, 'node_modules/**'],
    globalSetup: ['test/build-once.ts'],
    testTimeout: 20_000,
    maxWorkers: 2,
    setupFiles: [],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
})
