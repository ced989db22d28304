// Who is named by a feed, out of the many ways in which feeds name people.

import type { FeedPerson } from '../model.js'
import type { FeedElement } from './element.js'
import { childrenNamed, firstOf, lineOfText, looksLikeHtml, ownText, textOfFirst, urlIn } from './elements.js'

const EMAIL = /[^\s()<>@,;:"[\]]{1,64}@[^\s()<>@,;:"[\]]{1,255}/
const MAIL_THEN_NAME = /^\s*<?([^\s()<>]{1,64}@[^\s()<>]{1,255})>?\s*\(([^)]*)\)\s*$/
const NAME_THEN_MAIL = /^\s*(.*?)\s*[<(](?:mailto:)?([^\s()<>]{1,64}@[^\s()<>]{1,255})[>)]\s*$/

/** `ana@blog.example (Ana Ruiz)`, `Ana Ruiz <ana@blog.example>`, `Ana Ruiz`: the person. */
export function personIn(text: string | null): FeedPerson | null {
  if (text === null) return null
  const short = text.slice(0, 500)
  const mailFirst = MAIL_THEN_NAME.exec(short)
  if (mailFirst !== null) return person(mailFirst[2], mailFirst[1], null)
  const nameFirst = NAME_THEN_MAIL.exec(short)
  if (nameFirst !== null) return person(nameFirst[1], nameFirst[2], null)
  const email = EMAIL.exec(short)?.[0] ?? null
  if (email === null) return person(short, null, null)
  return person(short.replace(email, '').replace(/[()<>]/g, ' '), email, null)
}

function person(name: string | undefined, email: string | null | undefined, url: string | null): FeedPerson | null {
  const clean = lineOfText({ value: (name ?? '').trim(), isHtml: looksLikeHtml(name ?? '') })
  if (clean === null && (email ?? null) === null && url === null) return null
  return { name: clean?.replace(/^["']+|["']+$/g, '') ?? null, email: email ?? null, url }
}

/** A person as Atom writes one, in elements; or as plain text where the element has no children. */
export function personOf(element: FeedElement): FeedPerson | null {
  const name = textOfFirst(element, 'name', 'itunes:name', 'foaf:name') ?? element.attributes.name ?? null
  const email = textOfFirst(element, 'email', 'itunes:email') ?? null
  const urlElement = firstOf(element, 'uri', 'url', 'homepage')
  const url = urlIn(urlElement)
  const plain = personIn(name ?? (element.children.length === 0 ? ownText(element) : nestedText(element)))
  if (plain === null && email === null && url === null) return null
  return { name: plain?.name ?? null, email: email ?? plain?.email ?? null, url }
}

function nestedText(element: FeedElement): string | null {
  const own = ownText(element)
  if (own !== null) return own
  const known = ['uri', 'url', 'homepage', 'email', 'itunes:email']
  return element.children.find((child) => !known.includes(child.name) && ownText(child) !== null)?.value.trim() ?? null
}

/** The people that the first of these names to name anybody names. */
export function peopleIn(parent: FeedElement, names: readonly string[]): readonly FeedPerson[] {
  for (const name of names) {
    const people = childrenNamed(parent, name).flatMap((element) => personOf(element) ?? [])
    if (people.length > 0) return people
  }
  return []
}
