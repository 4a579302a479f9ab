// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { at } from '#base/clock.server.ts'
import type { Db } from '#db/connect.server.ts'
import { runningEditions } from '#plan/editions/running.server.ts'
import { addPartner, partnersOf, setPartners } from '#plan/projects/partners.server.ts'
import { type ProjectValues, projectSchema } from '#plan/projects/project.ts'
import { addProject, changeProject, listProjects, projectsOf } from '#plan/projects/projects.server.ts'
import { meetingsOutside } from '#plan/targets/consistency.server.ts'
import { projectPage } from '#site/project-page.server.ts'
import { describeEngines, describeEnginesAfresh } from '#tests/support/engines.ts'
import { iris } from '#tests/support/iris.ts'
import { account, grant } from '#tests/support/people.ts'
import { edition, meeting, project } from '#tests/support/training.ts'

const page = { limit: 50, offset: 0 }

const passi: ProjectValues = projectSchema.parse({
  slug: 'passi',
  acronym: 'PASSI',
  title: "Promozione dell'accesso ai servizi per l'integrazione",
  fund: 'FAMI 2014-2020',
  funding_statement: "Progetto cofinanziato dall'Unione europea",
  starts_on: '2017-04-01',
  ends_on: '2018-09-30',
  declared_months: 18,
  reached_stage: 'attended',
  evidence_rule: 'either',
  language: 'it',
  late_after: 10,
  close_within: 24,
  aims: 'Servizi di informazione uniformi.',
  recipients: 'Operatori dei servizi pubblici.',
})

/** The rows of the ledger about one. */
const changes = async (db: Db, id: string) =>
  await db.selectFrom('ledger').selectAll().where('subject_id', '=', id).orderBy('seq').execute()

describeEnginesAfresh('projects', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeEach(async () => {
    who = await iris(world.db)
  })

  it('are added with their ledger row; an address another has is refused', async () => {
    const { id } = await addProject(world.db, who.administrator, passi)
    await expect(addProject(world.db, who.administrator, passi)).rejects.toMatchObject({
      kind: 'conflict',
      field: 'slug',
    })
    expect((await changes(world.db, id)).map(({ act, project_id }) => [act, project_id])).toEqual([
      ['project_added', id],
    ])
    expect((await listProjects(world.db, page)).rows.map(({ slug }) => slug)).toEqual([
      'iris',
      'passi',
      'rosa',
    ])
  })

  it('are seen in the office only by who has a part in them', async () => {
    const mine = async (actor: typeof who.manager) => {
      const { rows } = await projectsOf(world.db, actor, page)
      return rows.map(({ slug, manages, reads_until }) => [slug, manages, reads_until])
    }
    expect(await mine(who.manager)).toEqual([['iris', true, null]])
    expect(await mine(who.otherManager)).toEqual([['rosa', true, null]])
    expect(await mine(who.auditor)).toEqual([['iris', false, null]])
    expect(await mine(who.trainer)).toEqual([])
    expect(await mine(who.operator)).toEqual([])
    expect(await mine(who.administrator)).toEqual([])
    await addProject(world.db, who.administrator, passi)
    const inspector = await account(world.db, 'Ines Lodi')
    const until = '2099-12-31T22:59:59.999Z'
    expect(await mine(await grant(world.db, inspector, 'auditor', { expires_at: until }))).toEqual([
      ['iris', false, until],
      ['passi', false, until],
      ['rosa', false, until],
    ])
  })
})

