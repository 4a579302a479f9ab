// SPDX-License-Identifier: AGPL-3.0-or-later
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findLedgerFault } from '#base/ledger/ledger.server.ts'
import { catalogueOf, findCourse, isPublished } from '#plan/courses/catalogue.server.ts'
import { publishCourses } from '#plan/courses/publish.server.ts'
import { describeEngines, describeEnginesAfresh } from '#tests/support/engines.ts'
import { coursesFolder, goodCourse } from './course-folder.ts'

const run = promisify(execFile)

describeEngines('publishing courses', (world) => {
  let made: ReturnType<typeof coursesFolder>
  let slug: string
  let serial = 0
  beforeEach(() => {
    serial += 1
    slug = `accoglienza-${serial}`
    made = coursesFolder({ [slug]: goodCourse, rotto: { 'course.md': 'x' } })
  })
  afterEach(() => made.remove())

  const versions = async (of = slug) =>
    await world.db
      .selectFrom('course_version')
      .innerJoin('course', 'course.id', 'course_version.course_id')
      .select(['course_version.id', 'number', 'slug', 'course.version_id'])
      .where('slug', '=', of)
      .orderBy('number')
      .execute()
  const acts = async () =>
    await world.db
      .selectFrom('ledger')
      .innerJoin('course', 'course.id', 'ledger.subject_id')
      .select(['act', 'actor_id', 'after'])
      .where('slug', '=', slug)
      .orderBy('seq')
      .execute()
  const readable = 'courses/rotto/course.md:1: the file must begin with front matter between two lines of ---'

  /** As it is, then with more to read. */
  const publishTwice = async () => {
    await publishCourses(world.db, made.folder)
    made.write(slug, '01-primo.md', `${goodCourse['01-primo.md']}Di più.\n`)
    await publishCourses(world.db, made.folder)
  }

  it('publishes what has no faults, once, and returns the faults of the rest', async () => {
    expect(await publishCourses(world.db, made.folder)).toEqual([readable])
    expect(await publishCourses(world.db, made.folder)).toEqual([readable])
    const [first, ...others] = await versions()
    expect(others).toEqual([])
    expect(first).toMatchObject({ number: 1, slug, version_id: first?.id })
    const modules = await world.db
      .selectFrom('module')
      .select(['slug', 'position'])
      .where('version_id', '=', first?.id ?? '')
      .orderBy('position')
      .execute()
    expect(modules).toEqual([
      { slug: 'primo', position: 1 },
      { slug: 'secondo', position: 2 },
    ])
    expect(await acts()).toMatchObject([{ act: 'course_published', actor_id: null }])
    expect(await isPublished(world.db, 'rotto')).toBe(false)
  })

  it('publishes a second version when a byte changes, and keeps the first', async () => {
    await publishTwice()
    const [first, second, ...others] = await versions()
    expect(others).toEqual([])
    expect(first?.number).toBe(1)
    expect(second).toMatchObject({ number: 2, version_id: second?.id })
    const texts = await world.db
      .selectFrom('module')
      .select('html')
      .where('slug', '=', 'primo')
      .where('version_id', 'in', [first?.id ?? '', second?.id ?? ''])
      .execute()
    expect(texts).toHaveLength(2)
    expect(texts.filter(({ html }) => html.includes('Di più.'))).toHaveLength(1)
  })

  it('keeps the last good version when a file breaks, and names file and line', async () => {
    await publishTwice()
    made.write(slug, '02-secondo.md', '---\ntitle: Secondo\nminutes: 7\nauthor: Me\n---\nTesto.\n')
    expect(await publishCourses(world.db, made.folder)).toContain(
      `courses/${slug}/02-secondo.md:4: unknown key "author"`,
    )
    const all = await versions()
    expect(all).toHaveLength(2)
    expect(all[1]?.version_id).toBe(all[1]?.id)
  })

  it('returns to an earlier version when its content comes back', async () => {
    await publishTwice()
    for (const [file, content] of Object.entries(goodCourse)) made.write(slug, file, content)
    await publishCourses(world.db, made.folder)
    const all = await versions()
    expect(all).toHaveLength(2)
    expect(all[0]?.version_id).toBe(all[0]?.id)
    expect(await acts()).toHaveLength(3)
  })

  it('publishes once when several processes start together', async () => {
    await publishTwice()
    made.write(slug, 'course.md', `${goodCourse['course.md']}\nAncora.\n`)
    made.write('nuovo', 'course.md', goodCourse['course.md'] ?? '')
    const start = () =>
      run(process.execPath, ['tests/plan/courses/publish-process.ts', world.url, made.folder])
    await Promise.all([start(), start(), start()])
    expect((await versions()).map((version) => version.number)).toEqual([1, 2, 3])
    expect(await versions('nuovo')).toHaveLength(1)
    expect(await findLedgerFault(world.db)).toBeNull()
  })
})

describeEnginesAfresh('publishing courses', (world) => {
  it('shows the catalogue in the language asked for', async () => {
    const made = coursesFolder({ accoglienza: goodCourse, nuovo: goodCourse, rotto: { 'course.md': 'x' } })
    await publishCourses(world.db, made.folder)
    made.remove()
    const italian = await catalogueOf(world.db, 'it', { limit: 50, offset: 0 })
    expect(italian.total).toBe(2)
    expect(italian.rows[0]).toMatchObject({ slug: 'accoglienza', title: 'Accoglienza', minutes: 120 })
    expect(Number(italian.rows[0]?.modules)).toBe(2)
    expect((await findCourse(world.db, 'accoglienza', 'en'))?.title).toBe('Reception')
    expect(await findCourse(world.db, 'rotto', 'it')).toBeNull()
  })
})
