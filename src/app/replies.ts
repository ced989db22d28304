// Joins the desk, which knows the replies of a case, with understanding, which judges them.

import { repliesToJudge, withVerdicts } from '../desk/case/replies.js'
import type { DeskContext } from '../desk/review.js'
import type { ConversationView } from '../domain/case.js'
import type { ReplyJudge } from '../domain/reply.js'

/** Opens the judge of replies that ships. Loaded at need: commands that only read the store need not wait for it. */
export async function openReplies(): Promise<ReplyJudge> {
  const { openReplyJudge } = await import('../understand/replies/judge.js')
  return openReplyJudge()
}

/** Judges the replies of a conversation that bear no verdict yet, and gives the conversation with them. */
export function replyJudging(judge: ReplyJudge, context: DeskContext): (view: ConversationView) => ConversationView {
  return (view) =>
    withVerdicts(
      view,
      repliesToJudge(view, context.brands, context.rules).map(({ post, brand, context: reply }) => ({
        post,
        verdict: { brand, ...judge.judge(reply) },
      })),
    )
}
