// SPDX-License-Identifier: AGPL-3.0-or-later
// What the worker of a trainer's device asks (public/worker.js): which pages of a meeting to take along, and that a form it kept be
// taken. Answers JSON, refusals too.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import type { Actor } from '#base/access/actor.ts'
import { requirePermission } from '#base/access/guards.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { mostRollFields } from '#base/http/body-limit.ts'
import { parseForm, readForm, withForm } from '#base/http/form.server.ts'
import { isOfAnotherBuild } from '#base/http/older-page.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import type { RecordedMeeting } from '#plan/meetings/record-change.ts'
import { personMarkSchema } from '#record/attendance/person-mark.ts'
import { refuseOthers, saidOf } from '#record/device/kept-form.server.ts'
import { type KeptForm, keptSchema, kindOf, ownFields } from '#record/device/kept-form.ts'
import { isTaken } from '#record/device/taken.server.ts'
import { closingForms } from '#record/register-page/closing.ts'
import { rollCallSchema } from '#record/roll-call/roll-call.ts'
import { marksSeenAt, takeRoll } from '#record/roll-call/take-roll.server.ts'
import { takeWalkIn } from '#record/walk-ins/take-walk-in.server.ts'
import { walkInSchema } from '#record/walk-ins/walk-in.ts'
import { pagesOf } from './pages-to-keep.server.ts'
import { takeEnd } from './take-end.server.ts'
import { markSeenOf, takePersonMark } from './take-person-mark.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { db, meeting } = await requirePermission(args, 'attendance:record')
  return answer({ pages: await pagesOf(db, meeting) })
}

/**
 * A form is taken by the function of the page that it was sent from: what it states was said when its author sent it, by our clock. The
 * same form twice is taken once, by the nonce that its page gave it.
 */
export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, meeting } = await requirePermission(args, 'attendance:record')
  if (isOfAnotherBuild(args.request)) return answer({ older: true }, 409)
  try {
    const sent = await readForm(args.request, mostRollFields)
    const read = parseForm(sent, keptSchema)
    if (read.status !== 'success') throw new AppError('invalid', m.ui_form_unreadable())
    refuseOthers(read.value, actor)
    const at = { ...meeting, project_id: project.id }
    const reply = await taken(db, actor, at, read.value, ownFields(sent))
    if (isTaken(reply)) return answer({ done: reply.text })
    const errors = Object.values(reply.data.result.error ?? {}).flatMap((messages) => messages ?? [])
    return answer({ refused: [...new Set(errors)] })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.kind === 'conflict' ? answer({}, 409) : answer({ refused: [error.message] })
  }
}

type Meeting = RecordedMeeting & { starts_at: string; ends_at: string }

async function taken(db: Db, actor: Actor, meeting: Meeting, kept: KeptForm, form: FormData) {
  const asked = kindOf(kept.kept_path, meeting.id)
  const at = saidOf(kept, meeting.id, actor)
  switch (asked?.kind) {
    case 'roll': {
      const schema = rollCallSchema(meeting, env().TZ_DISPLAY, await marksSeenAt(db, meeting))
      return await withForm(form, schema, (typed) => takeRoll(db, actor, meeting, typed, at))
    }
    case 'person': {
      const { person } = asked
      const seen = await markSeenOf(db, meeting, person, form.get('base'))
      const schema = personMarkSchema(meeting, env().TZ_DISPLAY, seen)
      return await withForm(form, schema, (typed) =>
        takePersonMark(db, actor, meeting, person, { ...typed, upload: null, at }),
      )
    }
    case 'walk_in':
      return await withForm(form, walkInSchema(meeting, env().TZ_DISPLAY), (typed) =>
        takeWalkIn(db, actor, meeting, typed),
      )
    case 'end':
      return await withForm(form, closingForms, ({ intent }) => takeEnd(db, actor, meeting, intent, at))
    default:
      throw new AppError('invalid', m.ui_form_unreadable())
  }
}

function answer(body: object, status = 200): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })
}
