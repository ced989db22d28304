// A failed request as a page: what went wrong, in words, and the way back.

import type { Context } from 'hono'
import type { ServerEnv } from '../env.js'
import type { Fault } from '../problem.js'
import { bareView } from './login.js'
import { type PageTools, sendPage } from './page.js'

/** True of a request by a browser for a page, and not by a program. */
export function wantsPage(c: Context): boolean {
  return !c.req.path.startsWith('/api/') && (c.req.header('accept') ?? '').includes('text/html')
}

/** Sends the page of a fault. */
export function sendErrorPage(c: Context<ServerEnv>, fault: Fault, tools: PageTools): Response | Promise<Response> {
  const view = bareView(c, tools)
  const { errors, failures } = view.words
  const byStatus = (errors as Readonly<Record<string, unknown>>)[String(fault.status)]
  const known = fault.code in failures ? failures[fault.code as keyof typeof failures] : null
  const title = typeof byStatus === 'string' ? byStatus : errors.other
  for (const [name, value] of Object.entries(fault.headers ?? {})) c.header(name, value)
  const body = (
    <div class="card login">
      <p class="name">
        escucha<b>.</b>
      </p>
      <h1>{title}</h1>
      {known !== null && known !== title && fault.status !== 404 && <p>{known}</p>}
      {fault.detail !== null && (
        <p class="hint" lang="en">
          {fault.detail}
        </p>
      )}
      {(fault.errors ?? []).map((entry) => (
        <p class="hint" lang="en">
          {entry.field}: {entry.message}
        </p>
      ))}
      {fault.requestId !== undefined && <p class="hint">{errors.requestId(fault.requestId)}</p>}
      <p>
        <a href="/" class="btn main">
          {errors.home}
        </a>
      </p>
    </div>
  )
  return sendPage(c, view, { title, section: null, body, status: fault.status })
}
