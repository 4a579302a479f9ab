// SPDX-License-Identifier: AGPL-3.0-or-later
// What a page of the register says (domain.md 4.1): one meeting, complete in itself, so that a closed version can be read and
// printed from it alone whatever is renamed later.
import { z } from 'zod'
import { type Formats, readFrozen } from '#base/frozen.ts'
import { canonicalJson } from '#base/ledger/ledger.ts'

const moment = z.iso.datetime()
const interval = z.object({ in: moment, out: moment })
const minutes = z.int().min(0)

const presence = z.object({
  person_id: z.string(),
  /** "Bianchi Anna" */
  name: z.string(),
  /** Null: not marked, on a page that is not closed. */
  status: z.enum(['present', 'absent', 'excused']).nullable(),
  intervals: z.array(interval),
  credited_minutes: minutes,
  source: z.enum(['trainer', 'self', 'paper', 'platform_log', 'import']).nullable(),
  /** Why excused. */
  note: z.string().nullable(),
  recorded_by: z.string().nullable(),
  recorded_at: moment.nullable(),
})

const pageContent = z.object({
  project: z.object({
    acronym: z.string(),
    title: z.string(),
    code: z.string().nullable(),
    cup: z.string().nullable(),
    fund: z.string(),
    funding_statement: z.string(),
    lead: z.string().nullable(),
    partners: z.array(z.string()),
  }),
  edition: z.object({ code: z.string(), title: z.string() }),
  register: z
    .object({
      opened_on: z.iso.date(),
      keeper: z.string(),
      stamp_authority: z.string().nullable(),
      stamp_number: z.string().nullable(),
    })
    .nullable(),
  meeting: z.object({
    id: z.string(),
    /** Also the number of the page. */
    number: z.int(),
    title: z.string(),
    starts_at: moment,
    ends_at: moment,
    breaks: z.array(z.object({ from: moment, to: moment })),
    mode: z.enum(['in_person', 'virtual_class', 'hybrid', 'webinar']),
    venue: z.string().nullable(),
    link: z.string().nullable(),
    topic: z.string().nullable(),
    cancelled: z.boolean(),
    /** Net of breaks. */
    scheduled_minutes: minutes,
    /** Who arrived up to so many minutes after the beginning is not called late. */
    late_after: minutes.default(0),
  }),
  teachers: z.array(presence.extend({ role: z.enum(['trainer', 'tutor']) })),
  people: z.array(
    presence.extend({
      organisation: z.string().nullable(),
      sector: z.enum(['public', 'private', 'volunteer']).nullable(),
      enrolled: z.boolean(),
      /** At this meeting and those before it in the edition that were not cancelled. */
      cumulative_minutes: minutes,
    }),
  ),
  /** Added at the door and not yet matched with the register of persons. */
  walk_ins: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      organisation: z.string(),
      sector: z.enum(['public', 'private', 'volunteer']),
      intervals: z.array(interval),
      credited_minutes: minutes,
    }),
  ),
  totals: z.object({
    people: z.int(),
    present: z.int(),
    absent: z.int(),
    excused: z.int(),
    unmarked: z.int(),
    credited_minutes: minutes,
    /** Scheduled so far: this meeting and those before it that were not cancelled. */
    scheduled_so_far: minutes,
  }),
})

export type PageContent = z.output<typeof pageContent>

/** 1: what was closed before formats were numbered, 2: the same, with its number, 3: with what is tolerated of who arrives late. */
const formats: Formats<PageContent> = { 1: pageContent.parse, 2: pageContent.parse, 3: pageContent.parse }
const newestFormat = 3

/** Reads the column `register_page.content`, of whatever format. */
export function readPage(column: string): { format: number; content: PageContent } {
  return readFrozen(column, formats)
}

/** A page as it is kept: canonical, in the newest format or, to compare it with an older page, in that one's. */
export function writePage(content: PageContent, format = newestFormat): string {
  if (format >= 3) return canonicalJson({ format, ...content })
  const { late_after: _, ...meeting } = content.meeting
  const earlier = { ...content, meeting }
  return canonicalJson(format === 1 ? earlier : { format, ...earlier })
}

/** A page as it is printed: its content, and which version of it this is; `version` null: not closed yet. */
export type PrintedPage = {
  content: PageContent
  version: number | null
  hash: string | null
  reason: string | null
  /** Who closed it first, and when. */
  closed: { by: string; at: string } | null
  /** Who corrected it since, up to this version. */
  corrected: { version: number; by: string; at: string; reason: string }[]
  locked: { by: string; at: string } | null
}
