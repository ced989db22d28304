// A reader in a thread of its own. It answers one task at a time; when a page makes it hang or run out of memory,
// the pool ends it and starts another.

import { parentPort } from 'node:worker_threads'
import { type Answer, carry, type Task } from './messages.js'
import { perform } from './tasks.js'

parentPort?.on('message', async (task: Task) => {
  parentPort?.postMessage(await answerTo(task))
})

async function answerTo(task: Task): Promise<Answer> {
  try {
    return { value: await perform(task) }
  } catch (error) {
    return { error: carry(error) }
  }
}
