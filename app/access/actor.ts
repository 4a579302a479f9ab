// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Locale } from '#app/i18n/locale.ts'
import type { Role } from './permissions.ts'

export type Grant = { role: Role; projectId: string | null; editionId: string | null }

/** Who is acting: an account, the person behind it if any, and the roles it holds now. */
export type Actor = {
  accountId: string
  personId: string | null
  name: string
  email: string
  language: Locale
  grants: Grant[]
}

/** Where something happens; empty: the installation. */
export type Place = { projectId?: string; editionId?: string }

/** Whether a grant reaches a place: an installation's everywhere, a project's in its editions, an edition's there. */
export function reaches(grant: Grant, place: Place): boolean {
  if (grant.editionId) return grant.editionId === place.editionId
  if (grant.projectId) return grant.projectId === place.projectId
  return true
}
