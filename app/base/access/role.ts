// SPDX-License-Identifier: AGPL-3.0-or-later
import { z } from 'zod'
import { about, calendarDate, reference } from '#base/http/fields.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Role } from './permissions.ts'
import { proofField } from './proof.ts'

export type GrantableRole = Exclude<Role, 'learner'>

/** Where each role is given: an administrator for the installation, a trainer for an edition, the others a project. */
export const grantSchema = z
  .object({
    role: z.enum(['administrator', 'manager', 'auditor']),
    project: reference.optional(),
    expires_on: calendarDate.optional(),
    ...proofField,
  })
  .refine((grant) => grant.role === 'administrator' || grant.project, {
    path: ['project'],
    error: () => m.access_role_wants_project(),
    ...about('role', 'project'),
  })
  // An inspection has an end: "until further notice" is not a date (domain.md 9, A6).
  .refine((grant) => grant.role !== 'auditor' || grant.expires_on, {
    path: ['expires_on'],
    error: () => m.access_auditor_wants_expiry(),
    ...about('role', 'expires_on'),
  })

export function accountRoleName(role: Role): string {
  switch (role) {
    case 'administrator':
      return m.access_role_administrator()
    case 'manager':
      return m.words_project_manager()
    case 'auditor':
      return m.access_role_auditor()
    case 'trainer':
      return m.words_trainer()
    case 'learner':
      return m.access_role_learner()
  }
}
