// The people and the tokens, as admins see them.

import type { FC } from 'hono/jsx'
import { instantPlus } from '../../domain/time.js'
import type { Role } from '../../store/store.js'
import { NAME_CHARS_MAX } from '../auth/names.js'
import { FormFields } from './frame.js'
import type { PageView } from './page.js'
import type { AdminData } from './settings.js'

const ROLES: readonly Role[] = ['viewer', 'reviewer', 'admin']

const RoleSelect: FC<{ view: PageView; chosen?: Role; name: string }> = ({ view, chosen, name }) => (
  <select name="role" aria-label={`${view.words.settings.role}: ${name}`}>
    {ROLES.map((entry) => (
      <option value={entry} selected={entry === chosen}>
        {view.words.roles[entry]}
      </option>
    ))}
  </select>
)

/** Everybody who may use the server. */
export const People: FC<{ view: PageView; data: AdminData }> = ({ view, data }) => {
  const { settings } = view.words
  return (
    <section class="card">
      <h2>{settings.users}</h2>
      <ul class="plain rows">
        {data.users.map((user) => (
          <li>
            <span class="grow">
              <b>{user.name}</b> {user.name === view.visitor?.name && <span class="hint">({settings.you})</span>}
            </span>
            <form method="post" action={`/settings/users/${encodeURIComponent(user.name)}/role`} class="inline">
              <FormFields view={view} back="/settings" />
              <RoleSelect view={view} chosen={user.role} name={user.name} />
              <button type="submit" class="btn small">
                {settings.save}
              </button>
            </form>
            <Act view={view} name={user.name} does="link" text={settings.makeLink} />
            <Act view={view} name={user.name} does="remove" text={settings.remove} />
          </li>
        ))}
      </ul>
      <form method="post" action="/settings/users" class="inline">
        <FormFields view={view} back="/settings" />
        <label>
          <span>{settings.userName}</span>
          <input name="name" required maxlength={NAME_CHARS_MAX} autocomplete="off" />
        </label>
        <RoleSelect view={view} chosen="reviewer" name={settings.addUser} />
        <button type="submit" class="btn">
          {settings.addUser}
        </button>
      </form>
    </section>
  )
}

const Act: FC<{ view: PageView; name: string; does: string; text: string }> = ({ view, name, does, text }) => (
  <form method="post" action={`/settings/users/${encodeURIComponent(name)}/${does}`}>
    <FormFields view={view} back="/settings" />
    <button type="submit" class="btn small" aria-label={`${text}: ${name}`}>
      {text}
    </button>
  </form>
)

/** Every bearer token, without its text: nobody can show that again. */
export const Tokens: FC<{ view: PageView; data: AdminData }> = ({ view, data }) => {
  const { words, say } = view
  const { settings } = words
  return (
    <section class="card">
      <h2>{settings.tokens}</h2>
      {data.tokens.length === 0 && <p class="hint">{settings.noTokens}</p>}
      <ul class="plain rows">
        {data.tokens.map((token) => (
          <li>
            <span class="grow">
              <b>{token.name}</b>{' '}
              <span class="hint">
                {words.roles[token.role]} · {settings.created} {say.date(token.createdAt)} · {settings.expires}{' '}
                {token.expiresAt === null ? settings.never : say.date(token.expiresAt)}
              </span>
            </span>
            <form method="post" action={`/settings/tokens/${encodeURIComponent(token.tokenHash)}/remove`}>
              <FormFields view={view} back="/settings" />
              <button type="submit" class="btn small" aria-label={`${settings.remove}: ${token.name}`}>
                {settings.remove}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form method="post" action="/settings/tokens" class="inline">
        <FormFields view={view} back="/settings" />
        <label>
          <span>{settings.tokenName}</span>
          <input name="name" required maxlength={NAME_CHARS_MAX} autocomplete="off" />
        </label>
        <RoleSelect view={view} chosen="viewer" name={settings.addToken} />
        <label>
          <span>{settings.expires}</span>
          <select name="days">
            {Object.entries(settings.tokenDays).map(([days, text]) => (
              <option value={days} selected={days === '90'}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="btn">
          {settings.addToken}
        </button>
      </form>
    </section>
  )
}

const DAY_MS = 86_400_000

/** When a token made now for so many days is over; 0 days: never. */
export function tokenEnd(days: string | null, now: string): string | null {
  const count = Number(days ?? '90')
  return Number.isInteger(count) && count > 0 && count <= 3650 ? instantPlus(now, count * DAY_MS) : null
}
