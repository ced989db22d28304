// The API described for people, rendered from the same OpenAPI document that programs read.

import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import type { ServerEnv } from '../env.js'
import { type PageTools, type PageView, sendPage, viewOf } from './page.js'

/** The parts of an OpenAPI document that the page shows. */
export interface ApiDocument {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

interface Operation {
  readonly summary?: string
  readonly description?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: unknown }>> }
  readonly responses?: Readonly<
    Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, unknown>> }>
  >
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly description?: string
  readonly schema?: { readonly type?: unknown; readonly description?: string }
}

/** Registers the page of the API. */
export function docsPage(app: OpenAPIHono<ServerEnv>, tools: PageTools, document: () => ApiDocument): void {
  app.get('/docs', async (c: Context<ServerEnv>) => {
    const view = await viewOf(c, tools)
    const { docs } = view.words
    const body = (
      <>
        <h1>{docs.title}</h1>
        <p>
          {docs.about}{' '}
          <a href="/openapi.json" class="out">
            {docs.openapi}
          </a>
        </p>
        {Object.entries(document().paths ?? {}).flatMap(([path, methods]) =>
          Object.entries(methods).map(([method, operation]) => (
            <Endpoint view={view} method={method} path={path} operation={operation as Operation} />
          )),
        )}
      </>
    )
    return sendPage(c, view, { title: docs.title, section: 'docs', body })
  })
}

const Endpoint: FC<{ view: PageView; method: string; path: string; operation: Operation }> = (props) => {
  const { view, method, path, operation } = props
  const { docs } = view.words
  const body = operation.requestBody?.content?.['application/json']?.schema
  return (
    <section class="card endpoint">
      <h2>
        <code>{method.toUpperCase()}</code> <code>{path}</code>
      </h2>
      <p>
        {operation.summary}. <span class="hint">{operation.description}</span>
      </p>
      <Parameters view={view} parameters={operation.parameters ?? []} />
      {body !== undefined && (
        <details>
          <summary>{docs.body}</summary>
          <pre>{JSON.stringify(body, null, 2)}</pre>
        </details>
      )}
      <p class="hint">
        {docs.answers}:{' '}
        {Object.entries(operation.responses ?? {})
          .map(([status, answer]) => `${status} ${Object.keys(answer.content ?? {}).join(' ')}`)
          .join(' · ')}
      </p>
    </section>
  )
}

const Parameters: FC<{ view: PageView; parameters: readonly Parameter[] }> = ({ view, parameters }) => {
  const { docs } = view.words
  if (parameters.length === 0) return null
  return (
    <details>
      <summary>
        {docs.parameters} ({parameters.length})
      </summary>
      <div class="scroll">
        <table class="grid">
          <thead>
            <tr>
              <th>{docs.name}</th>
              <th>{docs.where}</th>
              <th>{docs.type}</th>
              <th></th>
            </tr>
          </thead>
          <tbody>
            {parameters.map((parameter) => (
              <tr>
                <td>
                  <code>{parameter.name}</code>
                </td>
                <td>{parameter.in}</td>
                <td>{String(parameter.schema?.type ?? '')}</td>
                <td>{parameter.description ?? parameter.schema?.description ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
