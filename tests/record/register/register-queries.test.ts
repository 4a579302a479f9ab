// SPDX-License-Identifier: AGPL-3.0-or-later
// The register of 200 meetings by 300 people costs as many queries as that of two by two.
import { beforeAll, expect, it } from 'vitest'
import type { Db } from '#db/connect.server.ts'
import { pageContents, printedPages } from '#record/register-page/pages.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { counting } from '#tests/support/queries.ts'
import { largeRegister } from './large-register.ts'

/** What some work asks of a database, and how many milliseconds it takes. */
async function costOf<T>(db: Db, work: (db: Db) => Promise<T>) {
  const counted = counting(db)
  const from = process.hrtime.bigint()
  const result = await work(counted.db)
  return { result, queries: counted.count(), milliseconds: Number(process.hrtime.bigint() - from) / 1e6 }
}

// Putting 60,000 marks into the tables takes its time on a busy machine.
const patience = 90_000

describeEngines('a large register', (world) => {
  let small: Awaited<ReturnType<typeof largeRegister>>
  let large: Awaited<ReturnType<typeof largeRegister>>
  beforeAll(async () => {
    small = await largeRegister(world.db, 'small', 2, 2)
    large = await largeRegister(world.db, 'large', 200, 300)
  }, patience)

  it(
    'of 200 meetings by 300 people is read with as many queries as one of two by two',
    async () => {
      const read = (meetings: { id: string }[]) =>
        costOf(world.db, (db) =>
          pageContents(
            db,
            meetings.map((meeting) => meeting.id),
          ),
        )
      const two = await read(small.meetings)
      const many = await read(large.meetings)
      console.log(
        `${world.engine}: 200 x 300 in ${Math.round(many.milliseconds)} ms, ${many.queries} queries`,
      )
      expect(many.queries).toBe(two.queries)
      expect(many.queries).toBeLessThan(12)
      const last = many.result.get(large.meetings.at(-1)?.id ?? '')
      expect(last?.people).toHaveLength(300)
      expect(last?.people[299]).toMatchObject({ credited_minutes: 180, cumulative_minutes: 200 * 180 })
      expect(last?.totals).toMatchObject({ present: 300, unmarked: 0, scheduled_so_far: 200 * 240 })
    },
    patience,
  )

  it('asked for some pages sums the others up without reading them one by one', async () => {
    const [tenth, last] = [large.meetings[9], large.meetings[199]]
    if (!tenth || !last) throw new Error('no meetings')
    const alone = await costOf(world.db, (db) => printedPages(db, [last]))
    console.log(`${world.engine}: the last page alone in ${Math.round(alone.milliseconds)} ms`)
    expect(alone.result[0]?.content.people[0]?.cumulative_minutes).toBe(200 * 180)
    const both = await costOf(world.db, (db) => printedPages(db, [last, tenth]))
    expect(both.result.map((page) => page.content.people[0]?.cumulative_minutes)).toEqual([200 * 180, 1800])
    expect(both.queries - alone.queries).toBe(1)
  })
})
