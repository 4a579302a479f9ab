// SPDX-License-Identifier: AGPL-3.0-or-later
// What pages of the register are made of, read in a fixed number of queries however many pages there are.
import type { Db } from '#db/connect.server.ts'
import type { MarkStatus } from '#db/schema.ts'
import { inForce } from '#record/marks/in-force.ts'
import { unmatched } from '#record/marks/unmatched.ts'

export type MeetingRow = Awaited<ReturnType<typeof meetingsToPrint>>[number]
export type PlannedRow = Awaited<ReturnType<typeof meetingsOfEditions>>[number]
export type MarkRow = Awaited<ReturnType<typeof marksInForce>>[number]

/** Some meetings with their edition, project and opening record, and whether a page of theirs is in force. */
export async function meetingsToPrint(db: Db, meetingIds: string[]) {
  return await db
    .selectFrom('meeting')
    .innerJoin('edition', 'edition.id', 'meeting.edition_id')
    .innerJoin('project', 'project.id', 'edition.project_id')
    .leftJoin('register', 'register.edition_id', 'edition.id')
    .leftJoin('register_page', (join) =>
      join.onRef('register_page.meeting_id', '=', 'meeting.id').on('register_page.superseded_at', 'is', null),
    )
    .selectAll('meeting')
    .select(['edition.code as edition_code', 'edition.title as edition_title'])
    .select(['edition.venue as edition_venue', 'edition.project_id', 'register_page.id as page_id'])
    .select(['project.acronym', 'project.title as project_title', 'project.code as project_code'])
    .select('project.late_after')
    .select(['project.cup', 'project.fund', 'project.fund_period', 'project.funding_statement'])
    .select(['register.opened_on', 'register.keeper', 'register.stamp_authority', 'register.stamp_number'])
    .where('meeting.id', 'in', meetingIds)
    .execute()
}

/** All the meetings of some editions, in the order of the register. */
export async function meetingsOfEditions(db: Db, editionIds: string[]) {
  return await db
    .selectFrom('meeting')
    .select(['id', 'edition_id', 'number', 'starts_at', 'ends_at', 'breaks', 'state'])
    .where('edition_id', 'in', editionIds)
    .orderBy('starts_at')
    .orderBy('number')
    .execute()
}

export async function leadsAndPartners(db: Db, projectIds: string[]) {
  return await db
    .selectFrom('project_partner')
    .innerJoin('organisation', 'organisation.id', 'project_partner.organisation_id')
    .select(['project_partner.project_id', 'project_partner.role', 'organisation.name'])
    .where('project_partner.project_id', 'in', projectIds)
    .where('project_partner.role', 'in', ['lead', 'partner'])
    .orderBy('project_partner.position')
    .orderBy('organisation.name_search')
    .execute()
}

/** Who is or was in some editions, by name. */
export async function enrolledPeople(db: Db, editionIds: string[]) {
  return await db
    .selectFrom('enrolment')
    .innerJoin('person', 'person.id', 'enrolment.person_id')
    .select(['enrolment.edition_id', 'enrolment.person_id', 'enrolment.state'])
    .select(['person.first_name', 'person.last_name'])
    .where('enrolment.edition_id', 'in', editionIds)
    .orderBy('person.name_search')
    .orderBy('person.id')
    .execute()
}

/** What the people of some editions have been employed in, oldest first. */
export async function employmentsOf(db: Db, editionIds: string[]) {
  return await db
    .selectFrom('employment')
    .innerJoin('organisation', 'organisation.id', 'employment.organisation_id')
    .select(['employment.person_id', 'employment.started_on', 'employment.ended_on'])
    .select(['organisation.name', 'organisation.sector'])
    .where('employment.person_id', 'in', (eb) =>
      eb
        .selectFrom('enrolment')
        .select('enrolment.person_id')
        .where('enrolment.edition_id', 'in', editionIds),
    )
    .orderBy('employment.started_on')
    .orderBy('employment.id')
    .execute()
}

/** Who is to teach at some meetings, by name: trainers and tutors are told apart by their role. */
export async function teachersToPrint(db: Db, meetingIds: string[]) {
  return await db
    .selectFrom('meeting_trainer')
    .innerJoin('person', 'person.id', 'meeting_trainer.person_id')
    .select(['meeting_trainer.meeting_id', 'meeting_trainer.person_id', 'meeting_trainer.role'])
    .select(['person.first_name', 'person.last_name'])
    .where('meeting_trainer.meeting_id', 'in', meetingIds)
    .orderBy('person.name_search')
    .orderBy('person.id')
    .execute()
}

/** The marks in force at some meetings, with the person's name and the author's. */
export async function marksInForce(db: Db, meetingIds: string[]) {
  return await db
    .selectFrom('mark')
    .innerJoin('person', 'person.id', 'mark.person_id')
    .leftJoin('account', 'account.id', 'mark.recorded_by')
    .select(['mark.meeting_id', 'mark.person_id', 'mark.role', 'mark.status', 'mark.intervals', 'mark.note'])
    .select(['mark.credited_minutes', 'mark.source', 'mark.recorded_at', 'account.name as recorded_by'])
    .select(['person.first_name', 'person.last_name'])
    .where('mark.meeting_id', 'in', meetingIds)
    .where(inForce)
    .orderBy('person.name_search')
    .orderBy('person.id')
    .$narrowType<{ status: Exclude<MarkStatus, 'withdrawn'> }>()
    .execute()
}

/** Participants' minutes at some meetings, summed by edition and person. */
export async function sumsOfMinutes(db: Db, meetingIds: string[]) {
  const rows = await participantMinutes(db, meetingIds)
    .select((eb) => eb.fn.sum('mark.credited_minutes').as('credited_minutes'))
    .groupBy(['meeting.edition_id', 'mark.person_id'])
    .execute()
  return rows.map((row) => ({ ...row, credited_minutes: Number(row.credited_minutes) }))
}

/** Participants' minutes at each of some meetings. */
export async function minutesAt(db: Db, meetingIds: string[]) {
  return await participantMinutes(db, meetingIds)
    .select(['mark.meeting_id', 'mark.credited_minutes'])
    .execute()
}

function participantMinutes(db: Db, meetingIds: string[]) {
  return db
    .selectFrom('mark')
    .innerJoin('meeting', 'meeting.id', 'mark.meeting_id')
    .select(['meeting.edition_id', 'mark.person_id'])
    .where('mark.meeting_id', 'in', meetingIds)
    .where(inForce)
    .where('mark.role', '=', 'participant')
}

/** Added at the door of some meetings and not yet matched with the register of persons. */
export async function unmatchedWalkIns(db: Db, meetingIds: string[]) {
  return await db
    .selectFrom('walk_in')
    .select(['id', 'meeting_id', 'first_name', 'last_name', 'organisation', 'sector', 'intervals'])
    .where('meeting_id', 'in', meetingIds)
    .where(unmatched)
    .orderBy('name_search')
    .orderBy('id')
    .execute()
}
