// SPDX-License-Identifier: AGPL-3.0-or-later
// Every rule of the table, tried by twenty at once, in four processes, on both engines. Prints the table.
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import { heldMeetings } from '#tests/record/register/held-meeting.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { type Outcome, startRacers } from './racers.ts'
import type { Stage } from './rule.ts'
import { rules } from './table.ts'

const lines: string[] = []
let racers: Awaited<ReturnType<typeof startRacers>>

beforeAll(async () => {
  racers = await startRacers(inject('folder'))
}, 60_000)
afterAll(() => racers.stop())

describeEngines('twenty at once', (world) => {
  let who: Stage['who']
  beforeAll(async () => {
    who = await heldMeetings(world.db)
  })
  afterAll(async () => {
    console.log(lines.splice(0).join('\n'))
  })

  it.each(rules.map((rule, index) => ({ rule, word: `gara${index}` })))(
    '$rule.says',
    async ({ rule, word }) => {
      const facts = await rule.prepare({ db: world.db, anotherDatabase: world.anotherDatabase, who, word })
      const outcomes = await racers.race(world.url, rule.says, facts)
      const stands = await rule.stands(world.db, facts).catch((error: unknown) => String(error))
      const count = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length
      const failed = [...new Set(outcomes.filter(({ kind }) => kind === 'failed').map(({ words }) => words))]
      const held = failed.length === 0 && JSON.stringify(stands) === JSON.stringify(rule.so)
      lines.push(
        lineOf([
          rule.says,
          world.engine,
          outcomes.length,
          count('done'),
          count('as it was'),
          count('refused'),
          held ? 'held' : 'BROKEN',
        ]),
      )
      expect({ failed, stands, wins: rule.wins && count('done') }).toEqual({
        failed: [],
        stands: rule.so,
        wins: rule.wins,
      })
      // A rule that nobody could have broken is not proved.
      expect(count('done')).toBeGreaterThan(0)
      // Whoever lost was told why, in words.
      expect(outcomes.filter(({ kind, words }) => kind === 'refused' && words === '')).toEqual([])
    },
  )

  it('leave one chain in the ledger', async () => {
    expect(await findLedgerFault(world.db)).toBeNull()
  })
})

const head = ['rule', 'engine', 'tried', 'succeeded', 'as it was', 'refused in words', 'result']
const widths = [78, 9, 6, 10, 10, 17, 7]

function lineOf(cells: (string | number)[]): string {
  return cells.map((cell, column) => String(cell).padEnd(widths[column] ?? 0)).join('')
}

lines.push(lineOf(head))
