// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may do what. `roles` may do it; whoever may do `seenWith` sees the page and is told 403, anybody else 404.
import { type Actor, type Place, reaches } from './actor.ts'

/** `learner` is never granted: it is held in an edition by being enrolled in it. */
export const roles = ['administrator', 'manager', 'auditor', 'trainer', 'learner'] as const
export type Role = (typeof roles)[number]

type Rule = { roles: readonly Role[]; seenWith?: Permission }

export type Permission =
  | 'installation:administer'
  | 'project:see'
  | 'project:manage'
  | 'edition:see'
  | 'edition:manage'
  | 'attendance:see'
  | 'attendance:record'
  | 'register:lock'
  | 'course:learn'
  | 'organisation:keep'

export const permissions: Record<Permission, Rule> = {
  'installation:administer': { roles: ['administrator'] },
  'project:see': { roles: ['manager', 'auditor'] },
  'project:manage': { roles: ['manager'], seenWith: 'project:see' },
  // What is read of one edition, by those who teach it too; what is done there of its project's office stays the manager's.
  'edition:see': { roles: ['manager', 'auditor', 'trainer'] },
  'edition:manage': { roles: ['manager'], seenWith: 'edition:see' },
  'attendance:see': { roles: ['manager', 'auditor', 'trainer'] },
  'attendance:record': { roles: ['manager', 'trainer'], seenWith: 'attendance:see' },
  // A locked register is the manager's: trainers who recorded it may not correct it any more (domain.md 4.1, rule 5).
  'register:lock': { roles: ['manager'], seenWith: 'attendance:see' },
  'course:learn': { roles: ['learner'] },
  // Bodies are the whole installation's: whoever enrols somebody names their employer.
  'organisation:keep': { roles: ['administrator', 'manager'] },
}

export function can(actor: Actor, permission: Permission, place: Place): boolean {
  return actor.grants.some(
    (grant) => permissions[permission].roles.includes(grant.role) && reaches(grant, place),
  )
}

/** Whether the actor may do something at some place: what the navigation shows. */
export function canSomewhere(actor: Actor, permission: Permission): boolean {
  return actor.grants.some((grant) => permissions[permission].roles.includes(grant.role))
}

/** The projects where the actor may do something by a grant for the project itself. */
export function projectsWhere(actor: Actor, permission: Permission): string[] {
  return actor.grants.flatMap(({ role, projectId, editionId }) =>
    projectId && !editionId && permissions[permission].roles.includes(role) ? projectId : [],
  )
}
