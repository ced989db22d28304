// The classifier of a running program: the model that ships, or the one that was learnt and accepted, taken up between
// passes without a restart. Whatever is wrong with a learnt model, the shipped one judges.

import type { Settings } from '../domain/settings.js'
import type { Classifier, PostText, Verdict } from '../domain/verdict.js'
import type { Store } from '../store/store.js'
import { type EmbeddedClassifier, openClassifier } from '../understand/classifier.js'
import type { OpinionFault, Opinions } from '../understand/opinions/opinions.js'
import { withQueries } from '../understand/query/queries.js'
import type { World } from './world.js'

/** Judges with the model that is active. */
export class LiveModel implements Classifier {
  #active: string | null = null
  #judge: Classifier

  private constructor(
    private readonly shipped: EmbeddedClassifier,
    private readonly settings: Settings,
    private readonly store: Store,
    private readonly log: Pick<World['log'], 'warn' | 'info'>,
    private readonly opinions: Opinions | null,
  ) {
    this.#judge = withQueries(shipped, settings.brands)
    if (opinions !== null) this.reconsider = (posts, verdicts) => opinions.weigh(posts, verdicts, settings)
  }

  /** Opens the model that is active now. */
  static async open(
    settings: Settings,
    store: Store,
    { log }: Pick<World, 'log'>,
    opinions: Opinions | null,
  ): Promise<LiveModel> {
    const shipped = openClassifier(settings.brands, { thresholds: settings.alerts.threshold })
    const live = new LiveModel(shipped, settings, store, log, opinions)
    await live.freshen()
    return live
  }

  get id(): string {
    return this.#judge.id
  }

  classify(posts: readonly PostText[], brands: Parameters<Classifier['classify']>[1]): Verdict[] {
    return this.#judge.classify(posts, brands)
  }

  reconsider?: NonNullable<Classifier['reconsider']>

  /** Before a pass: takes up the model that is active now, and counts the questions to others anew. */
  async freshen(): Promise<void> {
    this.opinions?.beginPass()
    const active = await this.store.activeModel()
    if (active === this.#active) return
    this.#judge = withQueries(await this.#opened(active), this.settings.brands)
    this.#active = active
    this.log.info({ model: this.id }, 'another model judges from now on')
  }

  /** The second opinions that could not be had in this pass. */
  opinionFaults(): readonly OpinionFault[] {
    return this.opinions?.faults() ?? []
  }

  async #opened(active: string | null): Promise<EmbeddedClassifier> {
    if (active === null) return this.shipped
    try {
      const learnt = await this.store.learntWeights(active)
      if (learnt === null) return this.shipped
      return openClassifier(this.settings.brands, { thresholds: this.settings.alerts.threshold, learnt })
    } catch (error) {
      this.log.warn({ model: active, err: error }, 'the learnt model cannot be used, so the shipped one judges')
      return this.shipped
    }
  }
}
