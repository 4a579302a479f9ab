// SPDX-License-Identifier: AGPL-3.0-or-later
// Who teaches at one meeting, as trainer or tutor: a substitute, a second trainer, a tutor for one afternoon.

import type { Transaction } from 'kysely'
import { type Actor, placeOf } from '#base/access/actor.ts'
import { placeOfMeeting } from '#base/access/place.server.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { takeRole } from '#base/access/roles.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import type { Database } from '#db/schema.ts'
import { type HeldMeeting, holdMeetingOfEdition } from '#plan/meetings/lock.server.ts'
import { refuseRecordChange, refuseUnexplained } from '#plan/meetings/record-change.server.ts'
import type { TeachingRole, TrainerName } from '#plan/meetings/trainer.ts'
import { weighAddress } from '#plan/people/address.server.ts'
import { makeTrainer, refuseEnrolled, trainersOf } from '#plan/trainers/persons.server.ts'
import { keepPage } from '#record/register-page/pages.server.ts'

type Teaching = { meeting_id: string; person_id: string; role: TeachingRole; reason: string | null }

/**
 * Has somebody who holds the role of trainer in the edition teach at a meeting, as trainer or tutor. Who does already gets
 * the new role, unless they have a mark there. A closed register wants a reason and gets a new version of its page.
 */
export async function assignToMeeting(db: Db, actor: Actor, given: Teaching): Promise<void> {
  await db.transaction().execute(async (db) => {
    const meeting = await holdMeetingOfEdition(db, given.meeting_id)
    refuseUnless(actor, 'project:manage', placeOf(meeting))
    if (!(await trainersOf(db, meeting.edition_id)).includes(given.person_id)) {
      throw new AppError('not_found', m.access_not_found())
    }
    await refuseEnrolled(db, meeting.edition_id, given.person_id)
    await teachAt(db, actor, meeting, given)
  })
}

type Newcomer = Omit<Teaching, 'person_id'> & { email: string; name: TrainerName }

/** The same for somebody who does not teach in the edition yet: they get the role there first (see makeTrainer). */
export async function inviteToMeeting(db: Db, actor: Actor, { email, name, ...given }: Newcomer) {
  refuseUnless(actor, 'project:manage', await placeOfMeeting(db, given.meeting_id))
  await weighAddress(db, actor, email, 'trainer')
  return await db.transaction().execute(async (db) => {
    const meeting = await holdMeetingOfEdition(db, given.meeting_id)
    const edition = { id: meeting.edition_id, project_id: meeting.project_id }
    const { person_id, isNew } = await makeTrainer(db, actor, edition, { email, name })
    await teachAt(db, actor, meeting, { ...given, person_id })
    return { person_id, isNew }
  })
}

async function teachAt(
  db: Transaction<Database>,
  actor: Actor,
  meeting: HeldMeeting,
  given: Teaching,
): Promise<void> {
  const { person_id, role, reason } = given
  const before = await roleAt(db, meeting.id, person_id)
  if (before === role) return
  await refuseRecordChange(db, actor, meeting, 'project:manage')
  refuseUnexplained(meeting, reason)
  if (before) await refuseMarked(db, meeting.id, person_id)
  await db
    .insertInto('meeting_trainer')
    .values({ meeting_id: meeting.id, person_id, role })
    .onConflict((conflict) => conflict.columns(['meeting_id', 'person_id']).doUpdateSet({ role }))
    .execute()
  await record(db, actor, {
    act: 'trainer_assigned',
    subject: ['meeting', meeting.id],
    projectId: meeting.project_id,
    ...(before && { before: { person_id, role: before } }),
    after: { person_id, role, ...(reason && { reason }) },
  })
  await keepPage(db, actor, meeting, reason)
}

/**
 * Takes somebody off a meeting; refused when they have a mark there, which is a statement about who taught. Whoever then
 * teaches at no meeting of the edition loses the role there. A second time changes nothing.
 */
export async function removeFromMeeting(
  db: Db,
  actor: Actor,
  { meeting_id, person_id, reason }: Omit<Teaching, 'role'>,
): Promise<void> {
  await db.transaction().execute(async (db) => {
    const meeting = await holdMeetingOfEdition(db, meeting_id)
    const role = await roleAt(db, meeting_id, person_id)
    if (!role) return
    await refuseRecordChange(db, actor, meeting, 'project:manage')
    refuseUnexplained(meeting, reason)
    await refuseMarked(db, meeting_id, person_id)
    await db
      .deleteFrom('meeting_trainer')
      .where('meeting_id', '=', meeting_id)
      .where('person_id', '=', person_id)
      .execute()
    await record(db, actor, {
      act: 'trainer_removed',
      subject: ['meeting', meeting_id],
      projectId: meeting.project_id,
      before: { person_id, role },
      ...(reason && { after: { reason } }),
    })
    await revokeIfIdle(db, actor, meeting.edition_id, person_id)
    await keepPage(db, actor, meeting, reason)
  })
}

async function roleAt(db: Db, meeting_id: string, person_id: string): Promise<TeachingRole | undefined> {
  const found = await db
    .selectFrom('meeting_trainer')
    .select('role')
    .where('meeting_id', '=', meeting_id)
    .where('person_id', '=', person_id)
    .executeTakeFirst()
  return found?.role
}

async function refuseMarked(db: Db, meeting_id: string, person_id: string): Promise<void> {
  const marked = await db
    .selectFrom('mark')
    .select('id')
    .where('meeting_id', '=', meeting_id)
    .where('person_id', '=', person_id)
    .limit(1)
    .executeTakeFirst()
  if (marked) throw new AppError('conflict', m.editions_trainer_is_marked())
}

async function revokeIfIdle(
  db: Transaction<Database>,
  actor: Actor,
  edition_id: string,
  person_id: string,
): Promise<void> {
  const teaches = await db
    .selectFrom('meeting_trainer')
    .innerJoin('meeting', 'meeting.id', 'meeting_trainer.meeting_id')
    .select('meeting.id')
    .where('meeting.edition_id', '=', edition_id)
    .where('meeting_trainer.person_id', '=', person_id)
    .limit(1)
    .executeTakeFirst()
  if (teaches) return
  const grants = await db
    .selectFrom('role_grant')
    .innerJoin('account', 'account.id', 'role_grant.account_id')
    .select(['role_grant.id', 'role_grant.account_id'])
    .where('role_grant.edition_id', '=', edition_id)
    .where('role_grant.role', '=', 'trainer')
    .where('role_grant.revoked_at', 'is', null)
    .where('account.person_id', '=', person_id)
    .execute()
  for (const grant of grants) await takeRole(db, actor, grant.account_id, grant.id)
}
