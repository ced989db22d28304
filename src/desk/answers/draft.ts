// The draft that is offered for an alert: the library's answer in the language of the post, else what staff or a marked
// reply said in public about the same thing. Nobody sends it but the person who copies it.

import type { AnswerOrigin, LibraryAnswer } from '../../domain/answer.js'
import type { Brand } from '../../domain/brand.js'
import type { Alert } from '../../domain/case.js'
import type { AlertRules } from '../../domain/settings.js'
import { instantPlus } from '../../domain/time.js'
import type { Store } from '../../store/store.js'
import { readTopics } from '../topics/read.js'
import { suggestAnswer } from '../topics/suggest.js'
import type { KnownAnswer } from '../topics/topics.js'
import { libraryAnswer, namesTopics } from './library.js'

/** An answer to be copied. */
export interface Draft {
  readonly origin: AnswerOrigin
  /** The library's id, or `source/post` of the public reply: what reuse is counted by. */
  readonly answer: string
  /** The library's title; null for a public reply. */
  readonly title: string | null
  readonly text: string
  /** The language of the text; null where nobody knows. */
  readonly language: string | null
  /** False when the customer wrote in another language: the text is a source to translate from. */
  readonly isInTheirLanguage: boolean
  /** Where it can be read in public. */
  readonly link: string | null
  /** Who gave it in public; null for the library. */
  readonly by: string | null
  /** The engine marks it as the solution. */
  readonly accepted: boolean
}

/** What a draft is looked for with. */
export interface DraftContext {
  readonly brand: Brand
  readonly rules: AlertRules
  readonly library: readonly LibraryAnswer[]
  /** The language of the team: taken where an answer has none in the customer's. */
  readonly language: string
}

/** The best known answer to what this alert raises: the library first; null when nothing is known. */
export async function draftFor(store: Store, alert: Alert, context: DraftContext): Promise<Draft | null> {
  const { brand, rules, library } = context
  const topic = namesTopics(library, brand) ? await topicOf(store, alert, brand) : null
  const own = libraryAnswer(library, alert, brand, topic)
  if (own !== null) return draftOf(own, alert.language, context.language)
  const known = await suggestAnswer(store, alert, brand, rules)
  return known === null ? null : publicDraft(known, alert.language)
}

/** A library answer as a draft in the wanted language, or the nearest to it. */
export function draftOf(answer: LibraryAnswer, wanted: string | null, teamLanguage: string): Draft {
  const language = textLanguage(answer, wanted, teamLanguage)
  return {
    origin: 'library',
    answer: answer.id,
    title: answer.title,
    text: answer.texts[language] ?? '',
    language,
    isInTheirLanguage: wanted === null || wanted === language,
    link: answer.link,
    by: null,
    accepted: false,
  }
}

function publicDraft(known: KnownAnswer, wanted: string | null): Draft {
  return {
    origin: 'public',
    answer: `${known.source}/${known.post}`,
    title: null,
    text: known.text,
    language: known.language,
    isInTheirLanguage: wanted === null || known.language === null || wanted === known.language,
    link: known.url,
    by: known.by,
    accepted: known.accepted,
  }
}

function textLanguage({ texts }: LibraryAnswer, wanted: string | null, teamLanguage: string): string {
  if (wanted !== null && texts[wanted] !== undefined) return wanted
  return texts[teamLanguage] === undefined ? (Object.keys(texts)[0] ?? teamLanguage) : teamLanguage
}

async function topicOf(store: Store, alert: Alert, brand: Brand): Promise<string | null> {
  const topics = await readTopics(store, brand, instantPlus(alert.openedAt, 1))
  return topics.find(({ cases }) => cases.some(({ id }) => id === alert.id))?.id ?? null
}
