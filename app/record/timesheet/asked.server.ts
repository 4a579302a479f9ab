// SPDX-License-Identifier: AGPL-3.0-or-later
// Which month and which project an address asks for, of the person who is signed in.
import type { Actor } from '#base/access/actor.ts'
import { now } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { localDate } from '#base/i18n/zone.ts'
import type { Db } from '#db/connect.server.ts'
import { projectsTaught, timesheetOf } from './month.server.ts'
import { monthAsked } from './month.ts'

/** An actor's own sheet; null for an account that is no person. Refuses a project where they do not teach. */
export async function ownTimesheet(db: Db, actor: Actor, params: URLSearchParams) {
  const moment = now()
  const month = monthAsked(params, localDate(moment, env().TZ_DISPLAY))
  if (actor.personId === null) return null
  const projects = await projectsTaught(db, actor.personId)
  const slug = (params.get('project') ?? '').slice(0, 100)
  const project = projects.find((one) => one.slug === slug) ?? null
  if (slug !== '' && !project) throw new AppError('not_found', m.access_not_found())
  const sheet = await timesheetOf(db, actor.personId, { month, project }, moment)
  return { sheet, project, projects, person_id: actor.personId }
}
