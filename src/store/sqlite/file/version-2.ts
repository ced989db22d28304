// Schema version 2: subscriptions at WebSub hubs, and what hubs have distributed until a scan reads it.

/** SQL of this version. */
export const VERSION_2 = /* sql */ `
CREATE TABLE subscription (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  hub TEXT NOT NULL,
  topic TEXT NOT NULL,
  callback TEXT NOT NULL,
  secret TEXT NOT NULL,
  wants TEXT NOT NULL CHECK (wants IN ('subscribe', 'unsubscribe')),
  asked_at TEXT,
  verified_at TEXT,
  lease_until TEXT,
  next_ask_at TEXT NOT NULL,
  failures INTEGER NOT NULL,
  reason TEXT,
  last_push_at TEXT,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Two processes that see the same hub announced subscribe once.
CREATE UNIQUE INDEX subscription_wanted ON subscription (source) WHERE wants = 'subscribe';

CREATE TABLE push (
  key INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  content_type TEXT,
  body BLOB NOT NULL,
  received_at TEXT NOT NULL
) STRICT;
CREATE INDEX push_source ON push (source, key);
`
