// SPDX-License-Identifier: AGPL-3.0-or-later
// What can change on a closed page besides the marks, as it is kept until it is signed.
import { z } from 'zod'
import type { Permission } from '#base/access/permissions.ts'
import { type Formats, readFrozen } from '#base/frozen.ts'
import type { LedgerValues } from '#base/ledger/facts.ts'
import { canonicalJson } from '#base/ledger/ledger.ts'
import { meetingModes } from '#plan/meetings/meeting.ts'
import { sectors } from '#plan/organisations/organisation.ts'

const moment = z.iso.datetime()
const intervals = z.array(z.object({ in: moment, out: moment }))
const walkIn = z.object({
  id: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  organisation: z.string(),
  sector: z.enum(sectors),
  email: z.string().optional(),
  phone: z.string().optional(),
  notice: z.string().optional(),
  different: z.boolean(),
  sector_sure: z.boolean().optional(),
  intervals,
})
/** The times as they were typed too: those left as they were shown keep their seconds. */
const corrected = walkIn.omit({ id: true, notice: true }).extend({ in: z.string(), out: z.string() })

const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('topic'), topic: z.string().nullable() }),
  z.object({
    kind: z.literal('meeting'),
    title: z.string().nullish(),
    starts_at: moment,
    ends_at: moment,
    breaks: z.array(z.object({ from: moment, to: moment })),
    mode: z.enum(meetingModes),
    venue: z.string().nullish(),
    link: z.string().nullish(),
    check_in_before: z.int().optional(),
    check_in_after: z.int().optional(),
  }),
  z.object({
    kind: z.literal('walk_in_added'),
    walk_in: walkIn,
    /** Of which row of a platform's report, which then says when they were there. */
    row: z.object({ report_id: z.string(), row_id: z.string() }).optional(),
  }),
  z.object({ kind: z.literal('walk_in_corrected'), walk_in: z.string(), said: corrected }),
  z.object({ kind: z.literal('walk_in_withdrawn'), walk_in: z.string() }),
  z.object({ kind: z.literal('walk_in_times'), walk_in: z.string(), intervals }),
  z.object({
    kind: z.literal('walk_in_matched'),
    walk_in: z.string(),
    person_id: z.string(),
    /** Said by their exact address, whoever's person they are. */
    by_address: z.boolean(),
  }),
])

export type Change = z.output<typeof change>

const formats: Formats<Change> = { 1: change.parse }

/** Reads the column `proposed_change.change`, of whatever format. */
export function readChange(column: string): Change {
  return readFrozen(column, formats).content
}

/** A change as it is kept: what a form says besides is left out. */
export function writeChange(content: Change): string {
  return canonicalJson({ format: 1, ...change.parse(content) })
}

/** Of which one thing a meeting's page says one change at a time waits. */
export function subjectOf(change: Change): string {
  switch (change.kind) {
    case 'topic':
    case 'meeting':
      return change.kind
    case 'walk_in_added':
      return change.walk_in.id
    case 'walk_in_corrected':
    case 'walk_in_withdrawn':
    case 'walk_in_times':
    case 'walk_in_matched':
      return change.walk_in
  }
}

/** Who may propose a change, sign it or refuse it: whoever may make it while the page is open. */
export function permissionFor({ kind }: { kind: Change['kind'] }): Permission {
  return kind === 'meeting' || kind === 'walk_in_matched' ? 'project:manage' : 'attendance:record'
}

/** What the ledger says of a change. */
export function factsOf(change: Change): LedgerValues {
  switch (change.kind) {
    case 'topic':
      return { topic: change.topic }
    case 'meeting': {
      const { kind: _, ...said } = change
      return said
    }
    case 'walk_in_added': {
      const { id, first_name, last_name, organisation, sector, intervals } = change.walk_in
      return { walk_in: id, first_name, last_name, organisation, sector, intervals }
    }
    case 'walk_in_corrected': {
      const { first_name, last_name, organisation, sector, intervals } = change.said
      return { walk_in: change.walk_in, first_name, last_name, organisation, sector, intervals }
    }
    case 'walk_in_withdrawn':
      return { walk_in: change.walk_in, state: 'withdrawn' }
    case 'walk_in_times':
      return { walk_in: change.walk_in, intervals: change.intervals }
    case 'walk_in_matched':
      return { walk_in: change.walk_in, person_id: change.person_id }
  }
}
