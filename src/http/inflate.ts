// Undoes Content-Encoding within limits. A few kilobytes can inflate to gigabytes, and a header can name a thousand
// layers: both are refused before they cost anything.

import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib'
import { EscuchaError } from '../domain/errors.js'

/** What a body may measure once inflated; twice the limit on the wire. */
const DECODED_BYTES_MAX = 20_000_000
/** Servers apply one encoding; a proxy may add a second. More is an attack. */
const LAYERS_MAX = 2

const limits = { maxOutputLength: DECODED_BYTES_MAX }
const asGzip = promisify<Buffer, typeof limits, Buffer>(gunzip)
const asZlib = promisify<Buffer, typeof limits, Buffer>(inflate)
const asRawDeflate = promisify<Buffer, typeof limits, Buffer>(inflateRaw)
const asBrotli = promisify<Buffer, typeof limits, Buffer>(brotliDecompress)

/** The encodings that requests offer. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br'

type Inflate = (bytes: Buffer) => Promise<Buffer>

const INFLATERS: Readonly<Record<string, Inflate>> = {
  gzip: (bytes) => (isGzip(bytes) ? asGzip(bytes, limits) : plainInstead(bytes)),
  deflate: (bytes) => inflateEither(bytes),
  br: (bytes) =>
    asBrotli(bytes, limits).catch((error: unknown) => (isOverLimit(error) ? fail(error) : plainInstead(bytes))),
}

/** Encodings that exist and that Node 20 cannot undo; any other unknown name ("utf-8", "none") is a server's slip. */
const UNSUPPORTED = new Set(['zstd', 'compress', 'dcb', 'dcz'])

/** Undoes the layers that `contentEncoding` names, or gzip that it forgot to name. Throws `bad-encoding` or `too-large`. */
export async function inflateBody(bytes: Buffer, contentEncoding: string | null, place: string): Promise<Buffer> {
  const layers = layersOf(contentEncoding)
  if (layers.length > LAYERS_MAX) {
    throw new EscuchaError(
      'bad-encoding',
      `${place} is compressed ${layers.length} times over; at most ${LAYERS_MAX} are undone`,
    )
  }
  try {
    let body = bytes
    for (const layer of layers.reverse()) body = await undo(layer, body, place)
    return layers.length === 0 && isGzip(body) ? await asGzip(body, limits) : body
  } catch (error) {
    throw explained(error, place)
  }
}

function layersOf(contentEncoding: string | null): string[] {
  if (contentEncoding === null) return []
  return contentEncoding
    .toLowerCase()
    .split(',', 100)
    .map((name) => name.trim().replace(/^x-/, ''))
    .filter((name) => Object.hasOwn(INFLATERS, name) || UNSUPPORTED.has(name))
}

async function undo(layer: string, bytes: Buffer, place: string): Promise<Buffer> {
  if (bytes.length === 0) return bytes
  const inflater = INFLATERS[layer]
  if (inflater === undefined) {
    throw new EscuchaError(
      'bad-encoding',
      `${place} is compressed with ${layer}, which was not asked for and cannot be undone`,
    )
  }
  return inflater(bytes)
}

// "deflate" is zlib by the standard and raw by the habit of old servers.
async function inflateEither(bytes: Buffer): Promise<Buffer> {
  try {
    return await asZlib(bytes, limits)
  } catch (error) {
    if (isOverLimit(error)) throw error
    // A zlib stream that is broken further on must not be taken for a raw one.
    if (((bytes[0] ?? 0) & 0x0f) === 8 && ((bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)) % 31 === 0) throw error
    return asRawDeflate(bytes, limits).catch((raw: unknown) => (isOverLimit(raw) ? fail(raw) : plainInstead(bytes)))
  }
}

// Proxies undo a compression and leave its name standing: what begins like markup or JSON is what it looks like.
async function plainInstead(bytes: Buffer): Promise<Buffer> {
  if (/^(\xef\xbb\xbf)?\s{0,100}[<{[]/.test(bytes.toString('latin1', 0, 128))) return bytes
  throw new Error('the bytes are not of the encoding that the header names')
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8
}

function isOverLimit(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
}

function fail(error: unknown): never {
  throw error
}

function explained(error: unknown, place: string): EscuchaError {
  if (error instanceof EscuchaError) return error
  if (isOverLimit(error)) {
    const megabytes = DECODED_BYTES_MAX / 1_000_000
    return new EscuchaError(
      'too-large',
      `${place} is over ${megabytes} MB once decompressed: point the source at a smaller page`,
    )
  }
  return new EscuchaError(
    'bad-encoding',
    `${place} cannot be decompressed (${(error as Error).message}): it may have been cut on the way; it is tried again`,
    {
      cause: error,
    },
  )
}
