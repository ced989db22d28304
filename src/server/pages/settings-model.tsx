// Which model judges, what was learnt from reviewers, and the way back.

import type { FC } from 'hono/jsx'
import type { LearntModel } from '../../domain/learning.js'
import type { ModelsShown } from '../tools.js'
import { FormFields } from './frame.js'
import type { PageView } from './page.js'

/** As many as tell how it goes; `escucha model list` prints them all. */
const MODELS_SHOWN = 8

/** The models, newest first. */
export const ModelSection: FC<{ view: PageView; models: ModelsShown }> = ({ view, models }) => {
  const { settings } = view.words
  const { shipped, active, learnt } = models
  return (
    <section class="card">
      <h2>{settings.model}</h2>
      <p>{active === null ? settings.modelShips(shipped) : settings.modelLearnt(active)}</p>
      <p class="hint">{settings.modelAbout}</p>
      {learnt.length === 0 && <p class="hint">{settings.noModels}</p>}
      <ul class="plain rows">
        {learnt.slice(0, MODELS_SHOWN).map((model) => (
          <Learnt view={view} model={model} isActive={model.id === active} isOld={model.base !== shipped} />
        ))}
      </ul>
      {active !== null && (
        <form method="post" action="/settings/model/rollback" class="inline">
          <FormFields view={view} back="/settings" />
          <button type="submit" class="btn">
            {settings.modelRollback}
          </button>
        </form>
      )}
    </section>
  )
}

const Learnt: FC<{ view: PageView; model: LearntModel; isActive: boolean; isOld: boolean }> = ({
  view,
  model,
  isActive,
  isOld,
}) => {
  const { settings, labels } = view.words
  const { report } = model
  const heads = { ...labels, relevance: settings.modelRelevance }
  const gains = report.fixed.filter(({ lost, won }) => lost + won > 0)
  return (
    <li>
      <span class="grow">
        <b>{model.id}</b> <span class="hint">{view.say.date(model.madeAt)}</span>
        <br />
        {isActive ? settings.modelJudges : settings.modelVerdicts[isOld ? 'old' : model.verdict]} ·{' '}
        {settings.modelFrom(report.learntFrom)}
        {gains.length > 0 && (
          <>
            <br />
            <span class="hint">
              {settings.modelExam(gains.map(({ head, won, lost }) => `${heads[head]} +${won} −${lost}`).join(' · '))}
            </span>
          </>
        )}
      </span>
    </li>
  )
}
