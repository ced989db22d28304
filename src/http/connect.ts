// Opens every connection of the program, and refuses the forbidden ones. The check stands here, at connect time,
// because a name may resolve to another address between a check and its use (DNS rebinding): the addresses that are
// checked are the addresses that are connected to.

import { lookup as systemLookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { buildConnector } from 'undici'
import { EscuchaError } from '../domain/errors.js'
import { type AllowedHosts, literalAddress, specialPurpose } from './address.js'

/** A host that has not taken the connection by then is down or overloaded. */
const CONNECT_TIMEOUT_MS = 5_000

/** All addresses of a name, as text. */
export type Resolve = (hostname: string) => Promise<readonly string[]>

/** The system's resolver, hosts file included. */
export const resolveBySystem: Resolve = async (hostname) => {
  const records = await systemLookup(hostname, { all: true, verbatim: true })
  return records.map((record) => record.address)
}

/** Throws `blocked-address` when the host is itself an address that may not be asked. Names are checked at connect. */
export function refuseLiteral(url: URL, allowed: AllowedHosts): void {
  const address = literalAddress(url.hostname)
  if (address === null || allowed.allowsHost(url.hostname, portOf(url))) return
  const purpose = specialPurpose(address)
  if (purpose !== null) throw blocked(url.hostname, address.toString(), purpose)
}

function portOf(url: URL): string {
  if (url.port !== '') return url.port
  return url.protocol === 'https:' ? '443' : '80'
}

/** A connector for undici's agent that connects to public addresses and to the allowed hosts, and to nothing else. */
export function guardedConnector(allowed: AllowedHosts, resolve: Resolve): buildConnector.connector {
  const guarded = connectorWith(lookupWith(resolve, (address) => allowed.allowsAddress(address)))
  const open = connectorWith(lookupWith(resolve, () => true))
  return (options, callback) => {
    const port = options.port === '' || options.port === undefined ? defaultPort(options.protocol) : options.port
    const byName = allowed.allowsHost(options.hostname, port)
    const literal = literalAddress(options.hostname)
    // Node never calls `lookup` for an address that is already one.
    const purpose = literal === null || byName ? null : specialPurpose(literal)
    if (purpose !== null) return callback(blocked(options.hostname, String(literal), purpose), null)
    return (byName ? open : guarded)(options, callback)
  }
}

function defaultPort(protocol: string): string {
  return protocol === 'https:' ? '443' : '80'
}

function connectorWith(lookup: LookupFunction): buildConnector.connector {
  return buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup } as buildConnector.BuildOptions)
}

type Pass = (address: ipaddr.IPv4 | ipaddr.IPv6) => boolean

function lookupWith(resolve: Resolve, passes: Pass): LookupFunction {
  return (hostname, options, callback) => {
    checkedAddresses(hostname, resolve, passes).then(
      (records) => {
        if (options.all === true) return callback(null, records)
        const first = records[0]
        return first === undefined ? callback(noAddress(hostname), '') : callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    )
  }
}

// Every record must pass: with one private record among public ones, which of them is used would be the attacker's luck.
async function checkedAddresses(hostname: string, resolve: Resolve, passes: Pass) {
  const addresses = await resolve(hostname)
  if (addresses.length === 0) throw noAddress(hostname)
  return addresses.map((text) => {
    const address = literalAddress(text)
    if (address === null) throw noAddress(hostname)
    const purpose = passes(address) ? null : specialPurpose(address)
    if (purpose !== null) throw blocked(hostname, text, purpose)
    return { address: text, family: ipaddr.IPv4.isValid(text) ? 4 : 6 }
  })
}

function noAddress(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`no address for ${hostname}`), { code: 'ENOTFOUND' })
}

function blocked(host: string, address: string, purpose: string): EscuchaError {
  const which = host === address || host === `[${address}]` ? 'is' : `resolves to ${address},`
  return new EscuchaError(
    'blocked-address',
    `"${host}" ${which} a ${inWords(purpose)} address, and Escucha fetches only from public ones: add "${host}" to fetch.allowHosts in the configuration if this host is yours`,
  )
}

/** The registry's names are one word each: linkLocal. */
function inWords(purpose: string): string {
  return purpose.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
