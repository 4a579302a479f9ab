// SPDX-License-Identifier: AGPL-3.0-or-later
// Whose a form is that a device kept, and when it was sent.
import type { Actor } from '#base/access/actor.ts'
import { now } from '#base/clock.server.ts'
import { deviceKeyOf } from '#base/device-key.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { saidAt } from './device-clock.ts'
import type { KeptForm } from './kept-form.ts'
import { givenAt } from './page-stamp.server.ts'

/** Refuses (conflict) a form of another account: it stays on the device, and waits for its author. */
export function refuseOthers({ kept_account }: Pick<KeptForm, 'kept_account'>, { accountId }: Actor): void {
  if (kept_account === deviceKeyOf(accountId)) return
  throw new AppError('conflict', m.attendance_error_other_account())
}

/** When a form was sent by its author, by our clock; undefined, as it arrives, where nobody gave its page. */
export function saidOf(
  { kept_at, kept_sent_at, kept_given }: KeptForm,
  meeting_id: string,
  { accountId }: Actor,
): string | undefined {
  const given = givenAt({ meeting_id, accountId }, kept_given)
  if (given === null) return undefined
  return saidAt({ at: kept_at, sent_at: kept_sent_at, given, arrived: now() })
}
