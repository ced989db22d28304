// The process in which learning runs: one task in, one answer out. A process of its own, because a fit takes seconds in
// which nothing else would be answered, and because only a process can be told to give way to all others.

import { loadModel } from '../classifier.js'
import { readCorpus, SHIPPED_MODEL_FILE } from '../train/corpus.js'
import { type LearningTask, type Learnt, learn } from './learn.js'

/** What the child answers. */
export type ChildAnswer = { readonly learnt: Learnt } | { readonly failed: string }

process.once('message', (task) => {
  process.send?.(answerTo(task as LearningTask), () => process.disconnect())
})

function answerTo(task: LearningTask): ChildAnswer {
  try {
    return { learnt: learn(task, loadModel(SHIPPED_MODEL_FILE), readCorpus()) }
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
