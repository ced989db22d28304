// The first schema. Text lives in tables of its own, so that lists read narrow rows. Columns hold what is filtered,
// ordered or joined on; what is only read back whole is JSON. Never edit a released version: add the next one.

/** SQL of schema version 1. */
export const VERSION_1 = /* sql */ `
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- One row: the key under which identities of erased posts are hashed. It never leaves the file.
CREATE TABLE salt (value BLOB NOT NULL) STRICT;
INSERT INTO salt VALUES (randomblob(32));
CREATE TABLE tombstone (
  identity BLOB PRIMARY KEY,
  reason TEXT NOT NULL CHECK (reason IN ('erased', 'expired'))
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  id TEXT PRIMARY KEY,
  origin TEXT NOT NULL CHECK (origin IN ('config', 'added')),
  listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
  position INTEGER NOT NULL,
  spec TEXT NOT NULL,
  state TEXT NOT NULL,
  failures INTEGER NOT NULL,
  lease_owner TEXT,
  lease_until TEXT
) STRICT;

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
CREATE TABLE copy_band (band INTEGER NOT NULL, post INTEGER NOT NULL, PRIMARY KEY (band, post)) STRICT, WITHOUT ROWID;

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

-- press_at, press_rank: the order of the list, smallest first; wake_at: when escalation or snooze wants a look.
CREATE TABLE alert (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  brand TEXT NOT NULL,
  source TEXT NOT NULL,
  conversation INTEGER NOT NULL REFERENCES conversation (key),
  author TEXT,
  author_folded TEXT,
  status TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  escalated_at TEXT,
  answered_at TEXT,
  resolved_at TEXT,
  answered_by TEXT,
  responded_at TEXT,
  staff_responded_at TEXT,
  accepted_at TEXT,
  tags INTEGER NOT NULL,
  severity INTEGER NOT NULL,
  urgency INTEGER NOT NULL,
  language TEXT,
  responses INTEGER NOT NULL,
  views INTEGER,
  assignee TEXT,
  snoozed_until TEXT,
  dismiss_reason TEXT,
  waiting_for TEXT,
  due_at TEXT,
  updated_at TEXT NOT NULL,
  version INTEGER NOT NULL,
  press_at TEXT NOT NULL,
  press_rank INTEGER NOT NULL,
  wake_at TEXT
) STRICT;
CREATE INDEX alert_conversation ON alert (conversation);
CREATE INDEX alert_author ON alert (source, author_folded) WHERE author_folded IS NOT NULL;
CREATE INDEX alert_updated ON alert (updated_at);
CREATE INDEX alert_wake ON alert (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX alert_pressing ON alert (press_at, press_rank, opened_at);
CREATE INDEX alert_pressing_brand ON alert (brand, press_at, press_rank, opened_at);
CREATE INDEX alert_pressing_source ON alert (source, press_at, press_rank, opened_at);
CREATE INDEX alert_newest ON alert (opened_at);
CREATE INDEX alert_newest_brand ON alert (brand, opened_at);
CREATE INDEX alert_newest_source ON alert (source, opened_at);
CREATE INDEX alert_newest_status ON alert (status, opened_at);
-- A mask cannot be looked up, but "this bit is set" can be an index of its own. 1 complaint, 2 question,
-- 4 suggestion, 8 praise, 16 churn.
CREATE INDEX alert_pressing_complaint ON alert (press_at, press_rank, opened_at) WHERE tags & 1;
CREATE INDEX alert_pressing_question ON alert (press_at, press_rank, opened_at) WHERE tags & 2;
CREATE INDEX alert_pressing_suggestion ON alert (press_at, press_rank, opened_at) WHERE tags & 4;
CREATE INDEX alert_pressing_praise ON alert (press_at, press_rank, opened_at) WHERE tags & 8;
CREATE INDEX alert_pressing_churn ON alert (press_at, press_rank, opened_at) WHERE tags & 16;
CREATE INDEX alert_newest_complaint ON alert (opened_at) WHERE tags & 1;
CREATE INDEX alert_newest_question ON alert (opened_at) WHERE tags & 2;
CREATE INDEX alert_newest_suggestion ON alert (opened_at) WHERE tags & 4;
CREATE INDEX alert_newest_praise ON alert (opened_at) WHERE tags & 8;
CREATE INDEX alert_newest_churn ON alert (opened_at) WHERE tags & 16;
-- Holds all that the navigation's counts read, for the alerts that are not done.
CREATE INDEX alert_waiting ON alert (press_at, status, waiting_for, assignee, tags, opened_at) WHERE press_at < '9999';

CREATE TABLE alert_text (
  alert INTEGER PRIMARY KEY REFERENCES alert (key) ON DELETE CASCADE,
  title TEXT,
  url TEXT,
  excerpt TEXT NOT NULL,
  evidence TEXT NOT NULL,
  posts TEXT NOT NULL
) STRICT;
CREATE TABLE alert_post (
  post INTEGER NOT NULL REFERENCES post (key) ON DELETE CASCADE,
  alert INTEGER NOT NULL REFERENCES alert (key) ON DELETE CASCADE,
  PRIMARY KEY (post, alert)
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_post_alert ON alert_post (alert);

-- Counting a status by reading its alerts grows with the years; these counters do not.
CREATE TABLE alert_tally (status TEXT PRIMARY KEY, alerts INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER alert_tally_insert AFTER INSERT ON alert BEGIN
  INSERT INTO alert_tally VALUES (new.status, 1) ON CONFLICT DO UPDATE SET alerts = alerts + 1;
END;
CREATE TRIGGER alert_tally_delete AFTER DELETE ON alert BEGIN
  UPDATE alert_tally SET alerts = alerts - 1 WHERE status = old.status;
END;
CREATE TRIGGER alert_tally_move AFTER UPDATE OF status ON alert WHEN old.status <> new.status BEGIN
  UPDATE alert_tally SET alerts = alerts - 1 WHERE status = old.status;
  INSERT INTO alert_tally VALUES (new.status, 1) ON CONFLICT DO UPDATE SET alerts = alerts + 1;
END;

CREATE TABLE history (
  key INTEGER PRIMARY KEY,
  alert INTEGER NOT NULL REFERENCES alert (key) ON DELETE CASCADE,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  from_value TEXT,
  to_value TEXT
) STRICT;
CREATE INDEX history_alert ON history (alert, at);

CREATE TABLE delivery (
  id TEXT PRIMARY KEY,
  target TEXT NOT NULL,
  event TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'sent', 'dead')),
  attempts INTEGER NOT NULL,
  next_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  sent_at TEXT,
  last_error TEXT,
  leased_until TEXT
) STRICT;
CREATE INDEX delivery_due ON delivery (next_at, created_at) WHERE status = 'pending';
CREATE INDEX delivery_newest ON delivery (status, created_at);
CREATE TABLE delivery_alert (
  alert TEXT NOT NULL,
  delivery TEXT NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
  PRIMARY KEY (alert, delivery)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_alert_delivery ON delivery_alert (delivery);
CREATE TABLE disabled_target (target TEXT PRIMARY KEY, reason TEXT NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE user (
  name TEXT PRIMARY KEY COLLATE NOCASE,
  role TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  language TEXT,
  created_at TEXT NOT NULL
) STRICT;
CREATE TABLE session (
  id_hash TEXT PRIMARY KEY,
  user TEXT NOT NULL COLLATE NOCASE,
  csrf TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_user ON session (user);
CREATE TABLE api_token (
  token_hash TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE login_link (
  secret_hash TEXT PRIMARY KEY,
  user TEXT NOT NULL COLLATE NOCASE,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  key INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_keeps_update BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_keeps_delete BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;

CREATE TABLE feedback (
  key INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  alert TEXT NOT NULL,
  source TEXT NOT NULL,
  post TEXT NOT NULL,
  brand TEXT NOT NULL,
  relevant INTEGER,
  labels TEXT NOT NULL,
  model TEXT NOT NULL
) STRICT;
CREATE INDEX feedback_post ON feedback (source, post);
`
