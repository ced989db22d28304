// Reads web addresses and tells which may be asked. One parser (WHATWG) reads every address, so that no two parts of
// the program can understand the same text differently. It resolves no names: that is the connector's part.

import ipaddr from 'ipaddr.js'
import { EscuchaError } from '../domain/errors.js'

/** Browsers and servers agree on some 8 kB; longer ones are a mistake. */
const URL_CHARS_MAX = 8_192
/** What of an address is shown in a message. */
const SHOWN_CHARS_MAX = 160

const PROTOCOLS = new Set(['http:', 'https:'])

/** Reads an address that is about to be asked; `base` is what a redirect is relative to. Throws `bad-url`. */
export function readUrl(text: string, base?: URL): URL {
  if (text.length > URL_CHARS_MAX) throw badUrl(text, `is longer than ${URL_CHARS_MAX} characters`)
  const url = parsed(text, base)
  if (url === null) throw badUrl(text, 'is not an address')
  if (!PROTOCOLS.has(url.protocol)) throw badUrl(`${url.protocol}…`, 'is not http or https')
  // A name and password in an address end in logs and in the next host's hands.
  if (url.username !== '' || url.password !== '') throw badUrl(placeOf(url), 'carries a user name or password')
  url.hash = ''
  return url
}

function parsed(text: string, base: URL | undefined): URL | null {
  try {
    return new URL(text, base)
  } catch {
    return null
  }
}

function badUrl(shown: string, fault: string): EscuchaError {
  const place = shortened(shown)
  return new EscuchaError('bad-url', `"${place}" ${fault}: give a web address such as https://foro.example/latest`)
}

/** An address as messages show it: without its query, which may hold a key. */
export function placeOf(url: URL): string {
  return shortened(`${url.protocol}//${url.host}${url.pathname}${url.search === '' ? '' : '?…'}`)
}

function shortened(text: string): string {
  // Messages are one line of plain text wherever they end: no controls, no reversed writing.
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '')
  return plain.length > SHOWN_CHARS_MAX ? `${plain.slice(0, SHOWN_CHARS_MAX)}…` : plain
}

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** The address that a host literally is (`127.0.0.1`, `[::1]`); null for a name. */
export function literalAddress(host: string): Address | null {
  const bare = host.startsWith('[') ? host.slice(1, -1) : host
  return ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare) ? unwrapped(ipaddr.parse(bare)) : null
}

// The same IPv4 host can be written inside IPv6; the rules must see the address that is really reached. On networks
// without IPv4 every name resolves into 64:ff9b::/96 (NAT64), so that one is read, not refused.
function unwrapped(address: Address): Address {
  if (address.kind() === 'ipv4') return address
  const six = address as ipaddr.IPv6
  if (six.isIPv4MappedAddress()) return six.toIPv4Address()
  if (six.match(ipaddr.IPv6.parseCIDR('64:ff9b::/96'))) return new ipaddr.IPv4(six.toByteArray().slice(12))
  return six
}

/**
 * What a special address is for ("loopback", "private", …), by the special-purpose registries of IANA; null for a
 * public one. IPv6 is refused unless it lies in 2000::/3, the only part in public use.
 */
export function specialPurpose(address: Address): string | null {
  const range: string = address.range()
  if (range !== 'unicast') return range
  if (address.kind() === 'ipv4') return null
  return (address as ipaddr.IPv6).match(ipaddr.IPv6.parseCIDR('2000::/3')) ? null : 'reserved'
}

/** The hosts that the configuration lets through (`fetch.allowHosts`): the only door to loopback and private addresses. */
export interface AllowedHosts {
  /** Whether the host as written in the address is allowed, by name, literal address, or either with its port. */
  allowsHost(hostname: string, port: string): boolean
  /** Whether an address is allowed, whatever name led to it. */
  allowsAddress(address: Address): boolean
}

/** Reads `fetch.allowHosts`: names, addresses and CIDRs; a name or address may carry `:port`. */
export function allowedHosts(entries: readonly string[]): AllowedHosts {
  const names = new Set<string>()
  const networks: [Address, number][] = []
  for (const entry of entries) {
    const text = entry.trim().toLowerCase()
    const network = networkOf(text)
    if (network === null) names.add(withoutDot(text))
    else networks.push(network)
  }
  const allowsAddress = (address: Address) =>
    names.has(address.toString()) || networks.some(([network, bits]) => within(address, network, bits))
  return {
    allowsAddress,
    allowsHost(hostname, port) {
      const host = withoutDot(hostname.toLowerCase())
      if (names.has(host) || names.has(`${host}:${port}`)) return true
      const address = literalAddress(host)
      return address !== null && (allowsAddress(address) || names.has(`${address.toString()}:${port}`))
    },
  }
}

function networkOf(entry: string): [Address, number] | null {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry)
  const address = literalAddress(entry)
  return address === null ? null : [address, address.kind() === 'ipv4' ? 32 : 128]
}

function within(address: Address, network: Address, bits: number): boolean {
  return address.kind() === network.kind() && address.match(network as never, bits)
}

// "foro.example." and "foro.example" are one host.
function withoutDot(host: string): string {
  return host.endsWith('.') ? host.slice(0, -1) : host
}
