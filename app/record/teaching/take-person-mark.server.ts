// SPDX-License-Identifier: AGPL-3.0-or-later
// The form of one person's attendance as its page sends it, or as a device kept it.
import { type Actor, placeOf } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { AppError } from '#base/error.ts'
import { keepProjectFile } from '#base/files/quota.server.ts'
import { hashOf } from '#base/files/store.server.ts'
import type { uploadOf } from '#base/files/upload.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Db } from '#db/connect.server.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import type { RecordedMeeting } from '#plan/meetings/record-change.ts'
import { recordPersonMark, refusePersonMark } from '#record/attendance/person-mark.server.ts'
import type { PersonMark } from '#record/attendance/person-mark.ts'
import { findPersonOfMeeting, historyOf } from '#record/attendance/roll.server.ts'
import { settleCheckIns } from '#record/check-in/settle.server.ts'
import type { Taken } from '#record/device/kept-form.ts'
import { proposePersonMark } from '#record/proposals/propose.server.ts'
import { proposalsOf } from '#record/proposals/proposed-as.server.ts'
import { untilSigned } from '#record/proposals/proposed-changes.server.ts'

type Upload = Awaited<ReturnType<typeof uploadOf>>

/** The mark that a person's form was shown, if any: what it is read with. Refuses (not_found) who has nothing to do with the meeting. */
export async function markSeenOf(db: Db, meeting: RecordedMeeting, person_id: string, base: unknown) {
  const person = await findPersonOfMeeting(db, meeting, person_id)
  if (!person) throw new AppError('not_found', m.access_not_found())
  await settleCheckIns(db, meeting.id)
  return (await historyOf(db, meeting.id, person.id)).find((mark) => mark.id === base) ?? null
}

/**
 * Takes what is stated of a person, with the document that excuses them if one is sent; proposes it where the page is closed. `at`: when
 * it was said, where that was before it arrived. Refuses what recordPersonMark refuses, and a document of who is not excused.
 */
export async function takePersonMark(
  db: Db,
  actor: Actor,
  meeting: RecordedMeeting,
  person_id: string,
  given: PersonMark & { upload: Upload; at?: string | undefined },
): Promise<Taken> {
  refuseUnless(actor, 'attendance:record', placeOf(meeting))
  const { upload, at, ...mark } = given
  const typed = at ? { ...mark, stated: { ...mark.stated, said: { at, nonce: mark.nonce } } } : mark
  if (upload && typed.stated.status !== 'excused') {
    throw new AppError('invalid', m.attendance_document_only_excused(), 'document')
  }
  const where = { meeting_id: meeting.id, person_id }
  // Bytes kept for what is then refused would count in nobody's space.
  // Why a closed page changes is said by whoever signs it.
  const judged = isSettled(meeting) ? { ...typed, reason: untilSigned() } : typed
  if (upload) await refusePersonMark(db, actor, where, judged, await hashOf(upload.bytes))
  const file = upload && (await keepProjectFile(db, meeting.project_id, upload.bytes, upload.type))
  if (isSettled(meeting)) {
    const { proposed } = await proposePersonMark(db, actor, where, typed, file)
    return proposalsOf(meeting.id, proposed)
  }
  const { recorded } = await recordPersonMark(db, actor, where, typed, file)
  const path = `/meetings/${meeting.id}/people/${person_id}`
  return { path, text: recorded > 0 ? m.attendance_person_saved() : m.attendance_saved_none() }
}
