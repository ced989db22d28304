// Gets the documents that `extract` and `sources check` are given: an address, a file, or what comes on stdin.

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { EscuchaError } from '../domain/errors.js'
import type { Fetcher } from '../domain/fetcher.js'
import type { Page } from '../domain/source.js'
import type { Instant } from '../domain/time.js'
import { decodeBody } from '../http/charset.js'
import type { Console } from './console.js'

/** How documents are got. */
export interface DocumentTools {
  readonly fetcher: Fetcher
  readonly timezone: string
  readonly now: Instant
  /** What relative links of files are resolved against; null when nobody knows. */
  readonly base: string | null
}

/** The same limits as for a page from the network. */
const FILE_BYTES_MAX = 20_000_000

/** An address against which no relative link resolves, for documents that came from nowhere. */
export const NOWHERE = 'about:blank'

/** Why a file cannot be read, where the system's own words are for programmers. */
const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder; name the files in it',
  EACCES: 'it may not be read by you',
}

/** Whether a document is named by its address on the web. */
export function isAddress(name: string): boolean {
  return /^https?:\/\//i.test(name)
}

/** Gets one document as a page. Throws `EscuchaError` when it cannot be had. */
export async function readDocument(name: string, tools: DocumentTools, console: Console): Promise<Page> {
  if (isAddress(name)) return fetchDocument(name, tools)
  const bytes = name === '-' ? await readStdin(console) : await readLocal(name, console)
  const plain = isGzip(bytes) ? await inflate(bytes) : bytes
  return {
    url: tools.base ?? NOWHERE,
    status: 200,
    contentType: null,
    headers: {},
    text: decodeBody(plain, null),
    fetchedAt: tools.now,
    timezone: tools.timezone,
    role: null,
  }
}

async function fetchDocument(url: string, tools: DocumentTools): Promise<Page> {
  const outcome = await tools.fetcher.fetchPage({ url, timezone: tools.timezone, role: null })
  if (outcome.outcome === 'not-modified')
    throw new EscuchaError('http-status', `${url} answered "not modified" to a first request.`)
  return outcome.page
}

async function readLocal(name: string, console: Console): Promise<Buffer> {
  const bytes = await readFile(resolve(console.cwd, name)).catch((cause: NodeJS.ErrnoException) => {
    throw new EscuchaError('bad-input', `It cannot be read: ${UNREADABLE[cause.code ?? ''] ?? cause.message}.`, {
      cause,
    })
  })
  if (bytes.byteLength > FILE_BYTES_MAX)
    throw new EscuchaError('too-large', 'It is over 20 MB: no feed or page is that long.')
  return bytes
}

async function readStdin(console: Console): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of console.stdin) {
    parts.push(Buffer.from(part))
    size += Buffer.byteLength(part)
    if (size > FILE_BYTES_MAX) throw new EscuchaError('too-large', 'It is over 20 MB: no feed or page is that long.')
  }
  return Buffer.concat(parts)
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

async function inflate(bytes: Buffer): Promise<Buffer> {
  return promisify(gunzip)(bytes, { maxOutputLength: FILE_BYTES_MAX }).catch((cause: Error) => {
    throw new EscuchaError('bad-encoding', `It cannot be decompressed: ${cause.message}.`, { cause })
  })
}
