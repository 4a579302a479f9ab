// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { checkbox, emailAddress, line, text } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { sectors } from '#plan/organisations/organisation.ts'
import type { Platform } from './report-line.ts'

const platformNames: Record<Platform, () => string> = {
  teams: () => 'Microsoft Teams',
  zoom: () => 'Zoom',
  zoom_webinar: () => 'Zoom (webinar)',
  meet: () => 'Google Meet',
  other: m.online_platform_other,
}

export const platforms = Object.keys(platformNames) as Platform[]

/** The platform; of another than those known, as somebody typed it. */
export function platformName(platform: Platform, typed?: string | null): string {
  return typed ?? platformNames[platform]()
}

type OfPlatform = { platform: Platform; platform_name?: string | null; platform_version: string | null }

/** "Microsoft Teams, versione 25.1" */
export function versionName({ platform, platform_name, platform_version }: OfPlatform): string {
  const name = platformName(platform, platform_name)
  return platform_version === null ? name : m.online_platform_version({ name, version: platform_version })
}

/** Why what is recorded changes, of a meeting that is over. */
const explained = { reason: text(1000).optional() }

/** The form that imports a report; its file is read apart. */
export const importSchema = z.object({
  platform_version: line(100).optional(),
})

/** What is done about a row: this is who it is; nobody of ours, and why; on its page. */
export const chooseSchema = z.object({
  intent: z.literal('choose'),
  row: z.uuid(),
  person: z.uuid(),
  ...explained,
})

export const setAsideSchema = z.object({ intent: z.literal('set_aside'), why: text(1000) })

/** An unknown guest who is added at the meeting, with the times of the report. */
export const walkInSchema = z.object({
  intent: z.literal('walk_in'),
  /** The walk-in's id to be, given by the page: a form sent twice adds one person. */
  id: z.uuid(),
  first_name: line(100),
  last_name: line(100),
  organisation: line(200),
  sector: z.enum(sectors, { error: () => m.attendance_walk_in_sector_missing() }),
  email: emailAddress.optional(),
  different: checkbox,
  sector_sure: checkbox,
})

export type RowWalkIn = Omit<z.output<typeof walkInSchema>, 'intent' | 'sector_sure'> & {
  sector_sure?: boolean | undefined
}

/** People the platform and the roll differ about, in one form. */
const mostDifferent = 1000
/** The fields of that form. */
export const mostReportFields = mostDifferent + 20

/** The platform's times instead of what somebody recorded, for some people. */
const takeTimesSchema = z.object({
  intent: z.literal('take_times'),
  person: z
    .array(z.uuid())
    .max(mostDifferent)
    .min(1, { error: () => m.online_error_nobody_chosen() }),
  ...explained,
})

/** Records the presence of people matched before they were enrolled. */
const recordSchema = z.object({ intent: z.literal('record') })

export const timesSchema = z.discriminatedUnion('intent', [takeTimesSchema, recordSchema])

export type RowState = 'matched' | 'waiting' | 'set_aside' | 'walk_in'
export const rowStates = ['waiting', 'matched', 'walk_in', 'set_aside'] as const satisfies readonly RowState[]

/** How many rows are in which state. */
export type RowCounts = Readonly<Record<RowState, number>>
export const noRows: RowCounts = { waiting: 0, matched: 0, set_aside: 0, walk_in: 0 }
export const allRows = (counts: RowCounts) => rowStates.reduce((sum, state) => sum + counts[state], 0)

export function rowStateName(state: RowState): string {
  switch (state) {
    case 'matched':
      return m.online_state_matched()
    case 'waiting':
      return m.online_state_waiting()
    case 'set_aside':
      return m.online_state_set_aside()
    case 'walk_in':
      return m.online_state_walk_in()
  }
}

export function matchName(by: 'email' | 'name' | 'hand'): string {
  switch (by) {
    case 'email':
      return m.online_by_email()
    case 'name':
      return m.online_by_name()
    case 'hand':
      return m.online_by_hand()
  }
}
