// SPDX-License-Identifier: AGPL-3.0-or-later
import { type ListQuery, listPage } from '#base/http/list.ts'
import type { Db } from '#db/connect.server.ts'

/** A meeting's evidence, a page of it: what is in force first, then what was withdrawn, each from the newest. */
export async function listEvidence(
  db: Db,
  meeting_id: string,
  { limit, offset }: Pick<ListQuery<string>, 'limit' | 'offset'>,
) {
  const all = db.selectFrom('evidence').where('evidence.meeting_id', '=', meeting_id)
  const { rows, ...paging } = await listPage(
    all
      .innerJoin('file', 'file.hash', 'evidence.file_hash')
      .leftJoin('account as attacher', 'attacher.id', 'evidence.attached_by')
      .leftJoin('account as withdrawer', 'withdrawer.id', 'evidence.withdrawn_by')
      .select(['evidence.id', 'evidence.kind', 'evidence.name', 'evidence.attached_at'])
      .select(['evidence.withdrawn_at', 'evidence.withdrawn_reason'])
      .select(['attacher.name as attached_by', 'withdrawer.name as withdrawn_by'])
      .select(['file.hash', 'file.type', 'file.size'])
      .orderBy((eb) => eb.case().when('evidence.withdrawn_at', 'is', null).then(0).else(1).end())
      .orderBy('evidence.attached_at', 'desc')
      .orderBy('evidence.id', 'desc')
      .limit(limit)
      .offset(offset)
      .execute(),
    all.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
  )
  return { rows: rows.map((row) => ({ ...row, size: Number(row.size) })), ...paging }
}

export type EvidenceRow = Awaited<ReturnType<typeof listEvidence>>['rows'][number]
