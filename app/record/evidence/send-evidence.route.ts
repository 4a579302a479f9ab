// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#base/access/guards.server.ts'
import { noteExport } from '#base/access/security-events.server.ts'
import { sendFile, sendSignedDocument } from '#base/files/download.server.ts'
import { findEvidence } from './evidence.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, meeting } = await requirePermission(args, 'attendance:see')
  const { hash, type, name } = await findEvidence(db, meeting.id, args.params.evidence ?? '')
  const asked = new URL(args.request.url).searchParams
  await noteExport(db, actor, args.request)
  if (asked.has('document')) return await sendSignedDocument({ hash, name })
  const inline = asked.has('show')
  return await sendFile({ hash, type, name, inline })
}
