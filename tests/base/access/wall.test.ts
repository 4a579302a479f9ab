// SPDX-License-Identifier: AGPL-3.0-or-later
// Whoever calls it, what writes refuses who may not, and leaves no trace: each of them, by each role that may not use it.
import { beforeAll, describe, expect, it } from 'vitest'
import { changeSettings } from '#admin/change-settings.server.ts'
import type { Actor } from '#base/access/actor.ts'
import { grantRole, revokeRole } from '#base/access/roles.server.ts'
import { addAccount, setAccountDisabled } from '#plan/accounts/accounts.server.ts'
import { changePerson } from '#plan/accounts/change-person.server.ts'
import { handOverInvitation, inviteAgain } from '#plan/accounts/invitations.server.ts'
import { changeEdition } from '#plan/editions/changes.server.ts'
import { addOrganisation, changeOrganisation } from '#plan/organisations/organisations.server.ts'
import { addPerson } from '#plan/people/persons.server.ts'
import { publishNotice } from '#plan/people/privacy-notice.server.ts'
import { assignToProject } from '#plan/people/unassigned.server.ts'
import { addPartner, setPartners } from '#plan/projects/partners.server.ts'
import { addProject, changeProject } from '#plan/projects/projects.server.ts'
import { recordTally } from '#plan/targets/tallies.server.ts'
import { addTarget, changeTarget, removeTarget } from '#plan/targets/targets.server.ts'
import { assignTrainer } from '#plan/trainers/trainers.server.ts'
import { recordMarks } from '#record/attendance/marks.server.ts'
import { recordPersonMark } from '#record/attendance/person-mark.server.ts'
import { decideCheckIn } from '#record/check-in/decide.server.ts'
import { attachEvidence, withdrawEvidence } from '#record/evidence/evidence.server.ts'
import { importReport } from '#record/online/reports.server.ts'
import { takePlatformTimes } from '#record/online/rows.server.ts'
import { enrol, withdraw } from '#record/places/enrolments.server.ts'
import { enrolByAddress, enrolKnown, enrolNewcomer } from '#record/places/newcomers.server.ts'
import { closeMeeting } from '#record/register/closing.server.ts'
import { issueDocument } from '#record/register/issued-documents.server.ts'
import { lockClosedMeetings, lockMeeting } from '#record/register/locking.server.ts'
import { openRegister } from '#record/register/opening.server.ts'
import { recordRoll } from '#record/roll-call/save-form.server.ts'
import { saveRoll } from '#record/roll-call/save-rows.server.ts'
import { cancelMeeting, changeMeeting } from '#record/schedule/changes.server.ts'
import { addEdition } from '#record/schedule/editions.server.ts'
import {
  assignToMeeting,
  inviteToMeeting,
  removeFromMeeting,
} from '#record/schedule/meeting-trainers.server.ts'
import { addMeetings } from '#record/schedule/meetings.server.ts'
import { withdrawPresences } from '#record/schedule/withdraw-presences.server.ts'
import { correctWalkIn, withdrawWalkIn } from '#record/walk-ins/corrections.server.ts'
import { matchByAddress, matchNewcomer, matchWalkIn } from '#record/walk-ins/matching.server.ts'
import { addWalkIn } from '#record/walk-ins/walk-ins.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { everyRow } from '#tests/support/rows.ts'

type Db = Parameters<typeof everyRow>[0]
type Who = Awaited<ReturnType<typeof iris>>
/** Every argument but the connection and the actor; what matters is only what the function looks at before the actor. */
type Act = (db: Db, actor: Actor, who: Who) => Promise<unknown>

const nothing = {} as never
const settings = { owner: 'Prefettura di Perugia', security_event_days: 180, project_gigabytes: 10 }
const meetingOf = (who: Who) => who.meetings[0]
const inMeeting = (who: Who, more: object = {}) => ({ meeting_id: meetingOf(who).id, ...more }) as never
const editionOf = ({ edition }: Who) => ({ id: edition.id, project_id: edition.project_id })

