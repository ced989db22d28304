// Schema version 6: models that were learnt from reviewers' corrections.

/** SQL of this version. */
export const VERSION_6 = /* sql */ `
-- report is JSON; weights is what the model changes in the shipped one, NULL once the model is too old to go back to.
CREATE TABLE learnt_model (
  id TEXT PRIMARY KEY,
  base TEXT NOT NULL,
  made_at TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'refused', 'withdrawn')),
  report TEXT NOT NULL,
  weights BLOB
) STRICT;
CREATE INDEX learnt_model_newest ON learnt_model (made_at);
`
