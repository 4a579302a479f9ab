// SPDX-License-Identifier: AGPL-3.0-or-later
// What those who teach an edition read of its course.
import { beforeAll, expect, it } from 'vitest'
import { newId } from '#base/clock.server.ts'
import {
  modulesOf,
  moduleToRead,
  versionAsked,
  versionsInUse,
} from '#record/learning/edition-modules.server.ts'
import { describeEngines } from '#tests/support/engines.ts'
import { longAgo, person } from '#tests/support/people.ts'
import { edition, enrolment } from '#tests/support/training.ts'
import { online } from './online-course.ts'

const asking = (search: string) => new URLSearchParams(search)

describeEngines('the modules of an edition', (world) => {
  let who: Awaited<ReturnType<typeof online>>
  let editions: { pinned: { id: string; course_id: string | null }; new: { id: string; course_id: string } }
  beforeAll(async () => {
    who = await online(world.db)
    const pinned = await world.db
      .selectFrom('edition')
      .select(['id', 'course_id'])
      .where('code', '=', 'IRIS-ON-01')
      .executeTakeFirstOrThrow()
    const fresh = await edition(world.db, who.project, 'IRIS-ON-02', { course_id: who.course.id })
    editions = { pinned, new: { id: fresh.id, course_id: who.course.id } }
    // A second version is published: those enrolled before keep the first.
    const second = { id: newId(), course_id: who.course.id, number: 2 }
    const first = await world.db
      .selectFrom('course_version')
      .selectAll()
      .where('course_id', '=', who.course.id)
      .executeTakeFirstOrThrow()
    await world.db
      .insertInto('course_version')
      .values({ ...first, ...second, content_hash: 'hash of the second', published_at: longAgo })
      .execute()
    await world.db
      .updateTable('course')
      .set({ version_id: second.id })
      .where('id', '=', who.course.id)
      .execute()
    await enrolment(world.db, pinned, await person(world.db, 'Nina Dopo', who.comune), second)
  })

  it('are those of the versions that its people follow, the one of most first', async () => {
    const versions = await versionsInUse(world.db, editions.pinned)
    expect(versions.map(({ number, people }) => [number, people])).toEqual([
      [1, 2],
      [2, 1],
    ])
    expect(versionAsked(versions, asking(''))?.number).toBe(1)
    expect(versionAsked(versions, asking('version=2'))?.number).toBe(2)
    expect(versionAsked(versions, asking('version=3'))).toBeNull()
    const modules = await modulesOf(world.db, versions[0]?.id ?? '')
    expect(modules.map(({ slug, hasQuiz }) => [slug, hasQuiz])).toEqual([
      ['primo', false],
      ['secondo', true],
    ])
  })

  it('are those of the published version before anybody is enrolled, and none without a course', async () => {
    const versions = await versionsInUse(world.db, editions.new)
    expect(versions.map(({ number, people }) => [number, people])).toEqual([[2, 0]])
    expect(await versionsInUse(world.db, { id: editions.new.id, course_id: null })).toEqual([])
  })

  it('show the questions of a quiz, and not which answers are right', async () => {
    const [version] = await versionsInUse(world.db, editions.pinned)
    const module = await moduleToRead(world.db, version?.id ?? '', 'secondo')
    expect(module?.questions.map(({ number, text }) => [number, text])).toEqual([
      [1, 'Quanto fa due più due?'],
      [2, 'Quali sono pari?'],
    ])
    expect(JSON.stringify(module)).not.toMatch(/"right"|feedback|Troppo poco/)
    expect(await moduleToRead(world.db, version?.id ?? '', 'terzo')).toBeNull()
  })
})
