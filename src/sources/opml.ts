// OPML 2.0 (opml.org/spec2.opml): the list of feeds that every reader takes and gives. Lenient in reading, since many
// programs write it; bounded, since files come from anywhere.

import { Parser } from 'htmlparser2'
import { EscuchaError } from '../domain/errors.js'
import { decodeEntities } from './reading/entities.js'
import { cleanLine } from './reading/text.js'

/** A feed named in an OPML file. */
export interface OpmlFeed {
  readonly title: string | null
  readonly url: string
}

/** The largest list seen in the wild is under 5,000 feeds; more is a mistake or an attack. */
const OUTLINES_MAX = 5_000
const BYTES_MAX = 1_000_000

/**
 * The feeds of an OPML document, each address once, in order.
 * @throws EscuchaError `unreadable` when it is no OPML, `too-large` when it is beyond the limits.
 */
export function readOpml(text: string): readonly OpmlFeed[] {
  if (text.length > BYTES_MAX)
    throw new EscuchaError('too-large', 'The OPML file is over 1 MB: split it and import the parts.')
  const feeds = new Map<string, OpmlFeed>()
  let isOpml = false
  let outlines = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (name === 'opml') isOpml = true
        if (name !== 'outline') return
        outlines += 1
        const url = addressIn(attributes.xmlurl)
        if (url !== null && !feeds.has(url)) {
          feeds.set(url, { title: lineIn(attributes.title) ?? lineIn(attributes.text), url })
        }
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true, decodeEntities: false },
  )
  parser.end(text)
  if (!isOpml)
    throw new EscuchaError(
      'unreadable',
      'The file is no OPML: expected an <opml> element with <outline xmlUrl="…"> entries.',
    )
  if (outlines > OUTLINES_MAX)
    throw new EscuchaError('too-large', `The OPML file names ${outlines} outlines; at most ${OUTLINES_MAX} are taken.`)
  return [...feeds.values()]
}

/** Programs write names of HTML (`&ntilde;`), which XML does not know, and bare ampersands. */
function lineIn(value: string | undefined): string | null {
  return value === undefined ? null : cleanLine(decodeEntities(value))
}

/** A web address, also one that is marked as a feed's: `feed://…`, `feed:https://…`. */
function addressIn(value: string | undefined): string | null {
  const url = (lineIn(value) ?? '').replace(/^feed:(?:\/\/)?(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://')
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null
}

/** An OPML document that names the given feeds. */
export function writeOpml(title: string, feeds: readonly OpmlFeed[]): string {
  const outlines = feeds.map((feed) => {
    const name = escaped(feed.title ?? feed.url)
    return `    <outline type="rss" text="${name}" title="${name}" xmlUrl="${escaped(feed.url)}"/>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>${escaped(title)}</title></head>
  <body>
${outlines.join('\n')}
  </body>
</opml>
`
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  // A control character would make the file unreadable as XML, whatever stands before it.
  return (cleanLine(text) ?? '').replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character)
}
