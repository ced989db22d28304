// Schema version 3: what business rules made of an alert. Team and priority are filtered by; the rest is JSON.

/** SQL of this version. */
export const VERSION_3 = /* sql */ `
ALTER TABLE alert ADD COLUMN team TEXT;
ALTER TABLE alert ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal';
-- Tags, grace and the rules that matched; null for an alert that no rule is about.
ALTER TABLE alert ADD COLUMN routing TEXT;
CREATE INDEX alert_pressing_team ON alert (team, press_at, press_rank, opened_at) WHERE team IS NOT NULL;
`
