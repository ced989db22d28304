// A classifier that keeps to the queries of brands: where the operator has written one, the query decides whether the
// brand is meant, and the model what is said of it.

import type { Brand } from '../../domain/brand.js'
import type { Classifier, Judgement, PostText, Verdict } from '../../domain/verdict.js'
import { type QueryPost, queryTest } from './match.js'
import { parseQuery } from './parse.js'

/** An operator's query is a decision, not a guess. */
const RELEVANCE_MATCHED = 1
const RELEVANCE_UNMATCHED = 0

type Tests = ReadonlyMap<string, (post: QueryPost) => boolean>

/** The classifier with the queries of the given brands kept. The same one when no brand has a query. */
export function withQueries(classifier: Classifier, brands: readonly Brand[]): Classifier {
  const asked = brands.filter((brand) => brand.query !== null)
  if (asked.length === 0) return classifier
  const tests: Tests = new Map(asked.map((brand) => [brand.id, queryTest(parseQuery(brand.query ?? ''))]))
  return {
    id: classifier.id,
    classify: (posts, given) => {
      const verdicts = classifier.classify(posts, given)
      return verdicts.map((verdict, index) => {
        const post = posts[index]
        return post === undefined ? verdict : kept(verdict, post, given === null ? asked : [], tests, classifier)
      })
    },
  }
}

/** The verdict with each brand that has a query judged by it; brands that only the query finds are judged, too. */
function kept(
  verdict: Verdict,
  post: PostText,
  unasked: readonly Brand[],
  tests: Tests,
  classifier: Classifier,
): Verdict {
  const seen = queryPost(post, verdict.language)
  const judged = verdict.judgements.map((judgement) => byQuery(judgement, tests.get(judgement.brand)?.(seen)))
  const missed = unasked.filter(({ id }) => !judged.some(({ brand }) => brand === id) && tests.get(id)?.(seen) === true)
  if (missed.length === 0) return { ...verdict, judgements: judged }
  const [more] = classifier.classify([post], missed)
  return {
    ...verdict,
    judgements: [...judged, ...(more?.judgements ?? []).map((judgement) => byQuery(judgement, true))],
  }
}

function byQuery(judgement: Judgement, matches: boolean | undefined): Judgement {
  if (matches === undefined) return judgement
  if (matches) return { ...judgement, relevance: RELEVANCE_MATCHED }
  return { ...judgement, relevance: RELEVANCE_UNMATCHED, tags: [] }
}

function queryPost(post: PostText, language: string | null): QueryPost {
  return {
    text: post.title === null ? post.text : `${post.title}\n${post.text}`,
    language: language ?? post.languageHint,
    origin: post.origin ?? { url: null, author: null, kind: null },
  }
}