const administrators: Record<string, Act> = {
  changeSettings: (db, actor) => changeSettings(db, actor, settings),
  grantRole: (db, actor) => grantRole(db, actor, nothing),
  revokeRole: (db, actor) => revokeRole(db, actor, '', ''),
  addAccount: (db, actor) => addAccount(db, actor, nothing),
  setAccountDisabled: (db, actor, who) => setAccountDisabled(db, actor, who.manager.accountId, true),
  inviteAgain: (db, actor, who) => inviteAgain(db, actor, who.manager.accountId),
  handOverInvitation: (db, actor, who) => handOverInvitation(db, actor, who.manager.accountId),
  publishNotice: (db, actor) => publishNotice(db, actor, { text_it: 'a', text_en: 'b' }),
  assignToProject: (db, actor) => assignToProject(db, actor, nothing),
  addProject: (db, actor) => addProject(db, actor, nothing),
  changeProject: (db, actor, who) => changeProject(db, actor, who.project.id, nothing),
  setPartners: (db, actor, who) => setPartners(db, actor, who.project.id, []),
  addPartner: (db, actor, who) => addPartner(db, actor, who.project.id, nothing),
}

const managers: Record<string, Act> = {
  addPerson: (db, actor, who) => addPerson(db, actor, { project_id: who.project.id } as never),
  addTarget: (db, actor, who) => addTarget(db, actor, { project_id: who.project.id } as never),
  changeTarget: (db, actor, who) => changeTarget(db, actor, who.project.id, '', nothing),
  removeTarget: (db, actor, who) => removeTarget(db, actor, who.project.id, who.targets.public.id),
  recordTally: (db, actor, who) => recordTally(db, actor, { target_id: who.targets.all.id } as never),
  assignTrainer: (db, actor, who) => assignTrainer(db, actor, { edition_id: who.edition.id } as never),
  addEdition: (db, actor, who) => addEdition(db, actor, { project_id: who.project.id } as never),
  changeEdition: (db, actor, who) => changeEdition(db, actor, { edition_id: who.edition.id } as never),
  addMeetings: (db, actor, who) => addMeetings(db, actor, who.edition.id, [nothing]),
  changeMeeting: (db, actor, who) =>
    changeMeeting(db, actor, inMeeting(who, { ...meetingOf(who), title: 'Altro', breaks: [] })),
  cancelMeeting: (db, actor, who) => cancelMeeting(db, actor, inMeeting(who)),
  assignToMeeting: (db, actor, who) => assignToMeeting(db, actor, inMeeting(who)),
  inviteToMeeting: (db, actor, who) => inviteToMeeting(db, actor, inMeeting(who)),
  removeFromMeeting: (db, actor, who) =>
    removeFromMeeting(db, actor, { meeting_id: meetingOf(who).id, person_id: who.carla.id, reason: null }),
  enrol: (db, actor, who) => enrol(db, actor, { edition_id: who.edition.id, person_id: who.carla.id }),
  withdraw: (db, actor, who) =>
    withdraw(db, actor, { edition_id: who.edition.id, person_id: who.anna.id, reason: 'x' }),
  enrolKnown: (db, actor, who) => enrolKnown(db, actor, editionOf(who), nothing),
  enrolByAddress: (db, actor, who) => enrolByAddress(db, actor, editionOf(who), nothing),
  enrolNewcomer: (db, actor, who) => enrolNewcomer(db, actor, editionOf(who), nothing),
  matchWalkIn: (db, actor, who) => matchWalkIn(db, actor, inMeeting(who)),
  matchByAddress: (db, actor, who) => matchByAddress(db, actor, inMeeting(who)),
  matchNewcomer: (db, actor, who) => matchNewcomer(db, actor, editionOf(who), inMeeting(who), nothing),
  openRegister: (db, actor, who) => openRegister(db, actor, { edition_id: who.edition.id } as never),
  issueDocument: (db, actor, who) =>
    issueDocument(db, actor, { edition_id: who.edition.id, page_ids: [''] } as never),
  lockMeeting: (db, actor, who) => lockMeeting(db, actor, meetingOf(who).id),
  lockClosedMeetings: (db, actor, who) => lockClosedMeetings(db, actor, who.edition.id),
}

