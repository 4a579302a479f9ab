// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Actor } from '#base/access/actor.ts'
import { canSomewhere } from '#base/access/permissions.ts'
import { m } from '#base/i18n/paraglide/messages.js'

type NavigationItem = {
  to: string
  label: string
  /** The addresses it stands for, where they are not those below `to`. */
  within?: string
}

/** The main navigation: what everybody has, then what a person's roles open. */
export function navigationOf(actor: Actor | null): NavigationItem[] {
  const items: NavigationItem[] = [
    { to: '/', label: m.ui_nav_home() },
    { to: '/courses', label: m.words_courses() },
  ]
  if (!actor) return items
  if (actor.personId) items.push({ to: '/my', label: m.words_my_training() })
  if (actor.grants.some((grant) => grant.role === 'trainer'))
    items.push({ to: '/teaching', label: m.words_my_meetings() })
  if (canSomewhere(actor, 'project:see')) items.push({ to: '/manage', label: m.ui_nav_manage() })
  if (canSomewhere(actor, 'installation:administer'))
    items.push({ to: '/admin/projects', label: m.words_administration(), within: '/admin' })
  return items
}
