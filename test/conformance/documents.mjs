// What the conformance parts share: files of the given folder, decoded as from the network, and read as pages.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { decodeBody } from '../../dist/http/charset.js'
import { inlineReader } from '../../dist/sources/pool/inline.js'
import { toPost } from '../../dist/sources/reading/identity.js'

/** A JSON file of the folder; null, with a line that says so, where it is not there. */
export function jsonFile(folder, name) {
  if (existsSync(join(folder, name))) return JSON.parse(readFileSync(join(folder, name), 'utf8'))
  console.log(`${name} is not in ${folder}: skipped`)
  return null
}

/** A file's text, unpacked and decoded. */
export function textOfFile(folder, name, contentType = null) {
  const bytes = readFileSync(join(folder, name))
  return decodeBody(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes, contentType)
}

/** A page as though it had just been fetched. */
export function pageOf(text, url, now, headers = {}) {
  return { url, status: 200, contentType: null, headers, text, fetchedAt: now, timezone: 'UTC', role: null }
}

/** The posts of a page, read as what it is recognised as; `failure` where it is not read. */
export async function readAuto(page) {
  const reader = inlineReader()
  try {
    const [best] = await reader.recognise(page)
    if (best === undefined) return { kind: null, posts: [], next: [], failure: 'not recognised' }
    const { posts, next, title } = await reader.read(best.kind, page, { options: {}, memory: {} })
    return {
      kind: best.kind,
      posts: posts.map((draft) => ({ ...draft, id: toPost(draft, null).id })),
      next,
      title,
      failure: null,
    }
  } catch (error) {
    return { kind: null, posts: [], next: [], failure: error.name === 'EscuchaError' ? error.message : error.stack }
  }
}

/** `right/total`, with the share. */
export function share(right, total) {
  return `${right}/${total} (${((100 * right) / Math.max(1, total)).toFixed(1)} %)`
}
