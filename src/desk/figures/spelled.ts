// How a share is written: "14,3 %" in Spanish, with a space that does not break, as the academies have it; "14.3%" in
// English. One place, so that page, terminal and report spell it alike. (Intl leaves the space out in most of America.)

/** Writes shares given in percent, with one decimal at most. */
export function percentSpeller(language: 'es' | 'en'): (value: number) => string {
  const locale = language === 'es' ? 'es-CO' : 'en'
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const sign = language === 'es' ? '\u00a0%' : '%'
  return (value) => `${format.format(value)}${sign}`
}
