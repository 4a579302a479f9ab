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
  /**
   * Proved in this very request who they are: only this signs. `together`: what they do is one of several changes of a page, and
   * its next version is made once, by whoever signs them (record/corrections).
   */
  signs?: true | 'together'
}

/** An actor in an act on what is their own: their account, their enrolment, their tries. Nothing but being oneself permits it. */
export type Oneself = Actor

/** Where something happens, whole: an edition with its project, and the body it is about if it is about one. Empty: the installation. */
export type Place = { organisationId?: string } & (
  | { projectId?: undefined; editionId?: undefined }
  | { projectId: string; editionId?: string }
)

/** The place of an edition. */
export function editionPlace({ id, project_id }: { id: string; project_id: string }): Place {
  return { projectId: project_id, editionId: id }
}

/** The place of a row that names its project and, if it has one, its edition. */
export function placeOf({ project_id, edition_id }: { project_id: string; edition_id?: string }): Place {
  return { projectId: project_id, ...(edition_id !== undefined && { editionId: edition_id }) }
}

/** Whether a grant reaches a place: an installation's everywhere, a project's in its editions, an edition's there. */
export function reaches(grant: Grant, place: Place): boolean {
  if (grant.editionId) return grant.editionId === place.editionId
  if (grant.projectId) return grant.projectId === place.projectId
  return true
}
