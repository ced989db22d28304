import { execFileSync } from 'node:child_process'

/** Whole-program tests and worker threads run the compiled program, so it is built before the suite starts. */
export function setup(): void {
  if (process.env.ESCUCHA_SKIP_BUILD === '1') return
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
}
