// The static files: read once, served under names that hold a hash of their content, so that a browser may keep them
// for ever and a new version is a new name.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** A static file as it is served. */
export interface Asset {
  readonly type: string
  readonly body: string
}

/** The look in the order in which later rules win; served as one file. */
const STYLES = ['tokens', 'base', 'frame', 'parts', 'list', 'alert', 'figures', 'phone']

type AssetFile = 'app.css' | 'app.js' | 'icon.svg'

const contents = new Map<string, Asset>()
const paths = new Map<AssetFile, string>()
keep('app.css', STYLES.map((style) => read(`${style}.css`)).join('\n'))
keep('app.js', read('app.js'))
keep('icon.svg', read('icon.svg'))

/** The address of a static file, hash included. */
export function assetPath(file: AssetFile): string {
  return paths.get(file) ?? ''
}

/** The static file of that name; null when there is none. */
export function asset(name: string): Asset | null {
  return contents.get(name) ?? null
}

function read(file: string): string {
  return readFileSync(new URL(`./assets/${file}`, import.meta.url), 'utf8')
}

function keep(file: AssetFile, body: string): void {
  const [stem, extension = ''] = file.split('.')
  const name = `${stem}.${createHash('sha256').update(body).digest('hex').slice(0, 12)}.${extension}`
  contents.set(name, { type: TYPES[extension] ?? 'application/octet-stream', body })
  paths.set(file, `/assets/${name}`)
}
