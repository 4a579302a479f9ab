// SPDX-License-Identifier: AGPL-3.0-or-later
// What the trainers of an edition are alerted of: that edition, and nothing that names another.
import { beforeAll, expect, it } from 'vitest'
import { type Alert, alertKinds } from '#prove/reports/alert.ts'
import { alertsOf } from '#prove/reports/alerts.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { edition, enrolment, meeting } from '#tests/support/training.ts'
import { present, teaches } from './presence.ts'

const today = '2026-03-15T08:00:00.000Z'

describeEngines('the alerts of one edition', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  let mine: { id: string }
  beforeAll(async () => {
    const { db } = world
    who = await iris(db)
    const run = async (code: string, spans: [string, string][]) => {
      const of = await edition(db, who.project, code)
      const held = []
      for (const [at, [from, to]] of spans.entries())
        held.push(await meeting(db, of, at + 1, from, to, { state: 'closed' }))
      return { of, held }
    }
    const own = await run('IRIS-SUA-01', [
      ['2026-01-21T09:00Z', '2026-01-21T11:00Z'],
      ['2026-01-21T10:00Z', '2026-01-21T12:00Z'],
    ])
    const other = await run('IRIS-ALTRA-01', [['2026-01-21T10:00Z', '2026-01-21T12:00Z']])
    mine = own.of
    for (const held of own.held) await present(db, held, who.anna)
    // Luca was at the second of these and, at the same time, at the other edition's; he can no longer reach its hours.
    for (const held of [...own.held.slice(1), ...other.held]) await present(db, held, who.luca)
    for (const of of [own.of, other.of]) await enrolment(db, of, who.luca)
    // Carla teaches both at the same time.
    for (const held of [...own.held.slice(1), ...other.held]) await teaches(db, held, who.carla)
  })

  const about = (alert: Alert) => ('person' in alert ? alert.person.name : alert.meetings[0].title)
  const shown = (alerts: Alert[]) => alerts.map((alert) => `${alert.kind}: ${about(alert)}`)

  it('are those of the project that concern it alone', async () => {
    const alone = await alertsOf(world.db, who.project, today, mine.id)
    expect(shown(alone)).toEqual(['two_places: Bianchi Anna', 'lost: Verdi Luca', 'no_trainer: Incontro 1'])
    expect(alone.map(({ kind }) => alertKinds.indexOf(kind))).toEqual([0, 3, 8])
  })

  it('name no other edition, nor what is shared with one', async () => {
    const all = await alertsOf(world.db, who.project, today)
    expect(shown(all)).toContain('two_places: Verdi Luca')
    expect(shown(all)).toContain('trainer_twice: Neri Carla')
    expect(JSON.stringify(all)).toContain('IRIS-ALTRA-01')
    const alone = await alertsOf(world.db, who.project, today, mine.id)
    expect(JSON.stringify(alone)).not.toMatch(/IRIS-ALTRA-01|IRIS-PM-01|Neri/)
  })
})
