// A web of many feeds on loopback, for measuring: FEEDS feeds of ITEMS posts, with ETags. Posts are those of our own
// corpus, so that words, lengths and brands are like real ones. Run by the bench scripts as a process of its own, so
// that its work is not counted with the program's.
//
//   node test/bench/origin.mjs FEEDS ITEMS HOSTS   prints one JSON line {"ports":[…]} when it listens
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [feeds, items, hosts] = process.argv.slice(2).map(Number)
const corpus = new URL('../../data/corpus/', import.meta.url)
const texts = readdirSync(corpus)
  .filter((file) => file.endsWith('.jsonl') && !/^(replies|topics)/.test(file))
  .sort()
  .flatMap((file) => readFileSync(new URL(file, corpus), 'utf8').trim().split('\n'))
  .map((line) => JSON.parse(line).text)
  .filter((text) => typeof text === 'string')

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
const start = Date.parse('2026-11-01T00:00:00Z')

function feed(number, generation) {
  const entries = Array.from({ length: items }, (_, index) => {
    const id = number * items + index
    const text = texts[(id * 7919 + generation) % texts.length]
    const date = new Date(start + id * 1000).toUTCString()
    return `<item><title>${escaped(text.slice(0, 60))}</title><link>https://site-${number}.example/p/${id}</link><guid isPermaLink="false">p-${id}</guid><dc:creator>user ${id % 997}</dc:creator><pubDate>${date}</pubDate><content:encoded><![CDATA[<p>${escaped(text)}</p>]]></content:encoded></item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Feed ${number}</title><link>https://site-${number}.example/</link>${entries.join('')}</channel></rss>`
}

function answer(request, response) {
  const number = Number(/^\/feed\/(\d+)$/.exec(request.url)?.[1] ?? Number.NaN)
  if (Number.isNaN(number) || number >= feeds) return response.writeHead(404).end()
  const body = feed(number, 0)
  const etag = `"${createHash('sha1').update(body).digest('hex')}"`
  if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end()
  response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8', etag }).end(body)
}

const addresses = []
for (let host = 0; host < hosts; host += 1) {
  const server = createServer(answer)
  const ip = `127.0.${Math.floor(host / 200) + 1}.${(host % 200) + 1}`
  await new Promise((resolve) => server.listen(0, ip, resolve))
  addresses.push(`http://${ip}:${server.address().port}`)
}
process.stdout.write(`${JSON.stringify({ addresses })}\n`)
