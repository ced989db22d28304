// Schema version 1, second part: conversations, posts, their text and what is said of them. Text lives in tables of its
// own, so that lists read narrow rows.

/** SQL of this part. */
export const POSTS = /* sql */ `
CREATE TABLE conversation (
  key INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  id TEXT NOT NULL,
  url TEXT,
  title TEXT,
  last_visit_at TEXT,
  UNIQUE (source, id)
) STRICT;

-- happened_at is the post's own date when it has one that is not after seen_at, else seen_at.
CREATE TABLE post (
  key INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  id TEXT NOT NULL,
  conversation INTEGER NOT NULL REFERENCES conversation (key),
  url TEXT,
  kind TEXT NOT NULL,
  author TEXT,
  author_url TEXT,
  staff INTEGER NOT NULL,
  published_at TEXT,
  updated_at TEXT,
  in_reply_to TEXT,
  accepted INTEGER NOT NULL,
  answered INTEGER,
  views INTEGER,
  language TEXT,
  content_hash TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  happened_at TEXT NOT NULL,
  copy_source TEXT,
  copy_id TEXT,
  UNIQUE (source, id)
) STRICT;
CREATE INDEX post_conversation ON post (conversation);
CREATE INDEX post_happened ON post (happened_at);
CREATE INDEX post_seen ON post (seen_at);

-- search_title is the title under which the text stands in post_search; NULL while it does not stand there.
CREATE TABLE post_text (
  post INTEGER PRIMARY KEY REFERENCES post (key) ON DELETE CASCADE,
  title TEXT,
  text TEXT NOT NULL,
  quotes TEXT,
  search_title TEXT
) STRICT;

CREATE TABLE post_revision (
  post INTEGER NOT NULL REFERENCES post (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  title TEXT,
  text TEXT NOT NULL,
  replaced_at TEXT NOT NULL,
  PRIMARY KEY (post, number)
) STRICT, WITHOUT ROWID;

-- Only posts about a brand, or of a case, are searched: the others are most of the text and nobody asks for them.
CREATE VIRTUAL TABLE post_search USING fts5 (
  title, text, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);
-- An erased word leaves the index at once, instead of with some later merge.
INSERT INTO post_search (post_search, rank) VALUES ('secure-delete', 1);

CREATE TABLE post_copy (
  post INTEGER PRIMARY KEY REFERENCES post (key) ON DELETE CASCADE,
  signature TEXT NOT NULL,
  bands TEXT NOT NULL
) STRICT;
-- Bands come in no order: each would touch a page of its own in a large index. They gather in a small one and are
-- folded into the large one in order.
CREATE TABLE copy_band (band INTEGER NOT NULL, post INTEGER NOT NULL, PRIMARY KEY (band, post)) STRICT, WITHOUT ROWID;
CREATE TABLE recent_band (band INTEGER NOT NULL, post INTEGER NOT NULL, PRIMARY KEY (band, post)) STRICT, WITHOUT ROWID;

-- source and happened_at repeat the post's, so that a page of mentions is one walk along one index.
CREATE TABLE judgement (
  key INTEGER PRIMARY KEY,
  post INTEGER NOT NULL REFERENCES post (key) ON DELETE CASCADE,
  brand TEXT NOT NULL,
  mention INTEGER NOT NULL,
  source TEXT NOT NULL,
  happened_at TEXT NOT NULL,
  relevance REAL NOT NULL,
  tags INTEGER NOT NULL,
  severity INTEGER NOT NULL,
  urgency INTEGER NOT NULL,
  model TEXT NOT NULL,
  labels TEXT NOT NULL,
  evidence TEXT NOT NULL,
  UNIQUE (post, brand)
) STRICT;
CREATE INDEX mention_newest ON judgement (happened_at) WHERE mention = 1;
CREATE INDEX mention_brand ON judgement (brand, happened_at) WHERE mention = 1;
CREATE INDEX mention_source ON judgement (source, happened_at) WHERE mention = 1;
`
