// The file that `escucha init` writes: short, commented, and right as it stands.

import { stringify } from 'yaml'

/** What `init` asks for. */
export interface StarterAnswers {
  readonly brand: string
  readonly terms: readonly string[]
  readonly sites: readonly string[]
  readonly language: 'es' | 'en'
  readonly timezone: string
}

/** A short id made of a name: lower-case, without accents, words joined by "-". */
export function idFrom(name: string, fallback: string): string {
  const id = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  return id === '' ? fallback : id
}

/** The text of a first configuration file. */
export function starterConfig(answers: StarterAnswers): string {
  const brandId = idFrom(answers.brand, 'brand')
  const taken = new Set<string>()
  const sources = answers.sites.map((site, index) => {
    const base = idFrom(new URL(site).hostname.replace(/^www\./, ''), `site-${index + 1}`)
    const id = taken.has(base) ? `${base}-${index + 1}` : base
    taken.add(id)
    return { id, url: site }
  })
  return `# yaml-language-server: $schema=./escucha.schema.json
# Escucha: what to listen for, where, and whom to tell. Every key, with its meaning and default, stands in
# config/escucha.example.yaml. Next: npx escucha doctor · npx escucha scan · npx escucha serve
${stringify({ timezone: answers.timezone, language: answers.language })}
# What is listened for. Terms are words, phrases, @handles and #hashtags; accents and case don't matter.
# If the name is also a common word, add neighbours that tell it apart under "context".
${stringify({ brands: [{ id: brandId, name: answers.brand, terms: [...answers.terms], context: [], staff: [] }] })}
# Where to listen. A site's address is enough: what it is, is found out.
${sources.length === 0 ? 'sources: []\n#  - id: forum\n#    url: https://forum.example/\n' : stringify({ sources })}
# Whom to tell. Try it with: npx escucha doctor --send-test chat
notify: []
#  - id: chat
#    kind: slack
#    url: \${SLACK_WEBHOOK_URL}
#    on: [opened, escalated]

fetch:
  contact:        # an address or page where a site can reach you; it goes into the user agent
`
}
