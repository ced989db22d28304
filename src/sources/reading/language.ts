// The language that a page declares, as ISO 639-1. What a text is really written in is for `understand` to say.

/** Three-letter codes and old ones that feeds still write. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  spa: 'es',
  eng: 'en',
  por: 'pt',
  fra: 'fr',
  fre: 'fr',
  deu: 'de',
  ger: 'de',
  ita: 'it',
  cat: 'ca',
  glg: 'gl',
  eus: 'eu',
  baq: 'eu',
  iw: 'he',
  in: 'id',
}

/** `es-CO`, `ES_mx`, `spa` → `es`; null when the text names no language. */
export function languageCode(text: string | null | undefined): string | null {
  const primary = /^\s*([a-z]{2,3})(?:[-_;,\s]|$)/i.exec(text ?? '')?.[1]?.toLowerCase()
  if (primary === undefined || primary === 'und' || primary === 'mul') return null
  return OTHER_NAMES[primary] ?? (primary.length === 2 ? primary : null)
}
