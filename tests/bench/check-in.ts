// SPDX-License-Identifier: AGPL-3.0-or-later
// Check-in under load: a hall of 1,500 people in a minute, and bursts of 100 a second, through the production server on
// either engine, beside a bare insert into the same table. Afterwards rows and marks are counted: none lost, none doubled.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { newId, now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { startPostgres } from '#tests/support/postgres.ts'
import type { LoadPlan, LoadTimes, Phone } from './check-in-load-process.ts'
import { type Hall, hallOf } from './check-in-room.ts'
import { type Server, startServer, stopServer } from './server.ts'

const size = 1500

/** Milliseconds from the start, for each of a number of people. */
const arrivals = {
  '1,500 in 60 s': Array.from({ length: size }, (_, index) => (index * 60_000) / size),
  'bursts of 100/s': Array.from({ length: 500 }, (_, index) => {
    const [burst, within] = [Math.floor(index / 100), index % 100]
    return burst * 5000 + within * 10
  }),
}

export type CheckInLoad = {
  engine: string
  load: string
  times: LoadTimes
  bare: number[]
  /** People without a row or a mark, and rows or marks too many. */
  lost: number
  doubled: number
  busy: number
}

/** Runs both loads on both engines. Wants the settings of this process to be those of the servers it starts. */
export async function measureCheckIns(): Promise<CheckInLoad[]> {
  const folder = mkdtempSync(join(tmpdir(), 'presente-check-in-'))
  const postgres = await startPostgres({ durable: true })
  // The servers' codes are those that the phones compute.
  process.env.SECRET_KEY = env().SECRET_KEY
  try {
    return [
      ...(await measureOn('SQLite', `file:${join(folder, 'presente.db')}`)),
      ...(await measureOn('PostgreSQL', postgres.urlOf('postgres'))),
    ]
  } finally {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureOn(engine: string, url: string): Promise<CheckInLoad[]> {
  console.log(`Filling a hall on ${engine} …`)
  const hall = await hallOf(url, size)
  const before = process.env.DATABASE_URL
  process.env.DATABASE_URL = url
  const server = await startServer('app/server.ts')
  try {
    const warmUp = await runLoad(server, hall, arrivals['bursts of 100/s'].slice(0, 200))
    await countAfter(hall, warmUp.meeting_id, 200)
    // PostgreSQL plans by statistics that autovacuum gathers within a minute, which a database just made has not had.
    if (engine === 'PostgreSQL') await sql`analyze`.execute(hall.db)
    const measured: CheckInLoad[] = []
    for (const [load, moments] of Object.entries(arrivals)) {
      console.log(`Checking in: ${load} on ${engine} …`)
      const { times, meeting_id } = await runLoad(server, hall, moments)
      const busy = loadavg()[0] ?? 0
      const counted = await countAfter(hall, meeting_id, moments.length)
      measured.push({ engine, load, times, bare: await bareInserts(hall), ...counted, busy })
    }
    return measured
  } finally {
    await stopServer(server)
    await hall.db.destroy()
    process.env.DATABASE_URL = before
  }
}

async function runLoad(server: Server, hall: Hall, moments: number[]) {
  const { id: meeting_id } = await hall.anotherMeeting()
  const phones: Phone[] = moments.map((at, index) => {
    return { cookie: hall.people[index]?.cookie ?? '', at, twice: index % 10 === 0 }
  })
  const child = fork('tests/bench/check-in-load-process.ts')
  const answer = once(child, 'message')
  child.send({ url: server.url, meeting_id, phones } satisfies LoadPlan)
  const [times] = (await answer) as [LoadTimes]
  return { meeting_id, times }
}

/** Waits until the server has made the check-ins into marks, and counts both. */
async function countAfter({ db }: Hall, meeting_id: string, expected: number) {
  const count = async (table: 'check_in' | 'mark') => {
    const row = await db
      .selectFrom(table)
      .select((eb) => [eb.fn.countAll().as('rows'), eb.fn.count('person_id').distinct().as('people')])
      .where('meeting_id', '=', meeting_id)
      .executeTakeFirstOrThrow()
    return { rows: Number(row.rows), people: Number(row.people) }
  }
  for (let second = 0; second < 30 && (await count('mark')).people < expected; second++) await sleep(1000)
  const counted = [await count('check_in'), await count('mark')]
  const sum = (of: (one: { rows: number; people: number }) => number) =>
    counted.reduce((sum, one) => sum + of(one), 0)
  return {
    lost: sum(({ people }) => expected - people),
    doubled: sum(({ rows, people }) => rows - people),
  }
}

/** Milliseconds of each of some inserts, one after the other, by nobody but this process. */
async function bareInserts({ db, people, anotherMeeting }: Hall): Promise<number[]> {
  const { id: meeting_id } = await anotherMeeting()
  const times: number[] = []
  for (const { person_id, account_id } of people) {
    const made = { id: newId(), at: now(), step: 1, device: 'bench', doubt: null, state: 'rejected' as const }
    const row = { ...made, meeting_id, person_id, account_id, kind: 'entry' as const }
    const begun = performance.now()
    await db.insertInto('check_in').values(row).execute()
    times.push(performance.now() - begun)
  }
  return times
}
