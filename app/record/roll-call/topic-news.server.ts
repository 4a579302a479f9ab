// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody else wrote as a meeting's topic while another person has the roll open.
import { z } from 'zod'
import type { Actor } from '#base/access/actor.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'

const written = z.object({ topic: z.string().nullable() })

export type TopicNews = { topic: string; author: string }

/** The topic that another account wrote last, if it was since a moment; null where the last word is one's own, or older. */
export async function topicNews(
  db: Db,
  meeting_id: string,
  since: string,
  accountId: string,
): Promise<TopicNews | null> {
  const row = await db
    .selectFrom('ledger')
    .select(['at', 'actor_id', 'actor_name', 'after'])
    .where('subject_type', '=', 'meeting')
    .where('subject_id', '=', meeting_id)
    .where('act', '=', 'topic_written')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row || row.at < since || row.actor_id === accountId || row.after === null) return null
  const { topic } = written.parse(JSON.parse(row.after))
  return { topic: topic ?? '', author: row.actor_name }
}

type Typed = { topic?: string | undefined; topic_seen?: string | undefined }

/**
 * How a topic that is written is told to its author, where somebody else wrote another one that their page did not show: theirs is in
 * force, the other stays in the ledger. Null: nobody did.
 */
export async function topicConflict(
  db: Db,
  actor: Actor,
  meeting: { id: string; topic: string | null },
  { topic, topic_seen }: Typed,
): Promise<string | null> {
  const now = meeting.topic ?? ''
  if (now === (topic_seen ?? '').replace(/\r\n?/g, '\n') || now === (topic ?? '')) return null
  const news = await topicNews(db, meeting.id, '', actor.accountId)
  return news && m.attendance_topic_conflict({ author: news.author, topic: news.topic })
}
