import { defineConfig } from 'vitest/config'

// What takes minutes: many processes killed and started again. Run by `npm run test:slow` and by `.ci/run`.
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/slow/**/*.test.ts'],
    globalSetup: ['test/build-once.ts'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
    maxWorkers: 1,
  },
})
