// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever two trainers, a phone without network, a code, a report and a withdrawal do in whatever order, through the functions that
// the pages use: what was stated last is in force, all of it is in the history, and two servers that heard it in another order agree.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect, type Db } from '#db/connect.server.ts'
import { findAttendanceFault } from '#record/attendance/verify-attendance.server.ts'
import { findMarkFault } from '#record/attendance/verify-marks.server.ts'
import { isInForce, isSuperseded } from '#record/marks/in-force.ts'
import { saysTheSame } from '#record/marks/mark.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { type Deed, outcomeOf, server } from './interleavings.ts'

const by = fc.constantFrom('Carla' as const, 'Donata' as const)
const what = fc.constantFrom('present' as const, 'late' as const, 'absent' as const, 'withdrawn' as const)
const lag = fc.constantFrom(0, 0, 1, 2, 5)
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('tap' as const),
      by,
      what,
      seen: fc.boolean(),
      lag,
      twice: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('page' as const), by, what }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('scan' as const),
      device: fc.constantFrom('own' as const, 'shared' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'settle' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      decision: fc.constantFrom('confirm' as const, 'confirm' as const, 'reject' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'import' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'withdraw_all' as const }) },
)
const deeds = fc.array(deed, { minLength: 2, maxLength: 6 })
/** The same deeds, and how late each of the taps arrives on another server. */
const twoServers = deeds.chain((some) =>
  fc.tuple(fc.constant(some), fc.array(lag, { minLength: some.length, maxLength: some.length })),
)

const tap = { do: 'tap' as const, by: 'Carla' as const, seen: false, lag: 0, twice: false }
/** Present since the beginning, by a phone that says so only when the code has said: from her scan on. */
const behindAnArrival: [Deed[], number[]] = [
  [{ ...tap, what: 'present' }, { do: 'scan', device: 'own' }, { do: 'settle' }],
  [2, 0, 0],
]
/** Taken back before her arrival was confirmed, by a phone that says so only after it. */
const beforeAConfirmation: [Deed[], number[]] = [
  [
    { do: 'scan', device: 'shared' },
    { ...tap, what: 'present' },
    { ...tap, what: 'withdrawn' },
    { do: 'decide', decision: 'confirm' },
    { do: 'settle' },
  ],
  [0, 0, 5, 0, 0],
]

describeEngines('any interleaving', (world) => {
  let dbs: [Db, Db]
  let servers: Awaited<ReturnType<typeof server>>[]
  beforeAll(async () => {
    dbs = [world.db, connect(await world.anotherDatabase('migrated'))]
    servers = [await server(dbs[0]), await server(dbs[1])]
  })
  afterAll(() => dbs[1].destroy())

  it('leaves in force what was stated last, keeps it all, and ends alike elsewhere', {
    timeout: 60_000,
  }, async () => {
    const numRuns = world.engine === 'sqlite' ? 60 : 12
    let compared = 0
    await fc.assert(
      fc.asyncProperty(twoServers, async ([some, lags]) => {
        const other = some.map((one, at) => (one.do === 'tap' ? { ...one, lag: lags[at] ?? 0 } : one))
        const outcomes = []
        for (const [at, run] of servers.entries()) outcomes.push(await run(at === 0 ? some : other))
        for (const { made, kept, current, due } of outcomes) {
          expect(outcomeOf(current)).toBe(outcomeOf(due))
          expect(kept.filter(isInForce).length).toBeLessThanOrEqual(1)
          expect(kept.filter((mark) => !isSuperseded(mark)).length).toBeLessThanOrEqual(1)
          for (const { said } of made) expect(kept.some((mark) => saysTheSame(mark, said))).toBe(true)
        }
        const [one, another] = outcomes
        const statements = (outcome: typeof one) => outcome?.made.map(({ made, said }) => [made, said])
        // What somebody states depends on what they see: a report speaks only of whom nobody has spoken of.
        if (JSON.stringify(statements(one)) !== JSON.stringify(statements(another))) return
        compared += 1
        expect(outcomeOf(one?.current ?? null)).toBe(outcomeOf(another?.current ?? null))
      }),
      { numRuns, examples: [[behindAnArrival], [beforeAConfirmation]] },
    )
    expect(compared).toBeGreaterThan(numRuns / 3)
    for (const db of dbs) {
      expect(await findMarkFault(db)).toBeNull()
      expect(await findAttendanceFault(db)).toBeNull()
    }
  })
})
