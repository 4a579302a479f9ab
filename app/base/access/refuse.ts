// SPDX-License-Identifier: AGPL-3.0-or-later
// The wall that everything which writes meets, whoever calls it: a page, an import, a job, the command line.
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Actor, Place } from './actor.ts'
import { can, canSomewhere, type Permission } from './permissions.ts'

/**
 * Refuses (forbidden) who does not hold a permission at a place; `anywhere`: who holds it nowhere. `actor` null is the program
 * itself, which may.
 */
export function refuseUnless(actor: Actor | null, permission: Permission, place: Place | 'anywhere'): void {
  if (!actor) return
  const may = place === 'anywhere' ? canSomewhere(actor, permission) : can(actor, permission, place)
  if (!may) throw new AppError('forbidden', m.access_forbidden())
}
