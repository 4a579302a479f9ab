// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeAll, expect, it } from 'vitest'
import { ownEmployer } from '#record/learning/my-employer.server.ts'
import { edgeCases } from '#tests/record/attendance/edge-case-world.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { employment, person } from '#tests/support/people.ts'
import { enrolment } from '#tests/support/training.ts'

const today = '2026-03-02T09:00:00.000Z'

describeEngines('how somebody is counted, as they read it', (world) => {
  let known: Awaited<ReturnType<typeof edgeCases>>
  beforeAll(async () => {
    known = await edgeCases(world.db)
    await world.db
      .updateTable('project')
      .set({ contact_email: 'iris@presente.example', contact_phone: '075 000 0101' })
      .where('id', '=', known.project.id)
      .execute()
  })

  it('is the employer of today with the sector, and the office to tell of an error', async () => {
    expect(await ownEmployer(world.db, known.anna.id, today)).toEqual({
      now: { organisation: 'Comune di Perugia', sector: 'public' },
      projects: [
        {
          office: { project: 'IRIS', email: 'iris@presente.example', phone: '075 000 0101' },
          counted: null,
        },
      ],
    })
  })

  it('names the employer that the first attendance froze, where it is another', async () => {
    const nora = await person(world.db, 'Nora Sala')
    await employment(world.db, nora, known.cooperativa, '2020-01-01', '2026-02-28')
    await employment(world.db, nora, known.comune, '2026-03-01')
    await enrolment(world.db, known.edition, nora)
    await known.attends(known.meetings[0], nora)
    const found = await ownEmployer(world.db, nora.id, today)
    expect(found.now).toEqual({ organisation: 'Comune di Perugia', sector: 'public' })
    expect(found.projects[0]?.counted).toEqual({ organisation: 'Cooperativa Il Ponte', sector: 'private' })
  })

  it('says of somebody without an employer that there is none, and names no project where they are not', async () => {
    const stranger = await person(world.db, 'Nadia Gallo')
    expect(await ownEmployer(world.db, stranger.id, today)).toEqual({ now: null, projects: [] })
  })
})
