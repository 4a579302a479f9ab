// SPDX-License-Identifier: AGPL-3.0-or-later
// What a row of the race table is: a rule of "at most, exactly one, last, next number", and how twenty try it at once.
import type { Actor } from '#base/access/actor.ts'
import { newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { end, type heldMeetings, start } from '#tests/record/register/held-meeting.ts'
import type { World } from '#tests/support/engines.ts'
import { account, grant, organisation, person } from '#tests/support/people.ts'
import { edition, enrolment, meeting } from '#tests/support/training.ts'

export type Stage = {
  db: Db
  anotherDatabase: World['anotherDatabase']
  /** I.R.I.S. and its people: see heldMeetings. */
  who: Awaited<ReturnType<typeof heldMeetings>>
  /** A word that no other rule uses, for codes and names. */
  word: string
}

/** `Facts` go to other processes: plain values only. */
export type Rule<Facts = unknown> = {
  says: string
  /** Makes what the rule is about, and returns what whoever tries must know. */
  prepare(stage: Stage): Promise<Facts>
  /** The `n`th of twenty at once, from 0. False: it was so already and nothing was written. */
  attempt(db: Db, facts: Facts, n: number): Promise<unknown>
  /** How many change something, where that is certain; the others find it done, or are refused in words. */
  wins?: number
  /** What is kept afterwards, which must be `so`. */
  stands(db: Db, facts: Facts): Promise<unknown>
  so: unknown
}

/** A rule among others, whose facts nobody else reads. */
export function rule<Facts>(given: Rule<Facts>): Rule {
  return given as Rule
}

export const tries = 20

/** Twenty people of I.R.I.S., employed by one body, in an edition that no rule is about. */
export async function people({ db, who, word }: Stage) {
  const employer = await organisation(db, `Ente ${word}`)
  const elsewhere = await edition(db, who.project, `IRIS-${word.toUpperCase()}-ALTROVE`)
  return await Promise.all(
    numbers().map(async (n) => {
      const one = await person(db, `${word} Prova${n}`, employer)
      await enrolment(db, elsewhere, one)
      return one
    }),
  )
}

/** An edition with one meeting, on the morning of heldMeetings, that Carla teaches: for rules that enrol others. */
export async function aside({ db, who, word }: Stage) {
  const run = await edition(db, who.project, `IRIS-${word.toUpperCase()}`)
  const today = await meeting(db, run, 1, start, end, { state: 'open' })
  const { id: meeting_id } = today
  await db
    .insertInto('meeting_trainer')
    .values({ meeting_id, person_id: who.carla.id, role: 'trainer' })
    .execute()
  return { run, today }
}

/** Twenty accounts with a password, and a role if one is given. */
export async function accounts(db: Db, word: string, role?: 'administrator'): Promise<Actor[]> {
  return await Promise.all(
    numbers().map(async (n) => {
      const made = await account(db, `${word} Prova${n}`)
      await db.updateTable('account').set({ password_hash: 'x' }).where('id', '=', made.accountId).execute()
      return role ? await grant(db, made, role) : made
    }),
  )
}

export function numbers(): number[] {
  return Array.from({ length: tries }, (_, n) => n)
}

/** An element by the number of who tries. */
export function nth<T>(list: readonly T[], n: number): T {
  const found = list[n % list.length]
  if (found === undefined) throw new Error('an empty list has no element')
  return found
}

/** Ids for forms that are different ones. */
export function ids(): string[] {
  return numbers().map(() => newId())
}

/** How many ledger rows say an act of a subject. */
export async function acts(db: Db, act: string, subject_id?: string): Promise<number> {
  const { total } = await db
    .selectFrom('ledger')
    .select((eb) => eb.fn.countAll().as('total'))
    .where('act', '=', act)
    .$if(subject_id !== undefined, (query) => query.where('subject_id', '=', subject_id ?? ''))
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** One to twenty: numbers without a gap, none twice. */
export const gapless = numbers().map((n) => n + 1)

/** How many are present at a meeting, by the marks in force. */
export async function presentAt(db: Db, meeting_id: string): Promise<number> {
  const rows = await db
    .selectFrom('mark')
    .select('id')
    .where('meeting_id', '=', meeting_id)
    .where('status', '=', 'present')
    .where('superseded_by', 'is', null)
    .execute()
  return rows.length
}
