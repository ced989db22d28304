// Thread pages of any length, made from the templates in test/fixtures/engines: each is written as the engine's own
// default theme writes its pages. What the posts say is known, so that a test can compare what is read of them.

import { readFileSync } from 'node:fs'

const FOLDER = new URL('../fixtures/engines/', import.meta.url)
const START = Date.UTC(2024, 4, 14, 10, 0)
const STEP = 97 * 60_000

const two = (number) => String(number).padStart(2, '0')
const names = (text) => text.split(' ')
const MONTHS_ES = names('ene feb mar abr may jun jul ago sep oct nov dic')
const DAYS_ES = names('Dom Lun Mar Mié Jue Vie Sab')
const DAYS_DE = names('So Mo Di Mi Do Fr Sa')
const MONTHS_EN = names('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec')
const LONG_ES = names('enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre')
const LONG_EN = names('January February March April May June July August September October November December')

const part = (ms) => {
  const at = new Date(ms)
  return {
    y: at.getUTCFullYear(),
    m: at.getUTCMonth(),
    d: at.getUTCDate(),
    day: at.getUTCDay(),
    h: at.getUTCHours(),
    h12: at.getUTCHours() % 12 || 12,
    half: at.getUTCHours() < 12 ? 'am' : 'pm',
    min: two(at.getUTCMinutes()),
  }
}

/** How each engine writes a date, in the language of its template. */
const DATES = {
  phpbbEs: ({ day, m, d, y, h12, min, half }) =>
    `${DAYS_ES[day]} ${MONTHS_ES[m].replace(/^./, (letter) => letter.toUpperCase())} ${two(d)}, ${y} ${h12}:${min} ${half}`,
  phpbbEn: ({ day, m, d, y, h12, min, half }) =>
    `${names('Sun Mon Tue Wed Thu Fri Sat')[day]} ${MONTHS_EN[m]} ${two(d)}, ${y} ${h12}:${min} ${half}`,
  phpbbDe: ({ day, m, d, y, h, min }) =>
    `${DAYS_DE[day]} ${d}. ${names('Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez')[m]} ${y}, ${two(h)}:${min}`,
  vb3: ({ m, d, y, h12, half, min }) => `${two(m + 1)}-${two(d)}-${y}, ${two(h12)}:${min} ${half.toUpperCase()}`,
  vb4Es: ({ m, d, y, h, min }) => `${two(d)}/${two(m + 1)}/${y},&nbsp;<span class="time">${two(h)}:${min}</span>`,
  vb5: ({ m, d, y, h12, half, min }) => `${two(m + 1)}-${two(d)}-${y}, ${two(h12)}:${min} ${half.toUpperCase()}`,
  xf1Es: ({ m, d, y, h, min }) =>
    `${d} ${MONTHS_ES[m].replace(/^./, (letter) => letter.toUpperCase())} ${y} a las ${two(h)}:${min}`,
  xf2: ({ m, d, y, h12, half, min }) => `${d} ${MONTHS_EN[m]} ${y} at ${h12}:${min} ${half.toUpperCase()}`,
  smfEs: ({ m, d, y, h, min }) =>
    `${LONG_ES[m].replace(/^./, (letter) => letter.toUpperCase())} ${two(d)}, ${y}, ${two(h)}:${min}:00`,
  smf21: ({ m, d, y, h12, half, min }) => `${LONG_EN[m]} ${two(d)}, ${y}, ${two(h12)}:${min}:00 ${half.toUpperCase()}`,
  mybbEs: ({ m, d, y, h12, half, min }) => `${two(d)}-${two(m + 1)}-${y}, ${two(h12)}:${min} ${half.toUpperCase()}`,
  iso: ({ m, d, y, h, min }) => `${y}-${two(m + 1)}-${two(d)} ${two(h)}:${min}:00`,
  words: ({ m, d, y }) => `${LONG_EN[m]} ${d}, ${y}`,
}

/** The templates; `id` is how the engine names a post, `opening` its name for the first one where that differs. */
export const ENGINES = [
  { name: 'phpbb-30-prosilver-es', kind: 'phpbb', date: DATES.phpbbEs, id: (id) => `p${id}` },
  { name: 'phpbb-30-subsilver2', kind: 'phpbb', date: DATES.phpbbEn, id: (id) => `p${id}` },
  { name: 'phpbb-33-de', kind: 'phpbb', date: DATES.phpbbDe, id: (id) => `p${id}` },
  { name: 'vbulletin-3', kind: 'vbulletin', date: DATES.vb3, id: (id) => `post${id}` },
  { name: 'vbulletin-4-es', kind: 'vbulletin', date: DATES.vb4Es, id: (id) => `post_${id}` },
  { name: 'vbulletin-5', kind: 'vbulletin', date: DATES.vb5, id: (id) => `${id}` },
  { name: 'xenforo-1', kind: 'xenforo', date: DATES.xf1Es, id: (id) => `post-${id}` },
  { name: 'xenforo-22', kind: 'xenforo', date: DATES.xf2, id: (id) => `post-${id}` },
  { name: 'smf-20-es', kind: 'smf', date: DATES.smfEs, id: (id) => `msg${id}` },
  { name: 'smf-21', kind: 'smf', date: DATES.smf21, id: (id) => `msg${id}` },
  { name: 'mybb-18-es', kind: 'mybb', date: DATES.mybbEs, id: (id) => `post_${id}` },
  { name: 'fluxbb-15', kind: 'fluxbb', date: DATES.iso, id: (id) => `p${id}` },
  { name: 'vanilla-2', kind: 'vanilla', date: DATES.words, id: (id) => `Comment_${id}`, opening: 'Discussion_640' },
  { name: 'nodebb-3', kind: 'nodebb', date: DATES.words, id: (id) => `${id}` },
  { name: 'discourse-crawler', kind: 'discourse', date: DATES.words, id: (_, n) => `640#post_${n}` },
  {
    name: 'stackexchange',
    kind: 'stackexchange',
    date: DATES.words,
    id: (id) => `${id}`,
    opening: '640',
    anonymousQuotes: true,
  },
]

