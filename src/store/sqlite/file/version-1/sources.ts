// Schema version 1, first part: settings, what is left of erased posts, and sources.

/** SQL of this part. */
export const SOURCES = /* sql */ `
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
`
