// The public thread around an alert: who answered, with staff and accepted replies marked.

import type { FC } from 'hono/jsx'
import type { JudgedPost } from '../../domain/case.js'
import type { AlertPageData } from './alert.js'
import { LabelPill } from './alert-parts.js'
import type { PageView } from './page.js'
import { OutLink, Words } from './text.js'

/** A thread of thousands is read at its own place. */
const POSTS_SHOWN_MAX = 100

/** The thread, oldest first, with the alert's own post left out. */
export const Conversation: FC<{ view: PageView; data: AlertPageData }> = ({ view, data }) => {
  const { words } = view
  const shown = data.others.slice(0, POSTS_SHOWN_MAX)
  const hidden = data.others.length - shown.length
  return (
    <section class="card">
      <h2>
        {words.alert.conversation} · {words.list.responses(data.alert.responses)}
      </h2>
      {shown.length === 0 && <p class="hint">{words.alert.noReplies}</p>}
      {shown.map((entry) => (
        <Reply view={view} data={data} entry={entry} />
      ))}
      {hidden > 0 && <p class="hint">{words.alert.moreReplies(hidden)}</p>}
      <OutLink url={data.alert.conversation.url} title={words.alert.openInThread}>
        {words.alert.openInThread}
      </OutLink>
    </section>
  )
}

const Reply: FC<{ view: PageView; data: AlertPageData; entry: JudgedPost }> = ({ view, data, entry }) => {
  const { words, say } = view
  const { post, seenAt, judgements } = entry
  const isOwn = data.alert.posts.includes(post.id)
  const judgement = judgements.find((candidate) => candidate.brand === data.alert.brand)
  const classes = [
    'reply',
    post.author.staff ? 'staff' : '',
    post.accepted ? 'accepted' : '',
    isOwn ? 'own' : '',
  ].filter((name) => name !== '')
  return (
    <article class={classes.join(' ')}>
      <div class="meta">
        <b>
          <bdi dir="auto">{post.author.name ?? words.list.anonymous}</bdi>
        </b>
        {post.author.staff && <span class="badge staff">{words.alert.staffMark}</span>}
        {post.accepted && <span class="badge accepted">✓ {words.alert.acceptedMark}</span>}
        {isOwn && <span class="badge">{words.alert.followUp}</span>}
        {isOwn && judgement?.tags.map((label) => <LabelPill label={label} say={say} />)}
        <time datetime={post.publishedAt ?? seenAt}>{say.date(post.publishedAt ?? seenAt)}</time>
      </div>
      <p class="text">
        <Words text={post.text} />
      </p>
    </article>
  )
}
