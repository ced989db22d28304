// The topics of a brand: cases that raise the same thing, how often, since when, and the answer that is already known.

import { createHash } from 'node:crypto'
import type { Brand } from '../../domain/brand.js'
import type { Alert, ConversationView } from '../../domain/case.js'
import type { AlertRules } from '../../domain/settings.js'
import type { Instant } from '../../domain/time.js'
import { caseThread } from '../case/follow.js'
import { hasWords, readThread } from '../case/thread.js'
import { wordsOf } from './features.js'
import { type Group, type Groupable, groupTexts } from './group.js'

/** Cases that raise the same thing. */
export interface Topic {
  /** Made of the brand and the first case: the same topic is the same id for ever. */
  readonly id: string
  readonly brand: string
  /** The title of its most typical case, or what it says where it has none, cut for a heading. */
  readonly title: string
  /** The cases, oldest first. */
  readonly cases: readonly Alert[]
  readonly firstAt: Instant
  readonly lastAt: Instant
}

/** An answer that was found in public. */
export interface KnownAnswer {
  readonly text: string
  readonly url: string | null
  readonly by: string | null
  /** The engine marks it as the solution; else staff gave it. */
  readonly accepted: boolean
  /** Of the text; null where nobody could tell. */
  readonly language: string | null
  /** The reply's identity: what its reuse is counted by. */
  readonly source: string
  readonly post: string
}

const ID_HEX_LENGTH = 16

/** A heading is one line. */
const TITLE_LENGTH_MAX = 110

/** A known answer is read at a glance and copied; whoever needs more follows its link. */
const ANSWER_LENGTH_MAX = 1_000

/** Fewer words than this are a courtesy ("gracias por escribirnos"), not a solution. */
const ANSWER_WORDS_MIN = 5

/** Staff who ask the customer to write in private have not told anyone the answer. */
const ASKS_FOR_PRIVATE_TALK =
  /\b(?:mensaje (?:privado|directo|interno)|por (?:privado|interno|dm|inbox)|\bdm\b|inbox|escr[ií]benos|escribinos|env[ií]a(?:nos|rnos)|ind[ií]canos|conf[ií]rmanos|comp[aá]rtenos|private message|direct message|dm us|message us|send us|contact us)\b/i

/** Groups a brand's cases, given oldest first, into topics; those with a single case are topics too. */
export function topicsOf(cases: readonly Alert[], brand: Brand): readonly Topic[] {
  return topicsIn(cases, brand, groupTexts(textsOf(cases), ownWords(brand)))
}

/** What is grouped of cases. */
export function textsOf(cases: readonly Alert[]): readonly Groupable[] {
  return cases.map(({ id, excerpt }) => ({ id, text: excerpt }))
}

/** The topics that groups of these cases are. */
export function topicsIn(
  cases: readonly Alert[],
  brand: Brand,
  groups: readonly Group[],
  idOf: typeof topicId = topicId,
): readonly Topic[] {
  const byId = new Map(cases.map((alert) => [alert.id, alert]))
  return groups.map(({ founder, members, typical }) => {
    const own = members.flatMap((id) => byId.get(id) ?? [])
    return {
      id: idOf(brand, founder),
      brand: brand.id,
      title: headingOf(byId.get(typical)),
      cases: own,
      firstAt: own[0]?.openedAt ?? '',
      lastAt: own.at(-1)?.openedAt ?? '',
    }
  })
}

/** Identity of a topic: the brand and the case that founded it. */
export function topicId(brand: Brand, founder: string): string {
  return createHash('sha256')
    .update(JSON.stringify([brand.id, founder]))
    .digest('hex')
    .slice(0, ID_HEX_LENGTH)
}

/** The post's own title says it best, alone; a reply's thread may be about something else, so a reply speaks for itself. */
function headingOf(alert: Alert | undefined): string {
  const excerpt = alert?.excerpt ?? ''
  const title = alert?.title?.replace(/\s/g, ' ').trim() ?? ''
  return cut(title !== '' && excerpt.trimStart().startsWith(title) ? title : excerpt, TITLE_LENGTH_MAX)
}

/** The best answer to these cases that stands in public: one that the engine marks, else the fullest by staff. */
export function knownAnswer(
  cases: readonly Alert[],
  views: readonly ConversationView[],
  brand: Brand,
  rules: AlertRules,
): KnownAnswer | null {
  const responses = cases.flatMap((alert) => {
    const view = views.find(
      ({ source, conversation }) => source === alert.source && conversation.id === alert.conversation.id,
    )
    const thread = view === undefined ? [] : readThread(view, brand, rules)
    const opener = thread.find(({ judged }) => judged.post.id === alert.posts[0])
    return opener === undefined ? [] : caseThread(thread, opener).responses
  })
  const solutions = responses.filter(({ judged }) => judged.post.accepted)
  const byStaff = responses.filter(
    ({ staff, judged }) =>
      staff && hasWords(judged.post.text, ANSWER_WORDS_MIN) && !ASKS_FOR_PRIVATE_TALK.test(judged.post.text),
  )
  const [best] = (solutions.length > 0 ? solutions : byStaff).toSorted(
    (one, other) => other.judged.post.text.length - one.judged.post.text.length,
  )
  if (best === undefined) return null
  const { id, source, text, url, author, accepted, language } = best.judged.post
  return {
    text: cut(text, ANSWER_LENGTH_MAX),
    url,
    by: author.name,
    accepted,
    language,
    source: source ?? '',
    post: id,
  }
}

/** The words of the brand's own names: in a talk about the brand they say nothing. */
export function ownWords(brand: Brand): ReadonlySet<string> {
  const known = namesOf.get(brand)
  if (known !== undefined) return known
  const words = new Set([brand.id, brand.name, ...brand.terms].flatMap(wordsOf))
  namesOf.set(brand, words)
  return words
}

/** Asked for with every case: a brand may have hundreds of terms. */
const namesOf = new WeakMap<Brand, ReadonlySet<string>>()

function cut(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text
  const space = text.lastIndexOf(' ', lengthMax - 1)
  const end = space > lengthMax / 2 ? space : lengthMax - 1
  return `${text
    .slice(0, end)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`
}
