// SPDX-License-Identifier: AGPL-3.0-or-later
// Not yet called is not absent: what the alerts say of meetings that ended without a roll, and of tables.
import { beforeEach, expect, it } from 'vitest'
import type { Alert } from '#prove/reports/alert.ts'
import { alertsOf } from '#prove/reports/alerts.server.ts'
import { describeEnginesAfresh } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { person } from '#tests/support/people.ts'
import { edition, enrolment, meeting } from '#tests/support/training.ts'
import { absent } from './presence.ts'

describeEnginesAfresh('a roll that was not called', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  let of: Awaited<ReturnType<typeof edition>>
  let meetings: Awaited<ReturnType<typeof meeting>>[]
  let called: Awaited<ReturnType<typeof person>>
  beforeEach(async () => {
    who = await iris(world.db)
    of = await edition(world.db, who.project, 'IRIS-APPELLO-01')
    meetings = [
      await meeting(world.db, of, 1, '2026-02-01T06:00Z', '2026-02-01T10:00Z', { state: 'open' }),
      await meeting(world.db, of, 2, '2026-02-02T06:00Z', '2026-02-02T10:00Z'),
    ]
    called = await person(world.db, 'Chiamata Una')
    await enrolment(world.db, of, called)
    await enrolment(world.db, of, await person(world.db, 'Chiamato Nessuno'))
  })

  const alerts = async () => await alertsOf(world.db, who.project, '2026-03-01T08:00:00.000Z')
  const ofEdition = async (kind: Alert['kind']) =>
    (await alerts()).flatMap((alert) =>
      alert.kind === kind && 'edition' in alert && alert.edition.code === of.code ? [alert.person.name] : [],
    )
  const unrecorded = async () =>
    (await alerts()).flatMap((alert) =>
      alert.kind === 'not_closed' && alert.meetings[0].edition_code === of.code
        ? [[alert.meetings[0].number, alert.unrecorded]]
        : [],
    )

  it('leaves nobody lost or behind', async () => {
    expect(await ofEdition('lost')).toEqual([])
    expect(await ofEdition('behind')).toEqual([])
    expect(await unrecorded()).toEqual([
      [2, 2],
      [1, 2],
    ])
  })

  it('leaves lost only those whose absence is recorded, and says how many are still to be recorded', async () => {
    for (const one of meetings.slice(0, 1)) await absent(world.db, one, called)
    expect(await ofEdition('lost')).toEqual(['Una Chiamata'])
    expect(await unrecorded()).toEqual([
      [2, 2],
      [1, 1],
    ])
  })

  it('loses who is on no closed page', async () => {
    await world.db.updateTable('meeting').set({ state: 'closed' }).where('edition_id', '=', of.id).execute()
    expect(await ofEdition('lost')).toEqual(['Nessuno Chiamato', 'Una Chiamata'])
    expect(await unrecorded()).toEqual([])
  })

  it('loses nobody at a table', async () => {
    for (const one of meetings) await absent(world.db, one, called)
    await world.db.updateTable('edition').set({ kind: 'table' }).where('id', '=', of.id).execute()
    expect(await ofEdition('lost')).toEqual([])
    expect(await ofEdition('behind')).toEqual([])
    await world.db.updateTable('edition').set({ kind: 'workshop' }).where('id', '=', of.id).execute()
    expect(await ofEdition('lost')).toEqual(['Una Chiamata'])
  })
})
