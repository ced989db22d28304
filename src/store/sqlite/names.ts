// When two spellings are one name or one address. Forums show a person as "Ana Ruíz", "ana ruiz" and "@Ana Ruiz";
// an erasure that missed one of them would not be one.

/** A name without case, accents, invisible characters, doubled spaces, and the mark of a handle (@ana, u/ana). */
export function foldName(name: string): string {
  const bare = name.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '')
  const spaced = bare.toLowerCase().replace(/\s+/gu, ' ').trim()
  return spaced.replace(/^(?:@|\/?u\/)/u, '').trim()
}

/** An address without its scheme, the host's case and a closing slash; what is no address stays as it is. */
export function foldUrl(url: string): string {
  const address = URL.canParse(url) ? new URL(url) : null
  if (address === null) return url.trim()
  const path = address.pathname.replace(/\/$/, '')
  return `${address.host}${path}${address.search}${address.hash}`
}