const recorders: Record<string, Act> = {
  recordMarks: (db, actor, who) => recordMarks(db, actor, inMeeting(who)),
  recordPersonMark: (db, actor, who) => recordPersonMark(db, actor, inMeeting(who), nothing, nothing),
  recordRoll: (db, actor, who) => recordRoll(db, actor, meetingOf(who).id, nothing, []),
  saveRoll: (db, actor, who) =>
    saveRoll(db, actor, { ...meetingOf(who), project_id: who.project.id }, nothing),
  decideCheckIn: (db, actor, who) => decideCheckIn(db, actor, inMeeting(who)),
  closeMeeting: (db, actor, who) => closeMeeting(db, actor, inMeeting(who)),
  attachEvidence: (db, actor, who) => attachEvidence(db, actor, inMeeting(who)),
  withdrawEvidence: (db, actor, who) => withdrawEvidence(db, actor, inMeeting(who)),
  importReport: (db, actor, who) => importReport(db, actor, inMeeting(who)),
  takePlatformTimes: (db, actor, who) => takePlatformTimes(db, actor, inMeeting(who)),
  withdrawPresences: (db, actor, who) => withdrawPresences(db, actor, inMeeting(who)),
  addWalkIn: (db, actor, who) => addWalkIn(db, actor, meetingOf(who).id, nothing),
  correctWalkIn: (db, actor, who) => correctWalkIn(db, actor, inMeeting(who), nothing),
  withdrawWalkIn: (db, actor, who) => withdrawWalkIn(db, actor, inMeeting(who)),
}

describeEngines('the wall', (world) => {
  let who: Who
  beforeAll(async () => {
    who = await iris(world.db)
    await world.db
      .insertInto('meeting_trainer')
      .values({ meeting_id: meetingOf(who).id, person_id: who.carla.id, role: 'trainer' })
      .execute()
  })

  const refuses = async (act: Act, actors: Actor[]) => {
    const before = await everyRow(world.db)
    for (const actor of actors) {
      await expect(act(world.db, actor, who), actor.name).rejects.toMatchObject({ kind: 'forbidden' })
    }
    expect(await everyRow(world.db)).toEqual(before)
  }

  describe('lets in administrators alone', () => {
    it.each(Object.keys(administrators))('%s', async (name) => {
      const others = [who.manager, who.otherManager, who.auditor, who.trainer, who.operator]
      await refuses(administrators[name] as Act, others)
    })
  })

  describe('lets in the project’s managers alone', () => {
    it.each(Object.keys(managers))('%s', async (name) => {
      const others = [who.administrator, who.otherManager, who.auditor, who.trainer, who.operator]
      await refuses(managers[name] as Act, others)
    })
  })

  describe('lets in the project’s managers and the edition’s trainers alone', () => {
    it.each(Object.keys(recorders))('%s', async (name) => {
      const others = [who.administrator, who.otherManager, who.auditor, who.operator]
      await refuses(recorders[name] as Act, others)
    })
  })

  it('lets whoever manages some project name a body, and nobody without one', async () => {
    const body = { name: 'Comune di Todi', type: 'comune' } as const
    const others = [who.auditor, who.trainer, who.operator]
    await refuses((db, actor) => addOrganisation(db, actor, body), others)
    await refuses((db, actor) => changeOrganisation(db, actor, who.comune.id, body), others)
    await refuses(
      (db, actor) => changePerson(db, actor, { person_id: who.anna.id } as never),
      [...others, who.administrator],
    )
    const { id } = await addOrganisation(world.db, who.otherManager, body)
    expect(await addOrganisation(world.db, who.administrator, body)).toEqual({ id, isNew: false })
  })

  it('opens to the program itself', async () => {
    await changeSettings(world.db, null, settings)
    expect((await enrol(world.db, null, { edition_id: who.edition.id, person_id: who.anna.id })).isNew).toBe(
      false,
    )
  })
})
