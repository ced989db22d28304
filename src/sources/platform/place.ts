// Addresses of platforms: a site's page in the configuration, its interface on the wire. A host that is not the
// platform's own is taken for an instance or a mirror, and is asked at its own address.

/** The address as its parts; null when it is no web address. */
export function webAddress(url: string | null): URL | null {
  if (url === null || !/^https?:/i.test(url) || !URL.canParse(url)) return null
  return new URL(url)
}

/** Lower-case host without `www.`; empty when the address is none. */
export function hostOf(url: string | null): string {
  return webAddress(url)?.hostname.replace(/^www\./, '') ?? ''
}

/** The origin of an address; empty when it is none. */
export function originOf(url: string | null): string {
  return webAddress(url)?.origin ?? ''
}

/** The interface's origin: `api` for the platform's own sites, else the host itself. */
export function originFor(url: string, sites: RegExp, api: string): string {
  return sites.test(hostOf(url)) ? api : originOf(url)
}

/** Where the platform's pages are seen: `site` where its own interface or site was asked, else the host itself. */
export function siteFor(url: string, own: RegExp, site: string): string {
  const host = hostOf(url)
  return host === '' || own.test(host) ? site : originOf(url)
}

/** An address with parameters; those that are null are left out, those that stand there already are replaced. */
export function addressWith(base: string, parameters: Readonly<Record<string, string | number | null>>): string {
  if (!URL.canParse(base)) return base
  const url = new URL(base)
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, String(value))
  }
  return url.href
}

/** A path segment of an address, made safe to put into another one; null when it is empty. */
export function segment(text: string | null | undefined): string | null {
  if (text === null || text === undefined || text === '') return null
  try {
    return encodeURIComponent(decodeURIComponent(text))
  } catch {
    return encodeURIComponent(text)
  }
}
