// Real feeds, broken in the ways in which feeds break: every entry that is still there must be kept.

import { parseFeed } from '../../dist/sources/feed/parse.js'
import { jsonFile, share, textOfFile } from './documents.mjs'

const firstTag = (text) => text.search(/<(?:rss|feed|rdf:RDF)\b/)
const inText = (text, what) => text.replace(/(<(?:description|summary)[^>]*>(?:<!\[CDATA\[)?)/g, `$1${what} `)
const CORRUPTIONS = {
  'truncated at 70 %': (text) => text.slice(0, Math.floor(text.length * 0.7)),
  'truncated in the last tag': (text) => text.slice(0, text.lastIndexOf('>') - 3),
  'bare ampersands': (text) => inText(text, 'a & b &c; &&'),
  'bare <': (text) => inText(text, '5 < 6 and I <3 it'),
  'undeclared entities': (text) => inText(text, '&nbsp;&eacute;&foo;'),
  'notice of PHP in front': (text) =>
    `<br />\n<b>Notice</b>: Undefined index in <b>/x.php</b> on line <b>7</b><br />\n${text}`,
  'blank lines in front': (text) => `\n\n${text}`,
  'byte order mark': (text) => `\ufeff${text}`,
  'upper-case tags': (text) =>
    text.replace(
      /<(\/?)(rss|channel|item|title|link|guid|description|pubDate|feed|entry|id|updated|published|content|summary|author|name)\b/g,
      (_, slash, name) => `<${slash}${name.toUpperCase()}`,
    ),
  'no namespaces declared': (text) => text.replace(/ xmlns:(?!rdf)[\w-]+=(?:"[^"]*"|'[^']*')/g, ''),
  'no closing tag of the channel': (text) => text.replace(/<\/channel>/, ''),
  'no closing tag of the root': (text) => text.replace(/<\/(?:rss|feed|rdf:RDF)>\s*$/, ''),
  'unclosed tags in texts': (text) => inText(text, '<p>one<br>two<b>three'),
  'stray closing tags': (text) => inText(text, 'x</b></p></foo>'),
  'control characters': (text) => inText(text, '\u0001\u0008\u001f'),
  'junk behind the end': (text) => `${text}\n<!-- 23 queries --><script>x()</script>`,
  'no XML declaration': (text) => text.slice(Math.max(0, firstTag(text))),
  'wrong XML declaration': (text) =>
    `<?xml version="1.1" encoding="nonsense" standalone='?'?>${text.slice(Math.max(0, firstTag(text)))}`,
}

/** Every recorded XML feed under every corruption. */
export function runMalformed(folder, show) {
  const index = jsonFile(folder, 'index.json')
  if (index === null) return
  const feeds = index.filter((entry) => entry.kind === 'feed' && !entry.file.endsWith('.json'))
  console.log('\nmalformed feeds: entries kept of those that are there')
  for (const [name, corrupt] of Object.entries(CORRUPTIONS)) {
    let kept = 0
    let there = 0
    for (const entry of feeds) {
      const broken = corrupt(textOfFile(folder, entry.file))
      const begun = broken.match(/<(?:item|entry)[\s>]/gi)?.length ?? 0
      const found = entriesOf(broken)
      kept += Math.min(found, begun)
      there += begun
      if (found !== begun && show !== null) console.log(`WRONG ${entry.file} ${name}: ${found} of ${begun}`)
    }
    console.log(`  ${name.padEnd(30)} ${share(kept, there)}`)
  }
}

function entriesOf(text) {
  try {
    return parseFeed(text, 'http://site.example/feed').items.length
  } catch (error) {
    if (error.name !== 'EscuchaError') console.log(error.stack)
    return 0
  }
}
