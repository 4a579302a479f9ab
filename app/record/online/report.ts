// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { proofField } from '#base/access/proof.ts'
import { line, text } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Platform } from './report-line.ts'

const platformNames: Record<Platform, string> = {
  teams: 'Microsoft Teams',
  zoom: 'Zoom',
  meet: 'Google Meet',
}

export function platformName(platform: Platform): string {
  return platformNames[platform]
}

/** Asked for where the page of the register is closed. */
const signed = { reason: text(1000).optional(), ...proofField }

/** The form that imports a report; its file is read apart. */
export const importSchema = z.object({
  platform_version: line(100).optional(),
  ...signed,
})

/** What is done about a row: this is who it is; nobody of ours, and why; on its page. */
export const chooseSchema = z.object({
  intent: z.literal('choose'),
  row: z.uuid(),
  person: z.uuid(),
  ...signed,
})

export const setAsideSchema = z.object({ intent: z.literal('set_aside'), why: text(1000), ...proofField })

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
  ...signed,
})

/** Records the presence of people matched before they were enrolled. */
const recordSchema = z.object({ intent: z.literal('record'), ...signed })

export const timesSchema = z.discriminatedUnion('intent', [takeTimesSchema, recordSchema])

export type RowState = 'matched' | 'waiting' | 'set_aside'
export const rowStates = ['waiting', 'matched', 'set_aside'] as const satisfies readonly RowState[]

export function rowStateName(state: RowState): string {
  switch (state) {
    case 'matched':
      return m.online_state_matched()
    case 'waiting':
      return m.online_state_waiting()
    case 'set_aside':
      return m.online_state_set_aside()
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
