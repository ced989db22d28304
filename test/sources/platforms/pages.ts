// Recorded answers of platforms: each with the kind that reads it, the address it came from and what it was asked for.

/** One answer. */
export interface Recorded {
  readonly file: string
  readonly kind: string
  readonly url: string
  readonly role?: string
}

/** Every recorded answer. */
export const ANSWERS: readonly Recorded[] = [
  { file: 'hackernews/search.json', kind: 'hackernews', url: 'https://hn.algolia.com/api/v1/search_by_date?query=UNE' },
  { file: 'hackernews/item.json', kind: 'hackernews', url: 'https://hn.algolia.com/api/v1/items/40810001' },
  {
    file: 'hackernews/firebase-item.json',
    kind: 'hackernews',
    url: 'https://hacker-news.firebaseio.com/v0/item/40809990.json',
  },
  { file: 'reddit/listing.json', kind: 'reddit', url: 'https://oauth.reddit.com/r/internetcolombia/new?limit=100' },
  { file: 'reddit/thread.json', kind: 'reddit', url: 'https://oauth.reddit.com/comments/1dpabc1?sort=new' },
  { file: 'reddit/new.xml', kind: 'reddit', url: 'https://www.reddit.com/r/internetcolombia/new/.rss?feed=abc&user=u' },
  {
    file: 'stackexchange/questions.json',
    kind: 'stackexchange',
    url: 'https://api.stackexchange.com/2.3/questions?site=es.stackoverflow',
  },
  {
    file: 'stackexchange/answers.json',
    kind: 'stackexchange',
    url: 'https://api.stackexchange.com/2.3/questions/620001/answers?site=es.stackoverflow',
    role: `answers?${new URLSearchParams({ titles: '{"620001":"Puerto cerrado"}' })}`,
  },
  {
    file: 'stackexchange/excerpts.json',
    kind: 'stackexchange',
    url: 'https://api.stackexchange.com/2.3/search/excerpts?q=UNE&site=es.stackoverflow',
  },
  { file: 'mastodon/tag.json', kind: 'mastodon', url: 'https://social.example/api/v1/timelines/tag/fibra?limit=40' },
  {
    file: 'mastodon/context.json',
    kind: 'mastodon',
    url: 'https://social.example/api/v1/statuses/112700000000000011/context',
    role: 'context?of=112700000000000011',
  },
  { file: 'bluesky/search.json', kind: 'bluesky', url: 'https://bsky.social/xrpc/app.bsky.feed.searchPosts?q=UNE' },
  { file: 'bluesky/thread.json', kind: 'bluesky', url: 'https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread' },
  { file: 'lemmy/posts.json', kind: 'lemmy', url: 'https://lemmy.example/api/v3/post/list?community_name=internet' },
  { file: 'lemmy/comments.json', kind: 'lemmy', url: 'https://lemmy.example/api/v3/comment/list?post_id=12' },
  { file: 'lobsters/newest.json', kind: 'lobsters', url: 'https://enlaces.example/newest.json' },
  { file: 'lobsters/story.json', kind: 'lobsters', url: 'https://enlaces.example/s/abc123.json' },
  {
    file: 'youtube/channel.xml',
    kind: 'youtube',
    url: 'https://www.youtube.com/feeds/videos.xml?channel_id=UC0123456789abcdefghijkl',
  },
  { file: 'youtube/comments.json', kind: 'youtube', url: 'https://www.googleapis.com/youtube/v3/commentThreads' },
  { file: 'telegram/channel.html', kind: 'telegram', url: 'https://t.me/s/avisosfibra' },
  { file: 'googlenews/search.xml', kind: 'googlenews', url: 'https://news.google.com/rss/search?q=UNE+fibra' },
  { file: 'googlealerts/alert.xml', kind: 'googlealerts', url: 'https://www.google.com/alerts/feeds/0123/9876' },
  {
    file: 'applereviews/co.json',
    kind: 'applereviews',
    url: 'https://itunes.apple.com/co/rss/customerreviews/page=1/id=123456789/sortBy=mostRecent/json',
  },
  {
    file: 'applereviews/one.json',
    kind: 'applereviews',
    url: 'https://itunes.apple.com/pe/rss/customerreviews/page=1/id=123456789/sortBy=mostRecent/json',
  },
  {
    file: 'googleplay/app.html',
    kind: 'googleplay',
    url: 'https://play.google.com/store/apps/details?id=co.example.une&hl=es',
  },
]