describeEngines('projects', (world) => {
  let who: Awaited<ReturnType<typeof iris>>
  beforeAll(async () => {
    who = await iris(world.db)
  })

  it('are changed with what was before and after, and nothing else, in the ledger', async () => {
    const { id } = await addProject(world.db, who.administrator, passi)
    await changeProject(world.db, who.administrator, id, passi)
    await changeProject(world.db, who.administrator, id, { ...passi, contact_email: 'passi@regione.example' })
    const rows = await changes(world.db, id)
    expect(rows.map(({ act }) => act)).toEqual(['project_added', 'project_changed'])
    expect(rows[1]).toMatchObject({
      before: '{"contact_email":null}',
      after: '{"contact_email":"passi@regione.example"}',
    })
    await expect(
      changeProject(world.db, who.administrator, id, { ...passi, slug: 'iris' }),
    ).rejects.toMatchObject({
      kind: 'conflict',
      field: 'slug',
    })
  })

  it('have one lead and each body once, the lead first', async () => {
    const { db } = world
    const [comune, ponte] = [who.comune.id, who.cooperativa.id]
    const set = (...partners: [string, 'lead' | 'partner' | 'supporting'][]) =>
      setPartners(
        db,
        who.administrator,
        who.project.id,
        partners.map(([organisation_id, role]) => ({ organisation_id, role })),
      )
    await set([ponte, 'partner'], [comune, 'lead'])
    expect((await partnersOf(db, who.project.id)).map(({ name, role }) => [name, role])).toEqual([
      ['Comune di Perugia', 'lead'],
      ['Cooperativa Il Ponte', 'partner'],
    ])
    await expect(set([ponte, 'lead'], [comune, 'lead'])).rejects.toMatchObject({ kind: 'invalid' })
    await expect(set([ponte, 'lead'], [ponte, 'partner'])).rejects.toMatchObject({ kind: 'invalid' })
    await set([comune, 'lead'])
    await set([comune, 'lead'])
    const added = { name: 'Cooperativa Il Ponte', type: 'cooperativa' as const, role: 'supporting' as const }
    await addPartner(db, who.administrator, who.project.id, added)
    const roles = async () => (await partnersOf(db, who.project.id)).map(({ role }) => role)
    expect(await roles()).toEqual(['lead', 'supporting'])
    const lead = { name: 'Comune di Perugia', type: 'comune' as const, role: 'partner' as const }
    const demote = (lead_sure?: boolean) =>
      addPartner(db, who.administrator, who.project.id, { ...lead, ...(lead_sure && { lead_sure }) })
    await expect(demote()).rejects.toMatchObject({ kind: 'invalid', field: 'lead_sure' })
    expect(await roles()).toEqual(['lead', 'supporting'])
    await demote(true)
    expect(await roles()).toEqual(['partner', 'supporting'])
    expect(await changes(world.db, who.project.id)).toHaveLength(4)
  })

  it('show the public what was published, and no unknown address anything', async () => {
    const found = await at('2026-02-06T08:00:00Z', () => projectPage(world.db, 'iris'))
    expect(found?.targets.map(({ quantity }) => quantity).sort()).toEqual([100, 150, 50])
    expect(found?.editions).toMatchObject([
      { code: 'IRIS-PM-01', next_at: '2026-02-12T10:00:00.000Z', meetings_left: 1, enrolled: 2 },
    ])
    expect(await projectPage(world.db, 'nowhere')).toBeNull()
    expect(await at('2026-03-01T08:00:00Z', () => runningEditions(world.db, who.project.id))).toEqual([])
  })

  it('know the meetings outside their dates, by the day in Rome', async () => {
    const terra = await project(world.db, 'terra')
    const run = await edition(world.db, terra, 'TERRA-PM-01')
    await meeting(world.db, run, 1, '2026-02-05T10:00Z', '2026-02-05T12:30Z')
    expect(await meetingsOutside(world.db, terra)).toBe(0)
    await meeting(world.db, run, 3, '2026-06-02T21:30Z', '2026-06-02T23:00Z')
    expect(await meetingsOutside(world.db, terra)).toBe(0)
    await meeting(world.db, run, 4, '2026-06-02T22:30Z', '2026-06-02T23:30Z')
    await meeting(world.db, run, 5, '2026-07-01T10:00Z', '2026-07-01T11:00Z', { state: 'cancelled' })
    expect(await meetingsOutside(world.db, terra)).toBe(1)
    expect(await meetingsOutside(world.db, { ...terra, starts_on: null, ends_on: null })).toBe(0)
  })
})
