// Measures a whole scan: many local feeds, fetched, read, judged and stored by the program as a user would run it.
// Prints wall time, CPU time, peak memory and posts per second for the first scan and for one with nothing new.
//
//   npm run bench:scan [-- FEEDS ITEMS HOSTS]        (default: 1000 feeds of 20 posts on 50 hosts; needs Linux's /proc)
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const [feeds = 1000, items = 20, hosts = 50] = process.argv.slice(2).map(Number)
const TICKS_PER_SECOND = 100
const folder = mkdtempSync(join(tmpdir(), 'escucha-bench-'))
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const origin = spawn(
  process.execPath,
  [fileURLToPath(new URL('./origin.mjs', import.meta.url)), feeds, items, hosts].map(String),
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
const [line] = await new Promise((resolve) =>
  createInterface({ input: origin.stdout }).once('line', (text) => resolve([text])),
)
const { addresses } = JSON.parse(line)

const brands = [
  'UNE',
  'Claro',
  'Movistar',
  'Tigo',
  'ETB',
  'Rappi',
  'Bancolombia',
  'Avianca',
  'Éxito',
  'Telcel',
  'Oxxo',
  'Personal',
  'Entel',
  'Yape',
  'Zara',
  'Orange',
  'Renfe',
  'Target',
  'Comcast',
  'Ring',
]
const config = join(folder, 'escucha.yaml')
writeFileSync(
  config,
  [
    `storage: ${join(folder, 'bench.db')}`,
    'timezone: America/Bogota',
    'brands:',
    ...brands.map((name, index) => `  - {id: b${index}, name: ${JSON.stringify(name)}}`),
    'fetch: {allowHosts: ["127.0.0.0/8"], concurrency: 16, perHost: 1, delay: 0s}',
    'sources:',
    ...Array.from(
      { length: feeds },
      (_, index) => `  - {id: f${index}, url: "${addresses[index % addresses.length]}/feed/${index}", kind: feed}`,
    ),
  ].join('\n'),
)

/** Runs a scan and watches its process until it ends. */
async function scan(...flags) {
  const started = performance.now()
  const child = spawn(process.execPath, [main, 'scan', '--json', '--config', config, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (part) => {
    output += part
  })
  let cpuSeconds = 0
  let peakMb = 0
  const sample = () => {
    try {
      const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ')
      cpuSeconds = (Number(stat[11]) + Number(stat[12])) / TICKS_PER_SECOND
      // A process that has ended and was not yet waited for tells its time, but no memory any more.
      peakMb = Math.max(
        peakMb,
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
      )
    } catch {
      // The process has ended between two looks.
    }
  }
  const timer = setInterval(sample, 20)
  const code = await new Promise((resolve) => child.once('close', resolve))
  clearInterval(timer)
  return { code, wallSeconds: (performance.now() - started) / 1000, cpuSeconds, peakMb, summary: JSON.parse(output) }
}

try {
  console.log(
    `${feeds} feeds of ${items} posts on ${hosts} hosts · Node ${process.version} · ${cpus().length} cores · ${Math.round(totalmem() / 2 ** 30)} GB`,
  )
  for (const [name, flags] of [
    ['first scan', []],
    ['second scan, nothing new', ['--force']],
  ]) {
    const run = await scan(...flags)
    const { posts, mentions, sources, alerts } = run.summary
    console.log(
      `${name}: wall ${run.wallSeconds.toFixed(1)} s · CPU ${run.cpuSeconds.toFixed(1)} s · peak ${Math.round(run.peakMb)} MB · ` +
        `${Math.round(posts.seen / run.wallSeconds)} posts/s · ${posts.new} stored, ${posts.copies} copies, ${mentions.new} mentions, ${alerts.opened} alerts · ` +
        `${sources.fetched} fetched, ${sources.notModified} not modified, ${sources.failed} failed · exit ${run.code}`,
    )
  }
} finally {
  origin.kill()
  rmSync(folder, { recursive: true, force: true })
}
