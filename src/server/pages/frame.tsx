// The frame of every page: navigation with counts, the sentence after a change, the keyboard help. Works without
// JavaScript; app.js only adds keys and live news.

import type { Child, FC } from 'hono/jsx'
import { assetPath } from '../assets.js'
import { NO_PASSWORD } from '../auth/passwords.js'
import type { Words } from '../words/index.js'
import { COUNT_SHOWN_MAX, type PageView, type Section } from './page.js'

const Count: FC<{ count: number; title?: string; tone?: string }> = ({ count, title, tone }) =>
  count === 0 ? null : (
    <span class={`count ${tone ?? ''}`} title={title}>
      {count > COUNT_SHOWN_MAX ? `${COUNT_SHOWN_MAX}+` : count}
    </span>
  )

const NavLink: FC<{ href: string; current: boolean; children?: Child }> = ({ href, current, children }) => (
  <a href={href} aria-current={current ? 'page' : undefined}>
    {children}
  </a>
)

/** The hidden fields that every form of ours carries. */
export const FormFields: FC<{ view: PageView; back?: string }> = ({ view, back }) => (
  <>
    <input type="hidden" name="csrf" value={view.csrf} />
    <input type="hidden" name="back" value={back ?? view.here} />
  </>
)

const SECTIONS = ['alerts', 'topics', 'answers', 'insights', 'sources', 'audit', 'settings'] as const
const PATHS = {
  alerts: '/',
  topics: '/topics',
  answers: '/answers',
  insights: '/insights',
  sources: '/sources',
  audit: '/audit',
  settings: '/settings',
}

const Sections: FC<{ view: PageView; section: Section }> = ({ view, section }) => {
  const counts = { alerts: view.counts?.active ?? 0, sources: view.counts?.failingSources ?? 0 }
  return (
    <ul class="sections">
      {SECTIONS.map((name) => (
        <li>
          <NavLink href={PATHS[name]} current={section === name}>
            {view.words.nav[name]}
            {name === 'alerts' && <Count count={counts.alerts} />}
            {name === 'sources' && (
              <Count count={counts.sources} tone="bad" title={view.words.nav.failing(counts.sources)} />
            )}
          </NavLink>
        </li>
      ))}
    </ul>
  )
}

const Views: FC<{ view: PageView }> = ({ view }) => {
  const { words, counts, visitor } = view
  if (counts === null || visitor === null) return null
  const entries: readonly (readonly [string, string, number | null])[] = [
    ['/', words.views.active, counts.active],
    [`/?view=active&assignee=${encodeURIComponent(visitor.name)}`, words.views.mine, view.mine],
    ['/?view=unassigned', words.views.unassigned, counts.unassigned],
    ['/?view=staff', words.views.staff, counts.staff],
    ['/?view=community', words.views.community, counts.community],
    ['/?view=late', words.views.late, counts.late],
    ['/?view=done', words.views.done, null],
  ]
  return (
    <>
      <h2 class="views-title" id="views">
        {words.nav.views}
      </h2>
      <ul class="views" aria-labelledby="views">
        {entries.map(([href, name, count]) => (
          <li>
            <NavLink href={href} current={view.here === href}>
              {name}
              {count !== null && <Count count={count} />}
            </NavLink>
          </li>
        ))}
      </ul>
    </>
  )
}

const Foot: FC<{ view: PageView }> = ({ view }) => {
  const { words, say, visitor } = view
  const last = lastPass(view)
  return (
    <div class="foot">
      <p>{last === null ? words.nav.neverPassed : words.nav.lastPass(say.ago(last))}</p>
      <p class="helps">
        <button type="button" class="quiet" popovertarget="keys">
          <kbd>?</kbd> {words.nav.shortcuts}
        </button>
        <a href="/docs">{words.nav.docs}</a>
      </p>
      {visitor?.via === 'session' && visitor.user.passwordHash === NO_PASSWORD && (
        <p>
          <a class="urgent" href="/settings">
            {words.nav.setPassword}
          </a>
        </p>
      )}
      {visitor?.via === 'session' && (
        <form method="post" action="/logout" class="who">
          <FormFields view={view} back="/login" />
          <span>{visitor.name}</span>
          <button type="submit" class="quiet">
            {words.nav.logout}
          </button>
        </form>
      )}
    </div>
  )
}

