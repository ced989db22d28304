// Asks the classifier about posts, in pieces, so that a large page does not hold up everything else in the process.

import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Brand } from '../../domain/brand.js'
import type { Post } from '../../domain/post.js'
import type { Judgement, PostText, Verdict } from '../../domain/verdict.js'
import type { StoredSource } from '../../store/store.js'
import type { ScanTools } from '../tools.js'

/** Posts judged before others get their turn: some ten milliseconds. */
const POSTS_AT_ONCE = 50

/** A post with what the classifier said of it. */
export interface Judged {
  readonly language: string | null
  readonly judgements: readonly Judgement[]
}

/** The brands that are listened for at a source. */
export function brandsAt(source: StoredSource, brands: readonly Brand[]): readonly Brand[] {
  const only = source.spec.brands
  return only === null ? brands : brands.filter((brand) => only.includes(brand.id))
}

/** Judges posts for the brands listened for at their source, each for those that its text may mean. */
export async function judgePosts(
  posts: readonly Post[],
  source: StoredSource,
  tools: Pick<ScanTools, 'classifier' | 'brands'>,
): Promise<readonly Judged[]> {
  const listenedFor = new Set(brandsAt(source, tools.brands).map((brand) => brand.id))
  const verdicts = await classify(posts, null, source, tools)
  return verdicts.map(({ language, judgements }) => ({
    language,
    judgements: judgements.filter((judgement) => listenedFor.has(judgement.brand)),
  }))
}

/** Judges posts for one brand that they may not even name: replies in a thread that has a case about it. */
export async function judgeForBrand(
  posts: readonly Post[],
  brand: Brand,
  source: StoredSource,
  tools: Pick<ScanTools, 'classifier'>,
): Promise<readonly (Judgement | null)[]> {
  const verdicts = await classify(posts, [brand], source, tools)
  return verdicts.map(({ judgements }) => judgements.find((judgement) => judgement.brand === brand.id) ?? null)
}

async function classify(
  posts: readonly Post[],
  brands: readonly Brand[] | null,
  source: StoredSource,
  tools: Pick<ScanTools, 'classifier'>,
): Promise<readonly Verdict[]> {
  const place = placeText(source)
  const verdicts: Verdict[] = []
  for (let at = 0; at < posts.length; at += POSTS_AT_ONCE) {
    if (at > 0) await nextTurn()
    const texts = posts.slice(at, at + POSTS_AT_ONCE).map((post) => postText(post, place))
    verdicts.push(...tools.classifier.classify(texts, brands))
  }
  if (verdicts.length !== posts.length) {
    throw new Error(`the classifier judged ${verdicts.length} posts of ${posts.length}`)
  }
  return verdicts
}

/** What tells the classifier what place it is: "foro-une foro.une.example Foro de usuarios". */
function placeText(source: StoredSource): string {
  const host = URL.canParse(source.spec.url) ? new URL(source.spec.url).hostname : ''
  return [source.spec.id, host, source.state.title ?? ''].join(' ').trim()
}

function postText(post: Post, place: string): PostText {
  return {
    title: post.title,
    text: post.text,
    languageHint: post.language,
    conversationTitle: post.title === null ? post.conversation.title : null,
    sourceText: place,
  }
}
