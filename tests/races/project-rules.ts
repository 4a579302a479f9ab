// SPDX-License-Identifier: AGPL-3.0-or-later
// Projects, their partners, target lines and numbers recorded by hand.

import type { Db } from '#db/connect.server.ts'
import { addPartner, setPartners } from '#plan/projects/partners.server.ts'
import { type ProjectValues, projectSchema } from '#plan/projects/project.ts'
import { addProject, changeProject } from '#plan/projects/projects.server.ts'
import { recordTally } from '#plan/targets/tallies.server.ts'
import { addTarget, changeTarget, removeTarget } from '#plan/targets/targets.server.ts'
import { grant, organisation } from '#tests/support/people.ts'
import { project, target } from '#tests/support/training.ts'
import { ids, nth, numbers, rule, type Stage } from './rule.ts'

export const projectRules = [
  rule({
    says: 'An address is one project’s, among new ones',
    prepare: async ({ who, word }) => ({ by: who.administrator, values: projectValues(word) }),
    attempt: (db, { by, values }) => addProject(db, by, values),
    wins: 1,
    stands: (db, { values }) => withSlug(db, values.slug),
    so: 1,
  }),
  rule({
    says: 'An address is one project’s, among those that change theirs',
    prepare: async ({ db, who, word }) => {
      const all: string[] = []
      for (const n of numbers()) all.push((await project(db, `${word}-${n}`)).id)
      return { by: who.administrator, all, values: projectValues(word) }
    },
    attempt: (db, { by, all, values }, n) => changeProject(db, by, nth(all, n), values),
    wins: 1,
    stands: (db, { values }) => withSlug(db, values.slug),
    so: 1,
  }),
  rule({
    says: 'A project has one lead, and each body once',
    prepare: async ({ db, who, word }) => {
      const bodies: string[] = []
      for (const n of numbers()) bodies.push((await organisation(db, `${word} ${n}`)).id)
      return { by: who.administrator, project_id: (await project(db, word)).id, bodies }
    },
    attempt: (db, { by, project_id, bodies }, n) => {
      const lead = { organisation_id: nth(bodies, n), role: 'lead' as const }
      if (n % 2 === 0) return setPartners(db, by, project_id, [lead])
      return addPartner(db, by, project_id, {
        name: `Ospite ${project_id} ${n}`,
        type: 'comune',
        role: 'partner',
      })
    },
    wins: 20,
    stands: async (db, { project_id }) => {
      const rows = await db
        .selectFrom('project_partner')
        .select('role')
        .where('project_id', '=', project_id)
        .execute()
      return rows.filter((row) => row.role === 'lead').length
    },
    so: 1,
  }),
  rule({
    says: 'Two target lines, each put under the other, make no circle',
    prepare: async ({ db, who, word }) => {
      const own = await project(db, word)
      const lines = [await target(db, own, 'Uno', 10), await target(db, own, 'Due', 10, { position: 2 })]
      return { by: await managing(db, who, own), own, lines: lines.map(({ id }) => id) }
    },
    attempt: (db, { by, own, lines }, n) =>
      changeTarget(db, by, own.id, nth(lines, n), { ...line, parent_id: nth(lines, n + 1) }),
    stands: async (db, { own }) => {
      const rows = await db
        .selectFrom('target')
        .select('parent_id')
        .where('project_id', '=', own.id)
        .execute()
      return rows.filter((row) => row.parent_id === null).length
    },
    so: 1,
  }),
  rule({
    says: 'A target line is removed with nothing under it, or not at all',
    prepare: async ({ db, who, word }) => {
      const own = await project(db, word)
      const { id } = await target(db, own, 'Famiglie', 10, { source: 'tally' })
      return { by: await managing(db, who, own), own, id, forms: ids() }
    },
    attempt: (db, { by, own, id, forms }, n) => {
      if (n % 3 === 0) return removeTarget(db, by, own.id, id)
      const form = { id: nth(forms, n), on_date: '2026-02-05', quantity: 1, note: 'Contate' }
      if (n % 3 === 1) return recordTally(db, by, { ...form, target_id: id })
      return addTarget(db, by, { ...line, source: 'tally', id: form.id, project_id: own.id, parent_id: id })
    },
    stands: async (db, { own }) => {
      const lines = await db
        .selectFrom('target')
        .select(['id', 'parent_id'])
        .where('project_id', '=', own.id)
        .execute()
      return lines.every((row) => row.parent_id === null || lines.some((other) => other.id === row.parent_id))
    },
    so: true,
  }),
  rule({
    says: 'A number recorded by hand is never corrected below zero',
    prepare: async ({ db, who, word }) => {
      const own = await project(db, word)
      const { id } = await target(db, own, 'Famiglie', 10, { source: 'tally' })
      const tally = { target_id: id, on_date: '2026-02-05', note: 'Contate' }
      const by = await managing(db, who, own)
      await recordTally(db, by, { ...tally, quantity: 3 })
      return { by, tally }
    },
    attempt: (db, { by, tally }) => recordTally(db, by, { ...tally, quantity: -1 }),
    wins: 3,
    stands: async (db, { tally }) => {
      const rows = await db
        .selectFrom('tally')
        .select('quantity')
        .where('target_id', '=', tally.target_id)
        .execute()
      return rows.reduce((sum, row) => sum + row.quantity, 0)
    },
    so: 0,
  }),
]

/** The manager of I.R.I.S., of another project too. */
const managing = (db: Db, who: Stage['who'], own: { id: string }) =>
  grant(db, who.manager, 'manager', { project: own })

const line = {
  label_it: 'Linea',
  label_en: 'Line',
  unit: 'persons' as const,
  kind: 'direct' as const,
  source: 'attendance' as const,
  audience: 'training' as const,
  organisation_types: [],
}

function projectValues(slug: string): ProjectValues {
  return projectSchema.parse({
    slug,
    acronym: slug,
    title: 'Progetto in gara',
    fund: 'FAMI 2021-2027',
    funding_statement: 'Cofinanziato',
    reached_stage: 'attended',
    evidence_rule: 'either',
    language: 'it',
    late_after: 10,
    close_within: 24,
    aims: 'Rafforzare.',
    recipients: 'Operatori.',
  })
}

async function withSlug(db: Db, slug: string): Promise<number> {
  return (await db.selectFrom('project').select('id').where('slug', '=', slug).execute()).length
}
