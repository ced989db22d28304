// Asks the classifier about posts, in pieces, so that a large page does not hold up everything else in the process.

import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Brand } from '../../domain/brand.js'
import type { Post } from '../../domain/post.js'
import type { Classifier, Judgement, PostText, Verdict } from '../../domain/verdict.js'
import type { StoredSource } from '../../store/store.js'
import type { ScanTools } from '../tools.js'
import type { Snags } from './snags.js'

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

/** Judges posts for the brands listened for at their source, each for those that its text may mean. Null: a snag. */
export async function judgePosts(
  posts: readonly Post[],
  source: StoredSource,
  tools: Pick<ScanTools, 'classifier' | 'brands'>,
  snags: Snags,
): Promise<readonly (Judged | null)[]> {
  const listenedFor = new Set(brandsAt(source, tools.brands).map((brand) => brand.id))
  const verdicts = await classify(posts, null, source, tools, snags)
  return verdicts.map((verdict) => {
    if (verdict === null) return null
    const { language, judgements } = verdict
    return { language, judgements: judgements.filter((judgement) => listenedFor.has(judgement.brand)) }
  })
}

/** Judges posts for one brand that they may not even name: replies in a thread that has a case about it. */
export async function judgeForBrand(
  posts: readonly Post[],
  brand: Brand,
  source: StoredSource,
  tools: Pick<ScanTools, 'classifier'>,
  snags: Snags,
): Promise<readonly (Judgement | null)[]> {
  const verdicts = await classify(posts, [brand], source, tools, snags)
  return verdicts.map((verdict) => verdict?.judgements.find((judgement) => judgement.brand === brand.id) ?? null)
}

async function classify(
  posts: readonly Post[],
  brands: readonly Brand[] | null,
  source: StoredSource,
  tools: Pick<ScanTools, 'classifier'>,
  snags: Snags,
): Promise<readonly (Verdict | null)[]> {
  const place = placeText(source)
  const verdicts: (Verdict | null)[] = []
  for (let at = 0; at < posts.length; at += POSTS_AT_ONCE) {
    if (at > 0) await nextTurn()
    const piece = posts.slice(at, at + POSTS_AT_ONCE)
    const judged = classifyTogether(piece, brands, place, tools.classifier, snags)
    verdicts.push(...(await reconsidered(piece, judged, place, tools.classifier)))
  }
  return verdicts
}

/** Together for speed; one by one when that fails, so that the post which cannot be judged is the only one left out. */
function classifyTogether(
  posts: readonly Post[],
  brands: readonly Brand[] | null,
  place: string,
  classifier: Classifier,
  snags: Snags,
): readonly (Verdict | null)[] {
  try {
    const texts = posts.map((post) => postText(post, place))
    const verdicts = classifier.classify(texts, brands)
    if (verdicts.length === posts.length) return verdicts
    throw new Error(`the classifier judged ${verdicts.length} posts of ${posts.length}`)
  } catch (error) {
    const [only, ...others] = posts
    if (only !== undefined && others.length > 0) {
      return posts.flatMap((post) => classifyTogether([post], brands, place, classifier, snags))
    }
    if (only !== undefined) snags.note(only.id, error)
    return [null]
  }
}

/** The verdicts with second opinions weighed in, where there are any to ask. */
async function reconsidered(
  posts: readonly Post[],
  verdicts: readonly (Verdict | null)[],
  place: string,
  classifier: Classifier,
): Promise<readonly (Verdict | null)[]> {
  if (classifier.reconsider === undefined) return verdicts
  const judged = [...verdicts.entries()].flatMap(([at, verdict]) => (verdict === null ? [] : [{ at, verdict }]))
  const texts = judged.map(({ at }) => postText(posts[at] as Post, place))
  const weighed = await classifier.reconsider(
    texts,
    judged.map(({ verdict }) => verdict),
  )
  const places = new Map(judged.map(({ at }, index) => [at, weighed[index] ?? null]))
  return verdicts.map((verdict, at) => places.get(at) ?? verdict)
}

/** What tells the classifier what place it is: "foro-une foro.une.example Foro de usuarios". */
export function placeText(source: StoredSource): string {
  const host = URL.canParse(source.spec.url) ? new URL(source.spec.url).hostname : ''
  return [source.spec.id, host, source.state.title ?? ''].join(' ').trim()
}

/** A post as the classifier reads it, at a place that `placeText` tells. */
export function postText(post: Post, place: string): PostText {
  return {
    title: post.title,
    text: post.text,
    languageHint: post.language,
    conversationTitle: post.title === null ? post.conversation.title : null,
    sourceText: place,
    origin: { url: post.url, author: post.author.name, kind: post.kind },
  }
}
