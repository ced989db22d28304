// The public thread around an alert: who answered, with staff and accepted replies marked.

import type { FC } from 'hono/jsx'
import type { JudgedPost } from '../../domain/case.js'
import type { ReplyEvidence, ReplyVerdict } from '../../domain/reply.js'
import { cut } from '../cut.js'
import type { AlertPageData } from './alert.js'
import { LabelPill } from './alert-parts.js'
import type { PageTools, PageView } from './page.js'
import { OutLink, Words } from './text.js'

/** A thread of thousands is read at its own place. */
const POSTS_SHOWN_MAX = 100

/** A deciding passage is shown this far. */
const QUOTE_CHARS_MAX = 80

/** The thread, oldest first, with the alert's own post left out. */
export const Conversation: FC<{ view: PageView; data: AlertPageData; tools: PageTools }> = ({ view, data, tools }) => {
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
        <Reply view={view} data={data} entry={entry} tools={tools} />
      ))}
      {hidden > 0 && <p class="hint">{words.alert.moreReplies(hidden)}</p>}
      <OutLink url={data.alert.conversation.url} title={words.alert.openInThread}>
        {words.alert.openInThread}
      </OutLink>
    </section>
  )
}

interface ReplyProps {
  readonly view: PageView
  readonly data: AlertPageData
  readonly entry: JudgedPost
  readonly tools: PageTools
}

const Reply: FC<ReplyProps> = ({ view, data, entry, tools }) => {
  const { words, say } = view
  const { post, seenAt, judgements, goneAt } = entry
  const isOwn = data.alert.posts.includes(post.id)
  const judgement = judgements.find((candidate) => candidate.brand === data.alert.brand)
  const verdict = isOwn ? undefined : entry.replies?.find(({ brand }) => brand === data.alert.brand)
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
        {verdict !== undefined && <VerdictPill verdict={verdict} view={view} />}
        <time datetime={post.publishedAt ?? seenAt}>{say.date(post.publishedAt ?? seenAt)}</time>
        {post.updatedAt !== null && post.updatedAt !== post.publishedAt && (
          <span class="hint">{words.alert.edited}</span>
        )}
        {goneAt !== undefined && (
          <span class="badge" title={say.date(goneAt)}>
            {words.alert.deleted}
          </span>
        )}
      </div>
      <p class="text">
        <Words text={post.text} spans={spansOf(verdict)} />
      </p>
      {verdict !== undefined && <ReplyWhy verdict={verdict} view={view} tools={tools} />}
    </article>
  )
}

/** The passages to mark: those that have a name, else all that decided. */
function spansOf(verdict: ReplyVerdict | undefined): readonly ReplyEvidence[] {
  const evidence = verdict?.evidence ?? []
  const named = evidence.filter(({ cue }) => cue !== null)
  return named.length > 0 ? named : evidence
}

/** What the reply does for the customer, as the model judges it. */
const VerdictPill: FC<{ verdict: ReplyVerdict; view: PageView }> = ({ verdict, view }) => (
  <span class={`badge verdict ${verdict.kind}`}>
    {view.words.alert.replyKinds[verdict.kind]} {view.say.percent(Math.round(verdict.probability * 100))}
  </span>
)

/** The passages that decided, each with what it shows where the model has a word for that. */
const ReplyWhy: FC<{ verdict: ReplyVerdict; view: PageView; tools: PageTools }> = ({ verdict, view, tools }) => {
  const named = verdict.evidence.flatMap(({ text, cue }) => {
    const title = cue === null ? null : (tools.cueTitle?.(cue, view.language) ?? null)
    return title === null ? [] : [{ text: cut(text, QUOTE_CHARS_MAX), title }]
  })
  if (named.length === 0) return null
  return (
    <p class="hint">
      {view.words.alert.replyWhy}:{' '}
      {named.map(({ text, title }, at) => (
        <>
          {at > 0 && '; '}“<bdi dir="auto">{text}</bdi>” — {title}
        </>
      ))}
    </p>
  )
}
