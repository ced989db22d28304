// Where notifications go, whether they arrive, and those that did not.

import type { FC } from 'hono/jsx'
import type { TargetSpec } from '../../domain/settings.js'
import { FormFields } from './frame.js'
import type { PageTools, PageView } from './page.js'
import type { AdminData } from './settings.js'

/** The targets and the notifications that failed. */
export const Targets: FC<{ view: PageView; data: AdminData; tools: PageTools }> = ({ view, data, tools }) => {
  const { settings } = view.words
  const targets = tools.settings.notify
  return (
    <section class="card">
      <h2>{settings.targets}</h2>
      {targets.length === 0 && <p class="hint">{settings.noTargets}</p>}
      <ul class="plain rows">
        {targets.map((target) => (
          <Target view={view} data={data} target={target} address={tools.targetAddress(target.id)} />
        ))}
      </ul>
      <h3>{settings.failedDeliveries}</h3>
      {data.pending > 0 && <p class="hint">{settings.pendingDeliveries(data.pending)}</p>}
      {data.failed.length === 0 && <p class="hint">{settings.noFailed}</p>}
      <ul class="plain rows">
        {data.failed.map((delivery) => (
          <li>
            {delivery.target} · {view.words.events[delivery.event.kind]} · {settings.attempts(delivery.attempts)} ·{' '}
            <span class="hint">{view.say.date(delivery.createdAt)}</span>
            {delivery.lastError !== null && <span class="bad grow"> {delivery.lastError}</span>}
            <form method="post" action={`/settings/deliveries/${encodeURIComponent(delivery.id)}/retry`}>
              <FormFields view={view} back="/settings" />
              <button type="submit" class="btn small" aria-label={`${settings.retry}: ${delivery.target}`}>
                {settings.retry}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Target: FC<{ view: PageView; data: AdminData; target: TargetSpec; address: string }> = ({
  view,
  data,
  target,
  address,
}) => {
  const { settings, events } = view.words
  const off = data.disabled.get(target.id)
  return (
    <li>
      <span class="grow">
        <b>{target.id}</b>{' '}
        <span class="hint">
          {target.kind} · {address} · {target.on.map((kind) => events[kind]).join(', ')}
        </span>
        <br />
        {off === undefined ? settings.enabled : <span class="bad">{settings.disabled(off.reason)}</span>}
      </span>
      <Act view={view} id={target.id} does="test" text={settings.test} />
      {off !== undefined && <Act view={view} id={target.id} does="enable" text={settings.enable} />}
    </li>
  )
}

const Act: FC<{ view: PageView; id: string; does: string; text: string }> = ({ view, id, does, text }) => (
  <form method="post" action={`/settings/targets/${encodeURIComponent(id)}/${does}`}>
    <FormFields view={view} back="/settings" />
    <button type="submit" class="btn small" aria-label={`${text}: ${id}`}>
      {text}
    </button>
  </form>
)
