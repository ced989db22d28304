// When two spellings are one name or one address. Forums show a person as "Ana Ruíz", "ana ruiz" and "@Ana Ruiz";
// an erasure that missed one of them would not be one.

/** A name without case, accents, invisible characters, doubled spaces, and the mark of a handle (@ana, u/ana). */
export function foldName(name: string): string {
  // Twice taken apart: some small letters come with accents of their own, and some signs are made of capitals.
  const small = name.normalize('NFKD').toLowerCase().normalize('NFKD')
  const spaced = small.replace(/[\p{M}\p{Cf}]/gu, '').replace(/\s+/gu, ' ')
  return spaced.replace(/^(?:@|\/?u\/| )+/u, '').trimEnd()
}

/** An address without its scheme, the host's case and a closing slash; what is no address stays as it is. */
export function foldUrl(url: string): string {
  const address = URL.canParse(url) ? new URL(url) : null
  if (address === null) return url.trim()
  const path = address.pathname.replace(/\/$/, '')
  return `${address.host}${path}${address.search}${address.hash}`
}
