// Schema version 1, fourth part: what is owed to targets, who may come in, what they did.

/** SQL of this part. */
export const PEOPLE = /* sql */ `
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
