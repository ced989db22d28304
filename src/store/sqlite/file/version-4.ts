// Schema version 4: what a reply does for the case that it replies to, and the doubt that an alert's answer is under.

/** SQL of this version. */
export const VERSION_4 = /* sql */ `
-- One verdict per reply and brand; it goes with its post.
CREATE TABLE reply_verdict (
  post INTEGER NOT NULL REFERENCES post (key) ON DELETE CASCADE,
  brand TEXT NOT NULL,
  kind TEXT NOT NULL,
  probability REAL NOT NULL,
  answers REAL NOT NULL,
  model TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (post, brand)
) STRICT, WITHOUT ROWID;

-- Only read back whole: JSON, or NULL where nothing speaks against the answer.
ALTER TABLE alert ADD COLUMN doubt TEXT;
`
