// SPDX-License-Identifier: AGPL-3.0-or-later
// Tens of thousands of rows leave a worker the memory it had.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { beforeAll, expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import { attendanceCsv, attendanceWorkbook } from '#prove/reports/attendance-file.server.ts'
import type { AttendanceFilter } from '#prove/reports/attendance-filter.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { longAgo } from '#tests/support/people.ts'
import { edition } from '#tests/support/training.ts'
import { insertAll } from './presence.ts'

const meetings = 100
const people = 200

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

function memory(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

describeEngines('twenty thousand rows', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  const filter: AttendanceFilter = { edition: null, from: null, to: null, teachers: false }
  beforeAll(async () => {
    who = await iris(world.db)
    const { db } = world
    const course = await edition(db, who.project, 'IRIS-MILLE-01')
    filter.edition = course
    const enrolled = Array.from({ length: people }, (_, n) => ({
      id: newId(),
      first_name: 'Anna Maria',
      last_name: `De' Bianchi ${n}`,
      name_search: `de bianchi ${String(n).padStart(4, '0')} anna maria`,
      gender: 'not_stated' as const,
      is_staff: 0 as const,
      created_at: longAgo,
    }))
    const held = Array.from({ length: meetings }, (_, n) => {
      const day = Date.UTC(2026, 0, 10) + n * 86_400_000
      const at = (hours: number) => new Date(day + hours * 3_600_000).toISOString()
      const row = { edition_id: course.id, number: n + 1, title: `Incontro ${n + 1}`, breaks: '[]' }
      return {
        ...row,
        id: newId(),
        starts_at: at(9),
        ends_at: at(13),
        mode: 'in_person' as const,
        state: 'open' as const,
      }
    })
    const marks = held.flatMap((one) =>
      enrolled.map((person) => ({
        id: newId(),
        meeting_id: one.id,
        person_id: person.id,
        status: 'present' as const,
        intervals: JSON.stringify([{ in: one.starts_at, out: one.ends_at }]),
        credited_minutes: 240,
        source: 'trainer' as const,
        recorded_at: longAgo,
        stated_at: longAgo,
        restated_at: longAgo,
        restated_nonce: newId(),
        nonce: newId(),
      })),
    )
    await insertAll(enrolled, (some) => db.insertInto('person').values(some).execute())
    await insertAll(held, (some) => db.insertInto('meeting').values(some).execute())
    await insertAll(marks, (some) => db.insertInto('mark').values(some).execute())
  })

  const formats = [
    ['CSV', attendanceCsv, 3],
    ['XLSX', attendanceWorkbook, 8],
  ] as const
  it.each(formats)(
    '%s: needs no more memory at the end than at the beginning',
    async (_name, fileOf, every) => {
      const used: number[] = []
      let bytes = 0
      let chunks = 0
      for await (const chunk of fileOf(world.db, who.project, filter).chunks) {
        bytes += chunk.length
        chunks += 1
        if (chunks % every === 0) used.push(memory())
      }
      const [first = 0, ...others] = used
      expect(bytes).toBeGreaterThan(500_000)
      expect(others.length).toBeGreaterThan(2)
      expect(Math.max(...others) - first).toBeLessThan(12_000_000)
    },
    60_000,
  )
})
