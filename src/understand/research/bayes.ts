// natural's Bayes classifier, the baseline that every other must beat.

import { createRequire } from 'node:module'
import type { LabelledPost } from '../labelled.js'
import type { Guess } from '../metrics.js'
import type { PublicSet } from './sets.js'

interface Bayes {
  addDocument(text: string, label: string): void
  train(): void
  getClassifications(text: string): readonly { readonly label: string; readonly value: number }[]
}
interface Stemmer {
  readonly placeholder?: never
}
interface Packages {
  readonly BayesClassifier: new (stemmer: Stemmer) => Bayes
}

/** Trains on some posts and judges others. */
export function bayesGuesses(
  set: Pick<PublicSet, 'label' | 'lang'>,
  train: readonly LabelledPost[],
  test: readonly LabelledPost[],
): readonly Guess[] {
  return bayesJudge(set, train)(test)
}

/** Trains on some posts; what it gives judges others. */
export function bayesJudge(
  { label, lang }: Pick<PublicSet, 'label' | 'lang'>,
  train: readonly LabelledPost[],
): (test: readonly LabelledPost[]) => readonly Guess[] {
  const require = createRequire(import.meta.url)
  // The file and not the group: the group's index starts a pool of processes for parallel training.
  const BayesClassifier = require('natural/lib/natural/classifiers/bayes_classifier.js') as Packages['BayesClassifier']
  const stemmers = require('natural/lib/natural/stemmers/index.js') as Record<
    'PorterStemmer' | 'PorterStemmerEs',
    Stemmer
  >
  const bayes = new BayesClassifier(lang === 'es' ? stemmers.PorterStemmerEs : stemmers.PorterStemmer)
  for (const post of train) bayes.addDocument(post.text, String(post.labels[label]))
  bayes.train()
  return (test) =>
    test.map((post) => {
      const said = bayes.getClassifications(post.text)
      const of = (name: string) => said.find((entry) => entry.label === name)?.value ?? 0
      const [yes, no] = [of('true'), of('false')]
      return { p: yes + no === 0 ? 0.5 : yes / (yes + no), truth: post.labels[label] === true }
    })
}