const AUTHORS = names('Ana_Gómez forero31 Luis.P Marta O&#039;Neill La_Vecina jperez ÑandúGris')
const SENTENCES = [
  'Desde el lunes la conexión se cae cada noche y nadie contesta en la línea de atención.',
  'Yo cambié el aparato hace un mes y sigue igual; reinicié tres veces sin resultado.',
  'Paid for the faster plan in March, and the speed test still shows a tenth of it.',
  'Alguien sabe si el técnico pasa los sábados? Me dieron cita dos veces y no llegó.',
  'They answered after four days with a form letter. Has anybody got further than that?',
]

/** What the n-th post of a page (from 1) holds, as plain text. */
export function postAt(n) {
  const at = START + n * STEP
  const sentences = [0, 1, 2, 3].map((step) => SENTENCES[(n + step) % SENTENCES.length])
  return {
    n,
    id: 5000 + n * 3,
    author: AUTHORS[n % AUTHORS.length],
    at: new Date(at).toISOString(),
    ms: at,
    text: `${sentences.join(' ')} Mensaje ${n}.`,
    quotes: n % 3 === 0 ? n - 1 : null,
  }
}

export const TITLE = 'La conexión se cae cada noche'

/** The page of a thread with so many posts. */
export function threadPage(engine, posts) {
  const template = readFileSync(new URL(`${engine.name}.html`, FOLDER), 'utf8')
  const hasFirst = template.includes('<!--first-->')
  const numbers = Array.from({ length: posts }, (_, index) => index + 1)
  const fill = (block, n) => filled(engine, block, n, posts)
  const withFirst = template.replace(/<!--first-->([\s\S]*?)<!--\/first-->/, (_, block) => fill(block, 1))
  const rows = (_, block) =>
    numbers
      .slice(hasFirst ? 1 : 0)
      .map((n) => fill(block, n))
      .join('')
  return fill(withFirst.replace(/<!--post-->([\s\S]*)<!--\/post-->/, rows), 1)
}

function filled(engine, block, n, count) {
  const post = postAt(n)
  const quoted = postAt(Math.max(1, n - 1))
  const values = {
    n,
    id: post.id,
    firstId: postAt(1).id,
    author: post.author,
    text: post.text,
    title: TITLE,
    count,
    signature: 'Firma del usuario, que no dice nada',
    date: engine.date(part(post.ms)),
    iso: post.at.replace('.000Z', '+00:00'),
    local: post.at.replace('.000Z', ''),
    stack: post.at.replace('T', ' ').replace('.000Z', 'Z'),
    unix: post.ms / 1000,
    quotedAuthor: quoted.author,
    quotedId: quoted.id,
    quotedText: quoted.text.slice(0, 60),
    quotedDate: engine.date(part(quoted.ms)),
  }
  return block
    .replace(/<!--quote-->([\s\S]*?)<!--\/quote-->/g, (_, quote) => (post.quotes === null ? '' : quote))
    .replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
}

/** A feed of about so many characters, as WordPress writes them. */
export function feedOf(characters) {
  const items = []
  for (let n = 1, length = 0; length < characters; n += 1) {
    const item = feedItem(n)
    items.push(item)
    length += item.length
  }
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><title>Blog</title><link>https://blog.example/</link><description>Un blog</description><language>es-CO</language>\n${items.join('\n')}</channel></rss>`
}

function feedItem(n) {
  const { author, text, at } = postAt(n)
  const body = Array.from(
    { length: 6 },
    (_, step) => `<p>${postAt(n + step).text} <a href="https://blog.example/${step}?a=1&amp;b=2">leer</a></p>`,
  )
  return `<item><title>${TITLE} ${n}</title><link>https://blog.example/${n}/</link><dc:creator><![CDATA[${author}]]></dc:creator><pubDate>${new Date(at).toUTCString()}</pubDate><category><![CDATA[Internet]]></category><guid isPermaLink="false">https://blog.example/?p=${n}</guid><description><![CDATA[${text}]]></description><content:encoded><![CDATA[${body.join('\n')}]]></content:encoded><slash:comments>${n}</slash:comments></item>`
}
