// Schema version 5: answers that the team wrote in the pages, how often known answers were offered and used, and posts
// that were deleted where they stood.

/** SQL of this version. */
export const VERSION_5 = /* sql */ `
-- brands, words, topics and texts are JSON; brands is NULL for all.
CREATE TABLE answer (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  brands TEXT,
  words TEXT NOT NULL,
  topics TEXT NOT NULL,
  texts TEXT NOT NULL,
  link TEXT,
  updated_at TEXT NOT NULL,
  updated_by TEXT
) STRICT, WITHOUT ROWID;

-- answer is an id of the library or source/post of a public reply: neither has a table of its own for all.
CREATE TABLE answer_use (
  alert INTEGER NOT NULL REFERENCES alert (key) ON DELETE CASCADE,
  origin TEXT NOT NULL CHECK (origin IN ('library', 'public')),
  answer TEXT NOT NULL,
  offered_at TEXT NOT NULL,
  used_at TEXT,
  used_by TEXT,
  PRIMARY KEY (alert, origin, answer)
) STRICT, WITHOUT ROWID;

-- Where posts about a brand link to, as far as their text does not show it.
CREATE TABLE post_link (
  post INTEGER NOT NULL REFERENCES post (key) ON DELETE CASCADE,
  url TEXT NOT NULL,
  PRIMARY KEY (post, url)
) STRICT, WITHOUT ROWID;

-- Posts that were taken away where they stood, and when that was noticed.
CREATE TABLE gone_post (
  post INTEGER PRIMARY KEY REFERENCES post (key) ON DELETE CASCADE,
  at TEXT NOT NULL
) STRICT;
`
