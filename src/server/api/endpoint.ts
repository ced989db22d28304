// One way to declare an endpoint: its description for OpenAPI, the check of its input and its handler stand together,
// so that the document cannot drift from what the server does.

import { createRoute, type OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { POLICIES } from '../auth/policy.js'
import type { ServerEnv } from '../env.js'
import { FaultError, refuseInput } from '../problem.js'
import { readQuery } from '../query.js'
import { ProblemSchema } from './schemas.js'

/** What an endpoint says of itself. */
export interface EndpointFacts<Query extends z.ZodType, Body extends z.ZodType> {
  readonly method: 'get' | 'post' | 'patch'
  /** With parameters in braces, as OpenAPI has them. */
  readonly path: string
  readonly summary: string
  readonly params?: z.ZodObject
  readonly query?: Query
  readonly body?: Body
  readonly answer: z.ZodType
  /** 200 unless told. */
  readonly status?: ContentfulStatusCode
}

/** The checked input of a request. */
export interface Input<Query, Body> {
  readonly query: Query
  readonly body: Body
}

type Handler<Query extends z.ZodType, Body extends z.ZodType> = (
  c: Context<ServerEnv>,
  input: Input<z.output<Query>, z.output<Body>>,
) => Promise<object>

/** Registers an endpoint: its route and its description. */
export function endpoint<Query extends z.ZodType = z.ZodUndefined, Body extends z.ZodType = z.ZodUndefined>(
  app: OpenAPIHono<ServerEnv>,
  facts: EndpointFacts<Query, Body>,
  handle: Handler<Query, Body>,
): void {
  const path = facts.path.replace(/\{(\w+)\}/g, ':$1')
  app.openAPIRegistry.registerPath(describe(facts, path))
  app.on(facts.method.toUpperCase(), path, async (c) => {
    const query = facts.query === undefined ? undefined : readQuery(facts.query, c.req.query())
    const body = facts.body === undefined ? undefined : await readBody(c, facts.body)
    const answer = await handle(c, { query, body } as Input<z.output<Query>, z.output<Body>>)
    return c.json(answer, facts.status ?? 200)
  })
}

function describe<Query extends z.ZodType, Body extends z.ZodType>(facts: EndpointFacts<Query, Body>, path: string) {
  const { method, summary, params, query, body, answer, status = 200 } = facts
  const role = POLICIES[`${method.toUpperCase()} ${path}`] ?? 'admin'
  const problem = {
    description: 'A problem document (RFC 9457)',
    content: { 'application/problem+json': { schema: ProblemSchema } },
  }
  return createRoute({
    method,
    path: facts.path,
    summary,
    description: `Needs the role ${role}.`,
    security: [{ bearer: [] }],
    request: {
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { query: query as unknown as z.ZodObject }),
      ...(body === undefined ? {} : { body: { required: true, content: { 'application/json': { schema: body } } } }),
    },
    responses: {
      [status]: { description: 'Done', content: { 'application/json': { schema: answer } } },
      default: problem,
    },
  })
}

async function readBody<T extends z.ZodType>(c: Context, schema: T): Promise<z.output<T>> {
  const text = await c.req.text()
  const value = parseJson(text)
  const result = schema.safeParse(value)
  if (result.success) return result.data
  return refuseInput(result.error.issues.map((issue) => ({ field: fieldOf(issue), message: issue.message })))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new FaultError({ status: 400, code: 'bad-input', detail: 'the body is not JSON' })
  }
}

/** An unknown key is a fault of that key, not of the object around it. */
function fieldOf(issue: z.core.$ZodIssue): string {
  const extra = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  return [...issue.path, ...extra].map(String).join('.')
}
