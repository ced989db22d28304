// Which names this server answers to. A page elsewhere can point its own name at 127.0.0.1 (DNS rebinding); only a
// list of names keeps it from reading a dashboard that "only listens on loopback".

import { isIP } from 'node:net'
import { EscuchaError } from '../../domain/errors.js'
import type { Settings } from '../../domain/settings.js'

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]']
const EVERY_ADDRESS = ['0.0.0.0', '::', '[::]', '']

/** True of a host name (as a URL prints it) that means this machine. */
export function isLoopbackHost(hostname: string): boolean {
  const name = hostname.toLowerCase()
  return (
    LOOPBACK_NAMES.includes(name) || name === '::1' || name.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(name)
  )
}

/** Whether a request for this host name is meant for us. */
export function isOwnHost(hostname: string, server: Settings['server']): boolean {
  const name = hostname.toLowerCase()
  if (LOOPBACK_NAMES.includes(name) || bare(name) === bare(server.host.toLowerCase())) return true
  if (server.publicUrl !== null && name === new URL(server.publicUrl).hostname) return true
  // An address in place of a name cannot be rebound; when we listen on all of them, each is ours.
  return EVERY_ADDRESS.includes(server.host) && isIP(bare(name)) !== 0
}

/** The origins that a form of ours may come from, given the address that the request was made to. */
export function ownOrigins(requestUrl: URL, server: Settings['server']): readonly string[] {
  const publicUrl = server.publicUrl === null ? null : new URL(server.publicUrl)
  if (publicUrl === null || publicUrl.hostname !== requestUrl.hostname) return [requestUrl.origin]
  return [requestUrl.origin, publicUrl.origin]
}

/** Whether the browser speaks https to us: directly never, through the proxy at `publicUrl` perhaps. */
export function isSecureTransport(requestUrl: URL, server: Settings['server']): boolean {
  if (requestUrl.protocol === 'https:') return true
  const publicUrl = server.publicUrl === null ? null : new URL(server.publicUrl)
  return publicUrl !== null && publicUrl.protocol === 'https:' && publicUrl.hostname === requestUrl.hostname
}

/** Refuses to open the server to a network without users, or without https in front. */
export function assertSafeBind(settings: Pick<Settings, 'server'>, hasUsers: boolean): void {
  const { host, publicUrl } = settings.server
  if (isLoopbackHost(host)) return
  if (!hasUsers) {
    throw new EscuchaError(
      'config-invalid',
      `server.host is ${host}, which others can reach, but no user has a password`,
      {
        hint: 'Run "escucha users add NAME --role admin" first, or set server.host to 127.0.0.1.',
      },
    )
  }
  if (publicUrl === null) {
    throw new EscuchaError(
      'config-invalid',
      `server.host is ${host}, which others can reach, but server.publicUrl is not set`,
      {
        hint: 'Set server.publicUrl to the https address of the proxy in front, or server.host to 127.0.0.1.',
      },
    )
  }
  const url = new URL(publicUrl)
  if (url.protocol === 'https:' || isLoopbackHost(url.hostname)) return
  throw new EscuchaError(
    'config-invalid',
    `server.publicUrl is ${url.origin}: logins would cross the network unencrypted`,
    {
      hint: 'Put a proxy with https in front and give its address.',
    },
  )
}

/** The address that people open. */
export function baseUrl(server: Settings['server']): string {
  if (server.publicUrl !== null) return server.publicUrl.replace(/\/+$/, '')
  const host = EVERY_ADDRESS.includes(server.host) ? '127.0.0.1' : server.host
  return `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${server.port}`
}

/** What the paths begin with that hubs call. */
export const HUB_PATH = '/websub/'

/** Where hubs call back, the part that is the same for all; null when hubs are not wanted. */
export function hubCallbackBase(server: Settings['server']): string | null {
  return server.websub === true && server.publicUrl !== null ? `${baseUrl(server)}${HUB_PATH}` : null
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '')
}
