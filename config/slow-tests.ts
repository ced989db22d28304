// The tests that take longer than the suite has time for: processes killed and started again, whole stories in a browser,
// a model learnt in a process apart. `npm run test:slow` runs them, and so does `.ci/run`.

/** Patterns of their files, from the root of the repository. */
export const SLOW_TESTS = [
  'test/slow/**/*.test.ts',
  'test/e2e/**/*.test.ts',
  'test/server/browser.test.ts',
  'test/server/preview-live.test.ts',
]
