// SPDX-License-Identifier: AGPL-3.0-or-later
// One person's morning at one meeting, as two trainers, a phone, a platform's report and a code speak of it, in any order, on one
// database; and what must be in force after it, by the moments alone.
import type { Actor } from '#base/access/actor.ts'
import { at, newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { recordPersonMark } from '#record/attendance/person-mark.server.ts'
import { afterScans, saidAt } from '#record/check-in/after-scans.ts'
import { stampOf } from '#record/device/page-stamp.server.ts'
import { lastStatement, markInForce } from '#record/marks/in-force.ts'
import { columnOf, type Statement, saysTheSame } from '#record/marks/mark.ts'
import { marksByPerson } from '#record/marks/rows.server.ts'
import { importReport } from '#record/online/reports.server.ts'
import { savedRollSchema } from '#record/roll-call/roll-call.ts'
import { saveRoll } from '#record/roll-call/save-rows.server.ts'
import { withdrawPresences } from '#record/schedule/withdraw-presences.server.ts'
import { room } from '#tests/record/check-in/room.ts'
import { whole } from './morning.ts'

export type What = 'present' | 'late' | 'absent' | 'withdrawn'

/** What is done, each at its own moment: the place in the list says which. `lag`: so many moments later it arrives. */
export type Deed =
  | { do: 'tap'; by: 'Carla' | 'Donata'; what: What; seen: boolean; lag: number; twice: boolean }
  | { do: 'page'; by: 'Carla' | 'Donata'; what: What }
  | { do: 'scan'; device: 'own' | 'shared' }
  | { do: 'settle' }
  | { do: 'decide'; decision: 'confirm' | 'reject' }
  | { do: 'import' }
  | { do: 'withdraw_all' }

/** A statement that was made: `made` says which deed made it, the same on every server. */
export type Made = { made: number; at: string; said: Statement }

const step = 120_000
const begun = Date.parse(whole.in)

/** The moment of the nth deed; a half is between two of them. */
export function momentOf(n: number): string {
  return new Date(begun + (n + 1) * step).toISOString()
}

const late = { in: '2026-02-05T10:01:00.000Z', out: whole.out }
const online = { in: '2026-02-05T10:00:30.000Z', out: '2026-02-05T11:00:00.000Z' }

function statementOf(what: What | 'online'): Statement {
  if (what === 'absent' || what === 'withdrawn') return { status: what, intervals: [] }
  const intervals = { present: whole, late, online }
  return { status: 'present', intervals: [intervals[what]] }
}

const typed = {
  present: { status: 'present' },
  late: { status: 'present', in: '11:01' },
  absent: { status: 'absent' },
  withdrawn: { status: 'withdrawn' },
}

export async function server(db: Db) {
  const who = await room(db)
  const trainers: Record<string, Actor> = { Carla: who.trainer, Donata: who.second }
  const shared = 'a telephone for two'

  /** Does the deeds in order of their moments, what travels late when it arrives, and says what came of them. */
  return async function run(deeds: readonly Deed[]) {
    const today = await who.anotherRoom()
    const { id: meeting_id } = today
    await today.scan(who.outsider, momentOf(-0.9), shared)
    const made: Made[] = []
    const marks = async () => (await marksByPerson(db, meeting_id)).get(who.anna.id) ?? []
    const waiting = async () => (await today.rows(who.anna)).some(({ state }) => state === 'waiting')
    const says = (n: number, said: Statement) => made.push({ made: n, at: momentOf(n), said })

    async function arrive(
      n: number,
      { by, what }: Extract<Deed, { do: 'tap' }>,
      base: string,
      nonce: string,
      on: string,
    ) {
      const actor = trainers[by] ?? who.trainer
      const form = savedRollSchema.parse({
        nonce: newId(),
        account: actor.accountId,
        since: whole.in,
        sent_at: on,
        given: stampOf({ meeting_id, accountId: actor.accountId }, whole.in),
        marks: { [who.anna.id]: { nonce, at: momentOf(n), base, ...typed[what] } },
      })
      const meeting = { ...(await today.kept()), project_id: who.project.id }
      const { wrong } = await at(on, () => saveRoll(db, actor, meeting, form))
      if (Object.keys(wrong).length > 0) throw new Error(`refused: ${JSON.stringify(wrong)}`)
    }

    const timed: { on: string; act: () => Promise<unknown> }[] = []
    const later = (on: string, act: () => Promise<unknown>) => timed.push({ on, act })
    for (const [n, deed] of deeds.entries()) {
      const on = momentOf(n)
      later(on, async () => {
        switch (deed.do) {
          case 'tap': {
            // The trainer's screen shows what is in force; what a phone kept says what it saw.
            await today.settle(on)
            const current = deed.seen ? markInForce(await marks()) : undefined
            if (!current || !saysTheSame(current, statementOf(deed.what))) says(n, statementOf(deed.what))
            const nonce = newId()
            const arrival = (moment: string) => arrive(n, deed, current?.id ?? '', nonce, moment)
            if (deed.lag === 0) await arrival(on)
            else later(momentOf(n + deed.lag + 0.4), () => arrival(momentOf(n + deed.lag + 0.4)))
            if (deed.twice) later(momentOf(n + deed.lag + 0.7), () => arrival(momentOf(n + deed.lag + 0.7)))
            return
          }
          case 'page': {
            await today.settle(on)
            const current = markInForce(await marks())
            const stated = { ...statementOf(deed.what), base: current?.id ?? null }
            if (!current && deed.what === 'withdrawn') return
            if (!current || !saysTheSame(current, stated)) says(n, statementOf(deed.what))
            const mark = { nonce: newId(), source: 'trainer' as const, reason: 'Visto', stated }
            const where = { meeting_id, person_id: who.anna.id }
            return await at(on, () =>
              recordPersonMark(db, trainers[deed.by] ?? who.trainer, where, mark, null),
            )
          }
          case 'scan':
            return await today.scan(who.operator, on, deed.device === 'shared' ? shared : 'her own')
          case 'settle':
            return await today.settle(on)
          case 'decide': {
            if (!(await waiting())) return
            return await today.decide(who.anna, deed.decision, who.trainer, on)
          }
          case 'import': {
            if (!markInForce(await marks())) says(n, statementOf('online'))
            return await at(on, () => importReport(db, who.trainer, reportFor(meeting_id, n)))
          }
          case 'withdraw_all': {
            await today.settle(on)
            if (markInForce(await marks())) says(n, statementOf('withdrawn'))
            return await at(on, () =>
              withdrawPresences(db, who.trainer, { meeting_id, reason: 'Giorno sbagliato' }),
            )
          }
        }
      })
    }
    // What is done may send something that arrives later.
    for (;;) {
      timed.sort((a, b) => (a.on < b.on ? -1 : 1))
      const next = timed.shift()
      if (!next) break
      await next.act()
    }
    await today.settle(momentOf(deeds.length + 20))
    const scans = await db
      .selectFrom('check_in')
      .select(['kind', 'at', 'decided_at'])
      .where('meeting_id', '=', meeting_id)
      .where('person_id', '=', who.anna.id)
      .where('state', 'in', ['accepted', 'confirmed'])
      .execute()
    const kept = await marks()
    return {
      made,
      kept,
      current: markInForce(kept) ?? null,
      last: lastStatement(kept) ?? null,
      due: dueAfter(made, scans),
    }
  }
}

type ScanRow = { kind: 'entry' | 'exit'; at: string; decided_at: string | null }

/** What is in force by the moments alone: what was stated last, and what was scanned after it. Null: nothing is. */
function dueAfter(made: readonly Made[], rows: readonly ScanRow[]): Statement | null {
  const latest = made.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1)
  const scans = rows
    .map((row) => ({ ...row, said_at: saidAt(row, { starts_at: whole.in }) }))
    .sort((a, b) => (a.said_at < b.said_at ? -1 : 1))
  const before = latest ? { ...latest.said, restated_at: latest.at } : null
  const found = afterScans(before, scans, whole.out)
  if (found) return { status: 'present', intervals: found.intervals }
  return latest && latest.said.status !== 'withdrawn' ? latest.said : null
}

/** What two servers must agree about. */
export function outcomeOf(current: Statement | null): string {
  return current ? `${current.status} ${columnOf(current.intervals)}` : 'nothing'
}

function reportFor(meeting_id: string, n: number) {
  const anna = {
    position: 1,
    name: 'Anna Bianchi',
    name_search: 'anna bianchi',
    email: null,
    role: null,
    intervals: [online],
    no_show: false,
    names: ['anna bianchi'],
  }
  return {
    meeting_id,
    file: { hash: String(n).padEnd(64, '0'), size: 3, type: 'text/csv' as const },
    name: 'teams.csv',
    platform_version: null,
    reason: null,
    report: {
      platform: 'teams' as const,
      people: [anna],
      lines: 1,
      unclosed: 0,
      cut: 0,
      others: [],
      said: null,
    },
  }
}
