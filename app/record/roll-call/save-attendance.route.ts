// SPDX-License-Identifier: AGPL-3.0-or-later
// Where a roll call saves itself as it goes, and asks what others recorded (public/roll-call-saving.js). Answers JSON, refusals too.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#base/access/guards.server.ts'
import { AppError } from '#base/error.ts'
import { mostRollFields } from '#base/http/body-limit.ts'
import { parseForm, readForm } from '#base/http/form.server.ts'
import { isOfAnotherBuild } from '#base/http/older-page.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { rollSinceSchema, savedRollSchema } from './roll-call.ts'
import { rollSince, saveRoll } from './save-rows.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, meeting } = await requirePermission(args, 'attendance:record')
  const asked = rollSinceSchema.safeParse(Object.fromEntries(new URL(args.request.url).searchParams))
  if (!asked.success) return answer({ message: m.ui_form_unreadable() }, 422)
  return answer(
    await rollSince(db, actor, { ...meeting, late_after: project.late_after }, asked.data.since),
    200,
  )
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, meeting } = await requirePermission(args, 'attendance:record')
  if (isOfAnotherBuild(args.request)) return answer({ older: true }, 409)
  try {
    const submission = parseForm(await readForm(args.request, mostRollFields), savedRollSchema)
    if (submission.status !== 'success') throw new AppError('invalid', m.ui_form_unreadable())
    const place = { ...meeting, project_id: project.id }
    return answer(await saveRoll(db, actor, place, submission.value), 200)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return answer({ message: error.message }, error.status)
  }
}

function answer(body: object, status: number): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })
}
