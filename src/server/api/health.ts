// Whether the process lives and can do its work, for supervisors; and figures for Prometheus.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { ServerEnv } from '../env.js'
import type { ServerMetrics } from '../metrics.js'
import type { ServerTools } from '../tools.js'

/** The routes for supervisors. The open ones tell nothing but yes or no. */
export function healthRoutes(tools: ServerTools, metrics: ServerMetrics): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    try {
      await tools.store.setting('ready')
      return c.json({ status: 'ready' })
    } catch (error) {
      tools.log.error({ err: error }, 'the store does not answer')
      return c.json({ status: 'not ready' }, 503)
    }
  })
  app.get('/metrics', async (c) => c.body(await metrics.render(), 200, { 'Content-Type': metrics.contentType }))
  return app
}
