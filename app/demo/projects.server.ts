// SPDX-License-Identifier: AGPL-3.0-or-later

import { type Actor, placeOf } from '#base/access/actor.ts'
import { can } from '#base/access/permissions.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { newId } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { type BodyKey, employers, partnerBodies } from '#db/demo/organisations.ts'
import type { DemoProject, DemoTarget } from '#db/demo/project.ts'
import { demoProjects } from '#db/demo/projects.ts'
import type { OrganisationType } from '#plan/organisations/organisation.ts'
import { addOrganisation } from '#plan/organisations/organisations.server.ts'
import { setPartners } from '#plan/projects/partners.server.ts'
import { addProject } from '#plan/projects/projects.server.ts'
import { addTarget } from '#plan/targets/targets.server.ts'

/** An administrator adds the five projects with their bodies. Returns their ids by slug. */
export async function addDemoProjects(db: Db, actor: Actor): Promise<Map<string, string>> {
  refuseUnless(actor, 'installation:administer', {})
  const bodies = await addBodies(db, actor)
  const ids = new Map<string, string>()
  for (const project of demoProjects) {
    const { lead, partners, supporting, work_packages, targets: _, ...values } = project
    const { id } = await addProject(db, actor, {
      ...values,
      reached_stage: 'attended',
      evidence_rule: 'either',
      language: 'it',
      late_after: 10,
      close_within: 24,
    })
    const roles = [
      ...rolesOf('lead', [lead]),
      ...rolesOf('partner', partners),
      ...rolesOf('supporting', supporting),
    ]
    await setPartners(
      db,
      actor,
      id,
      roles.map(({ key, role }) => ({ organisation_id: bodies.get(key) ?? '', role })),
    )
    await addWorkPackages(db, id, work_packages)
    ids.set(project.slug, id)
  }
  return ids
}

/** The targets of the projects (`ids` by slug): by the manager of those that have one, else by the program. */
export async function addDemoTargets(
  db: Db,
  manager: Actor,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { slug, targets } of demoProjects) {
    const project_id = ids.get(slug) ?? ''
    const by = can(manager, 'project:manage', placeOf({ project_id })) ? manager : null
    for (const target of targets) await addTargetWithChildren(db, by, project_id, undefined, target)
  }
}

/** The ids of the demo's bodies by their key. */
export async function addBodies(db: Db, actor: Actor): Promise<Map<BodyKey, string>> {
  const ids = new Map<BodyKey, string>()
  for (const [key, body] of Object.entries({ ...employers, ...partnerBodies })) {
    const { id } = await addOrganisation(db, actor, { ...body, type: body.type as OrganisationType })
    ids.set(key as BodyKey, id)
  }
  return ids
}

function rolesOf(role: 'lead' | 'partner' | 'supporting', keys: BodyKey[]) {
  return keys.map((key) => ({ key, role }))
}

async function addWorkPackages(
  db: Db,
  project_id: string,
  packages: DemoProject['work_packages'],
): Promise<void> {
  if (packages.length === 0) return
  const rows = packages.map(([code, title], index) => ({
    id: newId(),
    project_id,
    code,
    title,
    position: index + 1,
  }))
  await db.insertInto('work_package').values(rows).execute()
}

async function addTargetWithChildren(
  db: Db,
  actor: Actor | null,
  project_id: string,
  parent_id: string | undefined,
  { children = [], organisation_types, quantity, ...target }: DemoTarget,
): Promise<void> {
  const id = newId()
  await addTarget(db, actor, {
    id,
    project_id,
    parent_id,
    unit: 'persons',
    kind: 'direct',
    source: 'attendance',
    audience: 'training',
    ...(quantity !== null && { quantity }),
    organisation_types: (organisation_types ?? []) as OrganisationType[],
    ...target,
  })
  for (const child of children) await addTargetWithChildren(db, actor, project_id, id, child)
}
