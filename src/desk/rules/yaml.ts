// A rule as it stands in the configuration: what the page gives to copy once somebody has tried one.

import type { Rule } from '../../domain/rule.js'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** The rule as lines of YAML, to be put under `rules:`. Every text is quoted: nothing in it can mean anything else. */
export function ruleYaml({ id, when, set, mute, stop }: Rule): string {
  const conditions = [
    listOf('brands', when.brands),
    listOf('labels', when.labels),
    when.minSeverity > 0 ? `minSeverity: ${when.minSeverity}` : null,
    when.minUrgency > 0 ? `minUrgency: ${when.minUrgency}` : null,
    listOf('sources', when.sources),
    listOf('languages', when.languages),
    listOf('authors', when.authors),
    listOf('topics', when.topics),
  ]
  const effects = [
    set.assignee === null ? null : `assignee: ${quoted(set.assignee)}`,
    set.team === null ? null : `team: ${quoted(set.team)}`,
    set.priority === null ? null : `priority: ${set.priority}`,
    set.graceMs === null ? null : `grace: ${durationText(set.graceMs)}`,
    listOf('tags', set.tags.length === 0 ? null : set.tags),
  ]
  return [
    `- id: ${id}`,
    mapOf('when', conditions),
    mapOf('set', effects),
    mute ? '  mute: true' : null,
    stop ? '  stop: true' : null,
  ]
    .filter((line) => line !== null)
    .map((line) => `${line}\n`)
    .join('')
}

function mapOf(key: string, parts: readonly (string | null)[]): string | null {
  const given = parts.filter((part) => part !== null)
  return given.length === 0 ? null : `  ${key}: {${given.join(', ')}}`
}

function listOf(key: string, values: readonly string[] | null): string | null {
  return values === null ? null : `${key}: [${values.map(quoted).join(', ')}]`
}

/** A JSON string is a double-quoted YAML scalar. */
function quoted(text: string): string {
  return /^[a-z][a-z0-9-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/.test(text)
    ? text
    : JSON.stringify(text)
}

function durationText(ms: number): string {
  if (ms % HOUR_MS === 0) return `${ms / HOUR_MS}h`
  return ms % MINUTE_MS === 0 ? `${ms / MINUTE_MS}m` : `${ms}ms`
}
