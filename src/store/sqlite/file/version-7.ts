// Schema version 7: what validates the pages of a conversation, so that looking at it again is a conditional request.

/** SQL of this version. */
export const VERSION_7 = /* sql */ `
-- A JSON object from address to validators; null until a page gave some.
ALTER TABLE conversation ADD COLUMN visit_validators TEXT;
`
