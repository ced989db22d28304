// A news blog: a page that names its RSS 2.0 feed, the feed, and a page per article.

import { agoInstant, type Site, type Telling } from '../story.js'
import { escaped, htmlPage, paragraphs } from './markup.js'

type Item = Telling['story']['news']['items'][number]

function feed(telling: Telling): string {
  const { news } = telling.story
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel>
<title>${escaped(news.title)}</title>
<link>${telling.base}/</link>
<description>${escaped(news.title)}</description>
<language>es-CO</language>
<sy:updatePeriod>hourly</sy:updatePeriod>
${news.items.map((item) => feedItem(item, telling)).join('\n')}
</channel>
</rss>
`
}

function feedItem(item: Item, telling: Telling): string {
  return `<item>
<title>${escaped(item.title)}</title>
<link>${telling.base}/nota/${item.id}/?utm_source=rss</link>
<guid isPermaLink="false">${telling.base}/?p=${item.id}</guid>
<dc:creator><![CDATA[${item.author}]]></dc:creator>
<pubDate>${new Date(agoInstant(telling, item.ago)).toUTCString()}</pubDate>
<description>${escaped(item.text.slice(0, 120))}…</description>
<content:encoded><![CDATA[${paragraphs(item.text)}]]></content:encoded>
</item>`
}

function article(item: Item, telling: Telling): string {
  const published = agoInstant(telling, item.ago)
  return htmlPage({
    title: `${item.title} - ${telling.story.news.title}`,
    language: 'es',
    head: `<link rel="canonical" href="${telling.base}/nota/${item.id}/">`,
    body: `<article><h1>${escaped(item.title)}</h1><p class="firma">${escaped(item.author)} · <time datetime="${published}">${published}</time></p>${paragraphs(item.text)}</article>`,
  })
}

function front(telling: Telling): string {
  const { news } = telling.story
  return htmlPage({
    title: news.title,
    language: 'es',
    head: `<link rel="alternate" type="application/rss+xml" title="${escaped(news.title)}" href="/feed.xml">`,
    body: `<h1>${escaped(news.title)}</h1><ul>${news.items.map((item) => `<li><a href="/nota/${item.id}/">${escaped(item.title)}</a></li>`).join('')}</ul>`,
  })
}

/** The news blog. */
export const newsSite: Site = (path, telling) => {
  if (path === '/') return { type: 'text/html; charset=utf-8', body: front(telling) }
  if (path === '/feed.xml') return { type: 'application/rss+xml; charset=utf-8', body: feed(telling) }
  const id = /^\/nota\/(\d+)\/?$/.exec(path)?.[1]
  const item = telling.story.news.items.find((entry) => String(entry.id) === id)
  return item === undefined ? null : { type: 'text/html; charset=utf-8', body: article(item, telling) }
}
