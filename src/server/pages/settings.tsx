// One's own account; for admins also the people, the tokens, and where notifications go.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import type { Delivery } from '../../domain/delivery.js'
import type { ApiToken, User } from '../../store/store.js'
import { NO_PASSWORD, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN } from '../auth/passwords.js'
import { roleReaches } from '../auth/policy.js'
import type { ServerEnv } from '../env.js'
import type { ModelsShown } from '../tools.js'
import { LANGUAGES } from '../words/index.js'
import { FormFields } from './frame.js'
import { type PageTools, type PageView, sendPage, viewOf } from './page.js'
import { ModelSection } from './settings-model.js'
import { People, Tokens } from './settings-people.js'
import { Targets } from './settings-targets.js'

/** What only admins see. */
export interface AdminData {
  readonly users: readonly User[]
  readonly tokens: readonly ApiToken[]
  readonly failed: readonly Delivery[]
  readonly pending: number
  readonly disabled: ReadonlyMap<string, { readonly reason: string; readonly at: string }>
  readonly models: ModelsShown | null
}

/** Failed notifications listed; the rest is in the database. */
export const FAILED_MAX = 20

/** The route of the settings. */
export function settingsPage(tools: PageTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  app.get('/settings', async (c: Context<ServerEnv>) => {
    const view = await viewOf(c, tools)
    const isAdmin = view.visitor !== null && roleReaches(view.visitor.role, 'admin')
    const data = isAdmin ? await readAdminData(tools) : null
    const body = (
      <>
        <h1>{view.words.settings.title}</h1>
        <Me view={view} />
        <section class="card">
          <h2>{view.words.rules.title}</h2>
          <p class="hint">{view.words.rules.link}</p>
          <p>
            <a class="btn" href="/rules">
              {view.words.rules.open}
            </a>
          </p>
        </section>
        {data !== null && <Targets view={view} data={data} tools={tools} />}
        {data?.models && <ModelSection view={view} models={data.models} />}
        {data !== null && <People view={view} data={data} />}
        {data !== null && <Tokens view={view} data={data} />}
      </>
    )
    return sendPage(c, view, { title: view.words.settings.title, section: 'settings', body })
  })
  return app
}

async function readAdminData({ store, models }: PageTools): Promise<AdminData> {
  const [users, tokens, failed, counts, disabled, shown] = await Promise.all([
    store.users(),
    store.tokens(),
    store.listDeliveries({ status: 'dead', limit: FAILED_MAX }),
    store.countDeliveries(),
    store.disabledTargets(),
    models?.list() ?? null,
  ])
  return { users, tokens, failed, pending: counts.pending, disabled, models: shown }
}

const Me: FC<{ view: PageView }> = ({ view }) => {
  const { visitor, words } = view
  if (visitor?.via !== 'session') return null
  const { settings } = words
  return (
    <section class="card">
      <h2>{settings.me}</h2>
      <p>{settings.loggedInAs(visitor.name, words.roles[visitor.role])}</p>
      <form method="post" action="/settings/language" class="inline">
        <FormFields view={view} back="/settings" />
        <label>
          <span>{settings.language}</span>
          <select name="language">
            <option value="">{settings.languageDefault}</option>
            {LANGUAGES.map((language) => (
              <option value={language} lang={language} selected={visitor.language === language}>
                {settings.languageOf[language]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="btn">
          {settings.save}
        </button>
      </form>
      <PasswordForm view={view} hasPassword={visitor.user.passwordHash !== NO_PASSWORD} name={visitor.name} />
      <form method="post" action="/logout/everywhere" class="inline">
        <FormFields view={view} back="/login" />
        <button type="submit" class="btn">
          {settings.everywhere}
        </button>
      </form>
    </section>
  )
}

const PasswordForm: FC<{ view: PageView; hasPassword: boolean; name: string }> = ({ view, hasPassword, name }) => {
  const { settings } = view.words
  return (
    <form method="post" action="/settings/password" class="inline">
      <FormFields view={view} back="/settings" />
      <input type="hidden" name="username" value={name} autocomplete="username" />
      {!hasPassword && <p class="urgent">{settings.noPassword}</p>}
      {hasPassword && (
        <label>
          <span>{settings.currentPassword}</span>
          <input type="password" name="current" autocomplete="current-password" required />
        </label>
      )}
      <label>
        <span>{settings.newPassword}</span>
        <input
          type="password"
          name="password"
          autocomplete="new-password"
          required
          minlength={PASSWORD_CHARS_MIN}
          maxlength={PASSWORD_CHARS_MAX}
          aria-describedby="password-hint"
        />
      </label>
      <button type="submit" class="btn">
        {settings.changePassword}
      </button>
      <p class="hint" id="password-hint">
        {settings.passwordHint(PASSWORD_CHARS_MIN)}
      </p>
    </form>
  )
}
