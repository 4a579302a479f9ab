// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Actor } from '#base/access/actor.ts'
import { can } from '#base/access/permissions.ts'
import { now } from '#base/clock.server.ts'
import { deviceKeyOf } from '#base/device-key.server.ts'
import { env } from '#base/env.server.ts'
import { readSettings } from '#base/settings/settings.server.ts'
import { version } from '#base/version.server.ts'
import type { Db } from '#db/connect.server.ts'
import { isNear, keepWith, keptUntil, type OnDevice } from './kept-page.ts'
import { stampOf } from './page-stamp.server.ts'

type Meeting = { id: string; edition_id: string; starts_at: string; ends_at: string }

/**
 * What a page of a meeting, asked for by an actor, says of being kept on their device: to its scripts, and in the header that the
 * worker reads. Of today's and tomorrow's meetings, to whoever calls their roll, while the installation keeps pages on devices.
 */
export async function onDevice(db: Db, actor: Actor, meeting: Meeting & { project_id: string }) {
  const moment = now()
  const place = { projectId: meeting.project_id, editionId: meeting.edition_id }
  const isOn = (await readSettings(db)).pages_on_devices === 'on'
  const mayKeep = can(actor, 'attendance:record', place) && isNear(meeting, moment, env().TZ_DISPLAY)
  const stamp = stampOf({ meeting_id: meeting.id, accountId: actor.accountId }, moment)
  const kept = [deviceKeyOf(actor.accountId), meeting.id, keptUntil(meeting), stamp].join('; ')
  return {
    device: shownOf(isOn ? (mayKeep ? 'kept' : 'none') : 'off', meeting.starts_at, meeting.ends_at),
    init: keepWith(isOn ? (mayKeep ? kept : null) : 'off'),
  }
}

/** The same of a trainer's own pages, which are of no meeting: the list of what a device keeps is kept with it. */
export async function ownOnDevice(db: Db, actor: Actor, isList: boolean) {
  const isOn = (await readSettings(db)).pages_on_devices === 'on'
  const kept = [deviceKeyOf(actor.accountId), '', '', ''].join('; ')
  return {
    device: shownOf(isOn ? (isList ? 'kept' : 'none') : 'off', '', ''),
    init: keepWith(isOn ? (isList ? kept : null) : 'off'),
  }
}

function shownOf(keeping: OnDevice['keeping'], from: string, to: string): OnDevice {
  return { keeping, build: version(), zone: env().TZ_DISPLAY, from, to }
}
