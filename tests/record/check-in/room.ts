// SPDX-License-Identifier: AGPL-3.0-or-later
// A room of I.R.I.S. with a screen on the wall: meetings on 5 February 2026, 11:00–13:30 in Rome, and phones that scan.

import type { Actor } from '#base/access/actor.ts'
import { at } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { checkIn, leaveMeeting } from '#record/check-in/check-ins.server.ts'
import { stepOf } from '#record/check-in/code.ts'
import { decideCheckIn } from '#record/check-in/decide.server.ts'
import { settleCheckIns } from '#record/check-in/settle.server.ts'
import { morning } from '#tests/record/attendance/morning.ts'
import { account, person } from '#tests/support/people.ts'

/** 10:50 in Rome, and so on: the meeting is from 11:00 to 13:30, its last quarter begins at 12:52:30. */
export const when = {
  early: '2026-02-05T09:29:59.999Z',
  opening: '2026-02-05T09:30:00.000Z',
  before: '2026-02-05T09:50:07.250Z',
  start: '2026-02-05T10:00:00.000Z',
  closing: '2026-02-05T10:30:00.000Z',
  late: '2026-02-05T10:30:00.001Z',
  middle: '2026-02-05T11:15:00.000Z',
  lastQuarter: '2026-02-05T11:52:30.000Z',
  end: '2026-02-05T12:30:00.000Z',
  after: '2026-02-05T12:34:05.500Z',
  over: '2026-02-05T13:30:00.001Z',
  nextDay: '2026-02-06T10:00:00.000Z',
}

export async function room(db: Db) {
  const who = await morning(db)
  const sara = await person(db, 'Sara Gallo', who.comune)
  const ivo = await person(db, 'Ivo Rana')
  return {
    ...who,
    sara,
    /** In the registry and with an account, but enrolled in nothing. */
    outsider: await account(db, 'Sara Gallo', sara),
    ivo,
    /** Has no employer yet. */
    unemployed: await account(db, 'Ivo Rana', ivo),
    async anotherRoom() {
      const today = await who.anotherMeeting()
      const scanned = (moment: string) => ({ step: stepOf(moment), at: moment })
      const scan = (by: Actor, moment: string, device = `phone of ${by.name}`, again = false) =>
        at(moment, () => checkIn(db, by, { meeting_id: today.id, scan: scanned(moment), device, again }))
      /** By the code, as who scanned it and says that they leave. */
      const leaveBy = (by: Actor, moment: string, device = `phone of ${by.name}`) =>
        at(moment, () =>
          leaveMeeting(db, by, { meeting_id: today.id, scan: scanned(moment), moment, device }),
        )
      /** From the page, without a code. */
      const leave = (by: Actor, moment: string, device = `phone of ${by.name}`) =>
        at(moment, () => leaveMeeting(db, by, { meeting_id: today.id, scan: null, moment, device }))
      const rows = (of: { id: string }) =>
        db
          .selectFrom('check_in')
          .select(['id', 'kind', 'at', 'doubt', 'state', 'settled_at'])
          .where('meeting_id', '=', today.id)
          .where('person_id', '=', of.id)
          .orderBy('at')
          .execute()
      return {
        ...today,
        scan,
        leaveBy,
        leave,
        rows,
        settle: (moment: string) => at(moment, () => settleCheckIns(db, today.id)),
        async decide(
          of: { id: string },
          decision: 'confirm' | 'reject',
          by: Actor = who.trainer,
          moment = when.middle,
        ) {
          const waiting = (await rows(of)).find((row) => row.state === 'waiting') ?? (await rows(of))[0]
          const given = { meeting_id: today.id, check_in: waiting?.id ?? 'none', decision }
          return await at(moment, () => decideCheckIn(db, by, given))
        },
        marks: (of: { id: string }) =>
          db
            .selectFrom('mark')
            .selectAll()
            .where('meeting_id', '=', today.id)
            .where('person_id', '=', of.id)
            .orderBy('recorded_at')
            .orderBy('id')
            .execute(),
        set: (values: { mode?: 'webinar'; check_in_before?: number; check_in_after?: number }) =>
          db.updateTable('meeting').set(values).where('id', '=', today.id).execute(),
      }
    },
  }
}
