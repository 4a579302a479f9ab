// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireAccount } from '#base/access/guards.server.ts'
import { noteExport } from '#base/access/security-events.server.ts'
import { markOf, pdfOf, sendPdf } from '#base/documents/pdf.server.ts'
import { AppError } from '#base/error.ts'
import { inLocale, locale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { ownTimesheet } from './asked.server.ts'
import { fundedTogether, nameOf } from './printed.server.ts'
import { timesheetDocument, timesheetName } from './timesheet-document.ts'

/** One's own hours, to be signed: in the language of the project or, of several, in one's own unless they share one. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await requireAccount(args)
  const own = await ownTimesheet(db, actor, new URL(args.request.url).searchParams)
  if (!own || own.projects.length === 0) throw new AppError('not_found', m.access_not_found())
  const { sheet, project, projects, person_id } = own
  const shown = sheet.hours.flatMap((of) => projects.find(({ id }) => id === of.project.id) ?? [])
  const printed = project ? [project] : shown.length > 0 ? shown : projects
  const [funded, name] = await Promise.all([fundedTogether(db, printed), nameOf(db, person_id)])
  const languages = new Set(printed.map(({ language }) => language))
  const [shared] = languages.size === 1 ? languages : []
  await noteExport(db, actor, args.request)
  return await inLocale(shared ?? locale(), async () => {
    const document = timesheetDocument({ sheet, name, project: funded, together: project === null })
    const pdf = await pdfOf('app/record/online/fad-report.typ', document)
    return sendPdf(pdf, timesheetName(project, sheet.month, [markOf(pdf)], 'pdf'))
  })
}
