// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Locale } from '#base/i18n/locale.ts'
import type { Role } from './permissions.ts'

export type Grant = { role: Role; projectId: string | null; editionId: string | null }

/** The signed-in browser somebody acts from, and when they last proved there who they are (access/proof.server.ts). */
export type ActingLogin = { handle: string; provedAt: string | null }

/** Who is acting: an account, the person behind it if any, and the roles it holds now. */
export type Actor = {
  accountId: string
  personId: string | null
  name: string
  email: string
  language: Locale
  grants: Grant[]
  /** Absent where the program itself acts as an account, and no browser does. */
  login?: ActingLogin
  /** Proved in this very request who they are: only this signs. */
  signs?: true
}

/** Where something happens; empty: the installation. */
export type Place = { projectId?: string; editionId?: string }

/** Whether a grant reaches a place: an installation's everywhere, a project's in its editions, an edition's there. */
export function reaches(grant: Grant, place: Place): boolean {
  if (grant.editionId) return grant.editionId === place.editionId
  if (grant.projectId) return grant.projectId === place.projectId
  return true
}
