// Learning from reviewers: when it is time, what is learnt from, what becomes of it, and the way back.

import { EscuchaError } from '../domain/errors.js'
import type { LearntModel } from '../domain/learning.js'
import type { Settings } from '../domain/settings.js'
import { instantOf } from '../domain/time.js'
import { nextCronInstant } from '../scan/cron.js'
import { CORRECTIONS_ERASED, type Store } from '../store/store.js'
import type { LearningRun } from '../understand/learn/run.js'
import { reviewsOf } from './reviews.js'
import type { World } from './world.js'

/** When it was last looked whether there is something to learn, and when something was learnt. */
const LOOKED_AT = 'learning.last'
const LEARNT_AT = 'learning.learnt'
/** The count of erased corrections that what was learnt knows of. */
const ERASURES_KNOWN = 'learning.erasures-known'

/** Names the model that ships, where a learnt one may be named. */
export const SHIPPED = 'shipped'

/** The models that there are. */
export interface Models {
  /** The shipped model's own id. */
  readonly shipped: string
  /** The learnt model that judges; null: the shipped one. */
  readonly active: string | null
  /** Newest first; those made for another shipped model are kept, and cannot judge. */
  readonly learnt: readonly LearntModel[]
}

/** Learns, and lets people go back. */
export class Learning {
  constructor(
    private readonly settings: Settings,
    private readonly store: Store,
    private readonly world: Pick<World, 'clock' | 'log'>,
    /** The shipped model's id; opened at need, as it takes a moment. */
    private readonly shippedId: () => Promise<string>,
  ) {}

  /** Learns if the time has come and enough was corrected since the last time, or something learnt was erased. */
  async whenDue(signal: AbortSignal): Promise<void> {
    const { enabled, least } = this.settings.learning
    if (!enabled || !(await this.isTime())) return
    const since = (await this.store.setting(LEARNT_AT)) ?? ''
    const fresh = (await this.store.feedback()).filter(({ at }) => at > since)
    const erased = await this.erasuresToUnlearn()
    if (fresh.length < least && erased === null) return
    try {
      if (erased !== null && (await this.reviews()).length === 0) return await this.unlearn(null, erased)
      const model = await this.learn({ signal })
      this.world.log.info({ model: model.id, verdict: model.verdict }, 'learnt from corrections')
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  /** Learns from all that was corrected. Throws `bad-input` when there is nothing. An accepted model judges at once. */
  async learn(run: LearningRun = {}): Promise<LearntModel> {
    const { store, settings } = this
    const startedAt = instantOf(this.world.clock())
    // Counted before the corrections are read: what is erased meanwhile counts for the next time.
    const erased = await this.erasuresToUnlearn()
    const [reviews, active] = await Promise.all([this.reviews(), store.activeModel()])
    if (reviews.length === 0) {
      if (erased !== null) await this.unlearn(null, erased)
      throw new EscuchaError('bad-input', 'There is nothing to learn from: nobody has corrected anything yet.', {
        hint: 'Correct labels on an alert, or judge the sample on the page /audit.',
      })
    }
    const { learnApart } = await import('../understand/learn/run.js')
    const { weight, halfLifeMs } = settings.learning
    const task = {
      brands: settings.brands,
      reviews,
      thresholds: settings.alerts.threshold,
      weight,
      halfLifeMs,
      active: active === null ? null : await store.learntWeights(active),
    }
    const { id, base, verdict, report, weights } = await learnApart(task, run)
    const known = (await store.learntModels()).find((model) => model.id === id)
    // What a person went back behind does not come back by itself, as long as it is the same model.
    const kept = known?.verdict === 'withdrawn' ? known.verdict : verdict
    const model: LearntModel = { id, base, madeAt: startedAt, verdict: kept, report }
    await store.saveLearntModel(model, weights)
    await store.saveSetting(LEARNT_AT, startedAt)
    if (erased !== null) await this.unlearn(kept === 'accepted' ? id : null, erased)
    return model
  }

  /** What there is to learn from. */
  private async reviews() {
    const [reviewed, sources] = await Promise.all([this.store.reviewedPosts(), this.store.listSources()])
    return reviewsOf(reviewed, sources, this.settings.brands)
  }

  /** The count of erased corrections when the learnt models may still know some of them; null when they do not. */
  private async erasuresToUnlearn(): Promise<string | null> {
    const { store } = this
    const [erased, known] = await Promise.all([store.setting(CORRECTIONS_ERASED), store.setting(ERASURES_KNOWN)])
    if (erased === null || erased === known) return null
    return (await store.learntModels()).length === 0 ? null : erased
  }

  /**
   * Leaves this model to judge, null for the one that ships, and lets go of the weights of all others: the words of
   * erased posts weigh in them, so nobody may go back to one.
   */
  private async unlearn(id: string | null, erased: string): Promise<void> {
    const { store } = this
    await store.activateModel(
      id,
      (await store.learntModels()).flatMap((model) => (model.id === id ? [] : [model.id])),
    )
    await store.forgetLearntWeights(id)
    await store.saveSetting(ERASURES_KNOWN, erased)
    this.world.log.info({ model: id ?? SHIPPED }, 'what was learnt from erased posts is let go of')
  }

  /** The models that there are. */
  async models(): Promise<Models> {
    const [shipped, active, learnt] = await Promise.all([
      this.shippedId(),
      this.store.activeModel(),
      this.store.learntModels(),
    ])
    return { shipped, active: learnt.some(({ id, base }) => id === active && base === shipped) ? active : null, learnt }
  }

  /** Lets a model judge; newer ones are withdrawn. `shipped` names the one that ships. Throws `not-found`. */
  async use(id: string): Promise<Models> {
    const { shipped, learnt } = await this.models()
    if (id === SHIPPED || id === shipped) return this.activate(null, learnt)
    const wanted = learnt.findIndex((model) => model.id === id)
    if (wanted < 0) throw new EscuchaError('not-found', `There is no model "${id}": "escucha model list" names them.`)
    if (learnt[wanted]?.base !== shipped) {
      throw new EscuchaError('bad-input', `${id} was learnt for another release: it corrects a model that is gone.`)
    }
    if ((await this.store.learntWeights(id)) === null)
      throw new EscuchaError('not-found', `${id} is too old: only its report was kept.`)
    return this.activate(id, learnt.slice(0, wanted))
  }

  /** Goes back to the accepted model before the one that judges, or to the one that ships. Throws `not-found`. */
  async rollback(): Promise<Models> {
    const { shipped, active, learnt } = await this.models()
    if (active === null)
      throw new EscuchaError('not-found', 'The model that ships judges already: nothing is before it.')
    const at = learnt.findIndex(({ id }) => id === active)
    const before = learnt.slice(at + 1).find(({ verdict, base }) => verdict === 'accepted' && base === shipped)
    return this.use(before?.id ?? SHIPPED)
  }

  private async activate(id: string | null, newer: readonly LearntModel[]): Promise<Models> {
    await this.store.activateModel(
      id,
      newer.map((model) => model.id),
    )
    return this.models()
  }

  /** Whether a cron instant has passed since it was last looked; several that were missed make one. */
  private async isTime(): Promise<boolean> {
    const now = instantOf(this.world.clock())
    const last = await this.store.setting(LOOKED_AT)
    const due =
      last === null || last > now ? null : nextCronInstant(this.settings.learning.at, this.settings.timezone, last)
    const isDue = due !== null && due <= now
    if (isDue || last === null || last > now) await this.store.saveSetting(LOOKED_AT, now)
    return isDue
  }
}