/** When a source was last looked at; null before the first pass. */
export function lastPass(view: PageView): string | null {
  const times = view.sources.flatMap((source) => source.state.lastScanAt ?? [])
  return times.reduce<string | null>((latest, at) => (latest === null || at > latest ? at : latest), null)
}

const NoticeBar: FC<{ view: PageView }> = ({ view }) => {
  const { notice, words } = view
  if (notice === null) return null
  return (
    <div class={`notice ${notice.tone}`} role="status">
      <span>{notice.text}</span>
      {notice.secret !== null && <input class="secret" readonly value={notice.secret} aria-label={notice.text} />}
      {notice.undo.length > 0 && (
        <form method="post" action="/alerts/undo">
          <FormFields view={view} />
          <button type="submit" class="btn small" data-key="u">
            {words.notices.undo} <kbd>u</kbd>
          </button>
        </form>
      )}
    </div>
  )
}

const KeyHelp: FC<{ words: Words }> = ({ words }) => {
  const { keys } = words
  const rows: readonly (readonly [readonly string[], string])[] = [
    [['j', 'k'], keys.move],
    [['o', 'Enter'], keys.open],
    [['e'], keys.answered],
    [['a'], keys.take],
    [['d'], keys.dismiss],
    [['s'], keys.snooze],
    [['x'], keys.select],
    [['l'], keys.labels],
    [['c'], keys.copy],
    [['u'], keys.undo],
    [['/'], keys.search],
    [['g', 'a | t | p | f'], keys.goto],
    [['?'], keys.help],
  ]
  return (
    <div id="keys" popover="auto" class="sheet" role="dialog" aria-labelledby="keys-title">
      <h2 id="keys-title">{keys.title}</h2>
      <dl class="keys">
        {rows.map(([pressed, does]) => (
          <div>
            <dt>
              {pressed.map((key) => (
                <kbd>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label class="check" hidden data-keys-switch>
        <input type="checkbox" checked /> {keys.enabled}
      </label>
      <button type="button" class="btn" popovertarget="keys" popovertargetaction="hide">
        {keys.close}
      </button>
    </div>
  )
}

const Head: FC<{ words: Words; title: string }> = ({ words, title }) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>{`${title} · Escucha`}</title>
    <link rel="icon" href={assetPath('icon.svg')} type="image/svg+xml" />
    <link rel="stylesheet" href={assetPath('app.css')} />
    <link rel="alternate" type="application/atom+xml" href="/alerts.atom" title={words.nav.alerts} />
    <script src={assetPath('app.js')} defer></script>
  </head>
)

/** The whole document around a page's content. Without a visitor there is no navigation. */
export const Frame: FC<{ view: PageView; title: string; section: Section; children?: Child }> = (props) => {
  const { view, title, section, children } = props
  const { words } = view
  if (view.visitor === null) {
    return (
      <html lang={words.language}>
        <Head words={words} title={title} />
        <body class="bare">
          <main id="content">{children}</main>
        </body>
      </html>
    )
  }
  return (
    <html lang={words.language}>
      <Head words={words} title={title} />
      <body data-section={section ?? ''}>
        <a class="skip" href="#content">
          {words.nav.skip}
        </a>
        <div class="shell">
          <nav class="nav" aria-label={words.nav.sections}>
            <a class="name" href="/">
              escucha<b>.</b>
            </a>
            <Sections view={view} section={section} />
            <Views view={view} />
            <Foot view={view} />
          </nav>
          <main id="content" tabindex={-1}>
            <NoticeBar view={view} />
            {children}
          </main>
        </div>
        <KeyHelp words={words} />
      </body>
    </html>
  )
}
