// Figures for Prometheus: what the desk has to do, how sources and notifications fare, and how the server answers.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { instantOf } from '../domain/time.js'
import type { ServerTools } from './tools.js'

/** Buckets in seconds: a page is made in milliseconds, a login hashes for some tenths. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** The server's own figures and those that it reads from the store when asked. */
export class ServerMetrics {
  readonly #registry = new Registry()
  readonly #tools: ServerTools
  readonly #requests: Counter<'method' | 'route' | 'status'>
  readonly #seconds: Histogram<'route'>
  readonly #gauges: ReturnType<typeof makeGauges>

  constructor(tools: ServerTools) {
    const registers = [this.#registry]
    this.#tools = tools
    if (tools.processMetrics) collectDefaultMetrics({ register: this.#registry })
    this.#requests = new Counter({
      name: 'escucha_http_requests_total',
      help: 'Requests answered',
      labelNames: ['method', 'route', 'status'],
      registers,
    })
    this.#seconds = new Histogram({
      name: 'escucha_http_request_seconds',
      help: 'Time to answer',
      labelNames: ['route'],
      buckets: BUCKETS,
      registers,
    })
    this.#gauges = makeGauges(registers)
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  /** Counts a request by its route: the pattern, never the address, which anybody can make up. */
  count(method: string, route: string, status: number, seconds: number): void {
    this.#requests.inc({ method, route, status: String(status) })
    this.#seconds.observe({ route }, seconds)
  }

  /** All figures, in the text format. */
  async render(): Promise<string> {
    const { store, clock } = this.#tools
    const [info, counts, deliveries, sources] = await Promise.all([
      store.info(),
      store.countAlerts(instantOf(clock())),
      store.countDeliveries(),
      store.listSources(),
    ])
    const { stored, alerts, late, outbox, health } = this.#gauges
    for (const what of ['posts', 'mentions', 'alerts', 'bytes'] as const) stored.set({ what }, info[what])
    alerts.reset()
    for (const [status, count] of Object.entries(counts.byStatus)) alerts.set({ status }, count)
    late.set(counts.late)
    for (const status of ['pending', 'sent', 'dead'] as const) outbox.set({ status }, deliveries[status])
    health.set({ health: 'failing' }, counts.failingSources)
    health.set({ health: 'all' }, sources.length)
    return this.#registry.metrics()
  }
}

function makeGauges(registers: Registry[]) {
  return {
    stored: new Gauge({ name: 'escucha_stored', help: 'What the store holds', labelNames: ['what'], registers }),
    alerts: new Gauge({ name: 'escucha_alerts', help: 'Alerts by status', labelNames: ['status'], registers }),
    late: new Gauge({ name: 'escucha_alerts_late', help: 'Alerts without an answer beyond their time', registers }),
    outbox: new Gauge({
      name: 'escucha_deliveries',
      help: 'Notifications by status',
      labelNames: ['status'],
      registers,
    }),
    health: new Gauge({ name: 'escucha_sources', help: 'Sources by health', labelNames: ['health'], registers }),
  }
}
