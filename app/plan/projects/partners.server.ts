// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Transaction } from 'kysely'
import type { Actor } from '#base/access/actor.ts'
import { refuseUnless } from '#base/access/refuse.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { record } from '#base/ledger/ledger.server.ts'
import type { Db } from '#db/connect.server.ts'
import { holdLedger, holdRow } from '#db/hold.server.ts'
import type { Database } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { addOrganisation, type NewOrganisation } from '#plan/organisations/organisations.server.ts'
import { type PartnerValues, partnerRoles } from './project.ts'

/** The bodies of a project in their order: lead, partners, supporting bodies. */
export async function partnersOf(db: Db, project_id: string) {
  return await db
    .selectFrom('project_partner')
    .innerJoin('organisation', 'organisation.id', 'project_partner.organisation_id')
    .where('project_partner.project_id', '=', project_id)
    .select(['organisation.id as organisation_id', 'organisation.name', 'organisation.type'])
    .select('project_partner.role')
    .orderBy('project_partner.position')
    .orderBy('organisation.name_search')
    .execute()
}

/**
 * Makes `partners` the bodies of a project, lead first; whoever is not among them is a partner no more. Two leads, or
 * a body twice, are refused. Joins the caller's transaction if there is one.
 */
export async function setPartners(
  db: Db,
  actor: Actor | null,
  project_id: string,
  partners: PartnerValues[],
) {
  refuseUnless(actor, 'installation:administer', { projectId: project_id })
  if (partners.filter((partner) => partner.role === 'lead').length > 1)
    throw new AppError('invalid', m.projects_one_lead())
  if (new Set(partners.map((partner) => partner.organisation_id)).size < partners.length)
    throw new AppError('invalid', m.projects_partner_twice())
  await inTransaction(db, async (db) => {
    await holdRow(db, 'project', project_id)
    await holdLedger(db)
    const before = (await partnersOf(db, project_id)).map(({ organisation_id, role }) => ({
      organisation_id,
      role,
    }))
    const after = partnerRoles.flatMap((role) => partners.filter((partner) => partner.role === role))
    if (JSON.stringify(before) === JSON.stringify(after)) return
    await db.deleteFrom('project_partner').where('project_id', '=', project_id).execute()
    if (after.length > 0) {
      const rows = after.map(({ organisation_id, role }, index) => ({
        project_id,
        organisation_id,
        role,
        position: index + 1,
      }))
      await db.insertInto('project_partner').values(rows).execute()
    }
    await record(db, actor, {
      act: 'project_changed',
      subject: ['project', project_id],
      projectId: project_id,
      before: { partners: before },
      after: { partners: after },
    })
  })
}

/**
 * Adds a body to a project, and to the installation when no other has its name; one that is in it already gets the role. Refuses, at
 * `lead_sure`, to make the lead something else unless that is said.
 */
export async function addPartner(
  db: Db,
  actor: Actor,
  project_id: string,
  {
    role,
    lead_sure = false,
    ...organisation
  }: NewOrganisation & Pick<PartnerValues, 'role'> & { lead_sure?: boolean },
) {
  refuseUnless(actor, 'installation:administer', { projectId: project_id })
  await inTransaction(db, async (db) => {
    await holdRow(db, 'project', project_id)
    const { id } = await addOrganisation(db, actor, organisation)
    const lead = (await partnersOf(db, project_id)).find((partner) => partner.role === 'lead')
    if (lead?.organisation_id === id && role !== 'lead' && !lead_sure) {
      throw new AppError('invalid', m.projects_lead_already({ name: lead.name }), 'lead_sure')
    }
    await putPartner(db, actor, project_id, { organisation_id: id, role })
  })
}

async function putPartner(
  db: Transaction<Database>,
  actor: Actor,
  project_id: string,
  partner: PartnerValues,
) {
  const others = (await partnersOf(db, project_id)).filter(
    ({ organisation_id }) => organisation_id !== partner.organisation_id,
  )
  const kept = others.map(({ organisation_id, role }) => ({ organisation_id, role }))
  await setPartners(db, actor, project_id, [...kept, partner])
}
