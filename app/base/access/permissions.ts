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
  | 'attendance:see'
  | 'attendance:record'
  | 'register:lock'
  | 'course:learn'

export const permissions: Record<Permission, Rule> = {
  'installation:administer': { roles: ['administrator'] },
  'project:see': { roles: ['manager', 'auditor'] },
  'project:manage': { roles: ['manager'], seenWith: 'project:see' },
  'attendance:see': { roles: ['manager', 'auditor', 'trainer'] },
  'attendance:record': { roles: ['manager', 'trainer'], seenWith: 'attendance:see' },
  // A locked register is the manager's: trainers who recorded it may not correct it any more (domain.md 4.1, rule 5).
  'register:lock': { roles: ['manager'], seenWith: 'attendance:see' },
  'course:learn': { roles: ['learner'] },
}

export function can(actor: Actor, permission: Permission, place: Place): boolean {
  return actor.grants.some(
    (grant) => permissions[permission].roles.includes(grant.role) && reaches(grant, place),
  )
}

/** Whether some page of a kind exists for the actor anywhere: what the navigation shows. */
export function canSomewhere(actor: Actor, permission: Permission): boolean {
  return actor.grants.some((grant) => permissions[permission].roles.includes(grant.role))
}
