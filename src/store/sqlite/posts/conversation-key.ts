// The rows of conversations: made with the first post or alert that names one, filled in as more becomes known.

import type { ConversationRef } from '../../../domain/post.js'
import type { Database } from '../database.js'
import { asKept } from '../rows.js'

interface ConversationRow {
  readonly key: number
  readonly url: string | null
  readonly title: string | null
}

/** The key of a conversation. What was known of it stays where `conversation` says nothing. */
export function conversationKey(database: Database, source: string, conversation: ConversationRef): number {
  const find = 'SELECT key, url, title FROM conversation WHERE source = ? AND id = ?'
  const id = asKept(conversation.id)
  const { url, title } = conversation
  const known = database.first<ConversationRow>(find, source, id)
  if (known === null) {
    const insert = 'INSERT INTO conversation (source, id, url, title) VALUES (?, ?, ?, ?)'
    return database.insert(insert, source, id, url, title) ?? 0
  }
  const newUrl = url ?? known.url
  const newTitle = title ?? known.title
  if (newUrl !== known.url || newTitle !== known.title) {
    database.run('UPDATE conversation SET url = ?, title = ? WHERE key = ?', newUrl, newTitle, known.key)
  }
  return known.key
}

/** The key of a conversation as it is; null when there is none. An alert retells what its posts said when it opened. */
export function knownConversationKey(database: Database, source: string, id: string): number | null {
  const find = 'SELECT key FROM conversation WHERE source = ? AND id = ?'
  return database.first<{ key: number }>(find, source, asKept(id))?.key ?? null
}
