// SPDX-License-Identifier: AGPL-3.0-or-later
// When a roll call's page was given, sealed for its meeting and its reader: nothing said on it was said before.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { keyOf } from '#base/keys.server.ts'

type Page = { meeting_id: string; accountId: string }

/** What the page carries, and every statement kept from it. */
export function stampOf(page: Page, moment: string): string {
  return `${moment}/${sealOf(page, moment)}`
}

/** When the page of a stamp was given; null for one of another meeting, of somebody else, or that nobody gave. */
export function givenAt(page: Page, stamp: string | undefined): string | null {
  const [moment = '', seal = ''] = stamp?.split('/') ?? []
  const [one, other] = [Buffer.from(seal), Buffer.from(sealOf(page, moment))]
  return one.length === other.length && timingSafeEqual(one, other) ? moment : null
}

function sealOf({ meeting_id, accountId }: Page, moment: string): string {
  const text = [meeting_id, accountId, moment].join('\n')
  return createHmac('sha256', keyOf('roll call page')).update(text).digest('base64url')
}
