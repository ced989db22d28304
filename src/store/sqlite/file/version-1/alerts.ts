// Schema version 1, third part: alerts with their history. Columns hold what is filtered, ordered or joined on; what is
// only read back whole is JSON.

/** SQL of this part. */
export const ALERTS = /* sql */ `
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
`
