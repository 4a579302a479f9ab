// SPDX-License-Identifier: AGPL-3.0-or-later
import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { requirePermission } from '#base/access/guards.server.ts'
import { noteExport } from '#base/access/security-events.server.ts'
import { download } from '#base/sheets/download.server.ts'
import { attendanceCsv } from './attendance-file.server.ts'
import { editionFilter } from './attendance-filter.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'edition:see')
  const { search, searchParams } = new URL(args.request.url)
  const { filter, faults } = editionFilter(searchParams, edition)
  // Never another file than was asked for: the form says what is wrong.
  if (faults.length > 0)
    throw redirect(`/manage/${project.slug}/editions/${edition.code}/attendance${search}`)
  await noteExport(db, actor, args.request)
  return download(attendanceCsv(db, project, filter), args.context.readerReady)
}
