// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Actor } from '#base/access/actor.ts'
import { can } from '#base/access/permissions.ts'
import { m } from '#base/i18n/paraglide/messages.js'

/** Where a meeting's pages lead back to: the edition in the project's office, or the trainer's own meetings. */
export function trailTo(
  actor: Actor,
  project: { id: string; slug: string },
  edition: { code: string },
): { label: string; to: string } {
  if (!can(actor, 'project:see', { projectId: project.id })) {
    return { label: m.words_my_meetings(), to: '/teaching' }
  }
  return { label: edition.code, to: `/manage/${project.slug}/editions/${edition.code}` }
}
