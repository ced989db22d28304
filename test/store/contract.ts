// What every store must do, whatever database is behind it. A store's own test opens one and hands it in here.

import { describe } from 'vitest'
import type { Store } from '../../src/store/store.js'
import { alertListContract } from './contract/alert-list.js'
import { alertContract } from './contract/alerts.js'
import { answersContract } from './contract/answers.js'
import { conversationContract } from './contract/conversations.js'
import { erasureContract } from './contract/erasure.js'
import { learningContract } from './contract/learning.js'
import { outboxContract } from './contract/outbox.js'
import { peopleContract } from './contract/people.js'
import { postContract } from './contract/posts.js'
import { sourceContract } from './contract/sources.js'
import { subscriptionContract } from './contract/subscriptions.js'

/** Opens an empty store, or a second connection to the one that `again` names. */
export type StoreOpener = () => Promise<Store>

/** Runs the contract on a store. */
export function storeContract(name: string, open: StoreOpener): void {
  describe(`${name} keeps the store's contract`, () => {
    sourceContract(open)
    subscriptionContract(open)
    postContract(open)
    conversationContract(open)
    alertContract(open)
    alertListContract(open)
    outboxContract(open)
    peopleContract(open)
    answersContract(open)
    learningContract(open)
    erasureContract(open)
  })
}
