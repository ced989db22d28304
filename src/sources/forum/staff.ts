// Who speaks for the company, as far as a forum marks it. What an engine itself calls staff counts; so does a rank or title that
// names a company's role ("Soporte", "Equipo de …", "Official rep"). "Administrator" and "Moderator" alone do not: on
// a forum that users run they are customers with a key. An operator can say otherwise in the source's options.

import { z } from 'zod'

/** Options that every forum kind takes. */
export type ForumOptions = {
  /** False where the forum is run by users: its staff does not answer for the brand. Default true. */
  readonly staffMarks?: boolean | undefined
  /** Further ranks or titles that mean the company here ("Moderador"). Case does not matter. */
  readonly staffTitles?: readonly string[] | undefined
}

/** Checks the options of a forum source. */
export const forumOptions: z.ZodType<ForumOptions> = z.strictObject({
  staffMarks: z.boolean().optional(),
  staffTitles: z.array(z.string().trim().min(1).max(80)).max(50).optional(),
})

const COMPANY_TITLE =
  /(?:^|[^\p{L}])(?:staff|soporte(?: t[eé]cnico| oficial)?|support|customer (?:care|service|support)|atenci[oó]n al (?:cliente|usuario)|servicio al cliente|(?:cuenta|representante|agente|perfil) oficial|oficial|official|representante|representative|rep|empleado|empleada|employee|community manager|equipo(?: de)? .+|team|team member|agente|agent|help ?desk|mesa de ayuda|company)(?:$|[^\p{L}])/iu

/** Whether marks and titles under an author's name say that the company speaks. */
export function speaksForCompany(marked: boolean, titles: readonly string[], options: ForumOptions): boolean {
  const own = (options.staffTitles ?? []).map((title) => title.toLowerCase())
  if (titles.some((title) => own.includes(title.toLowerCase()))) return true
  if (options.staffMarks === false) return false
  return marked || titles.some((title) => title.length <= 80 && COMPANY_TITLE.test(title))
}
