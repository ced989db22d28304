// Learning from reviewers: when it is time, what is learnt from, what becomes of it, and the way back.

import { EscuchaError } from '../domain/errors.js'
import type { LearntModel } from '../domain/learning.js'
import type { Settings } from '../domain/settings.js'
import { instantOf } from '../domain/time.js'
import { nextCronInstant } from '../scan/cron.js'
import type { Store } from '../store/store.js'
import type { LearningRun } from '../understand/learn/run.js'
import { reviewsOf } from './reviews.js'
import type { World } from './world.js'

/** When it was last looked whether there is something to learn, and when something was learnt. */
const LOOKED_AT = 'learning.last'
const LEARNT_AT = 'learning.learnt'

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

  /** Learns if the time has come and enough was corrected since the last time. */
  async whenDue(signal: AbortSignal): Promise<void> {
    const { enabled, least } = this.settings.learning
    if (!enabled || !(await this.isTime())) return
    const since = (await this.store.setting(LEARNT_AT)) ?? ''
    const fresh = (await this.store.feedback()).filter(({ at }) => at > since)
    if (fresh.length < least) return
    try {
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
    const [reviewed, sources, active] = await Promise.all([
      store.reviewedPosts(),
      store.listSources(),
      store.activeModel(),
    ])
    const reviews = reviewsOf(reviewed, sources, settings.brands)
    if (reviews.length === 0) {
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
    return model
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
