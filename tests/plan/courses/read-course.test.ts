// SPDX-License-Identifier: AGPL-3.0-or-later
import { afterEach, describe, expect, it } from 'vitest'
import { findImage } from '#plan/courses/course-files.server.ts'
import { readCourses } from '#plan/courses/read-course.server.ts'
import { courseFile, coursesFolder, goodCourse } from './course-folder.ts'

let remove: (() => void) | undefined
afterEach(() => remove?.())

function read(changes: Record<string, string | null> = {}) {
  const files = Object.entries({ ...goodCourse, ...changes }).filter(
    (file): file is [string, string] => file[1] !== null,
  )
  const made = coursesFolder({ accoglienza: Object.fromEntries(files) })
  remove = made.remove
  const [course] = readCourses(made.folder)
  if (!course) throw new Error('no course was read')
  return { ...course, folder: made.folder }
}

describe('a course without faults', () => {
  it('is read whole', () => {
    const { course, faults } = read()
    expect(faults).toEqual([])
    expect(course).toMatchObject({ slug: 'accoglienza', minutes: 120, threshold: 7500, language: 'it' })
    expect(course?.descriptionHtml).toBe('<p>Il corso.</p>\n')
    expect(course?.modules.map(({ slug, minutes, passMark }) => ({ slug, minutes, passMark }))).toEqual([
      { slug: 'primo', minutes: 5, passMark: 7500 },
      { slug: 'secondo', minutes: 7, passMark: 6000 },
    ])
    expect(course?.modules[0]?.quiz).toBeNull()
    expect(course?.modules[1]?.quiz?.questions).toHaveLength(2)
    expect(course?.modules[1]?.html).toContain('<a href="primo">')
  })

  it('has another hash when any byte of any file changes', () => {
    const hash = read().course?.contentHash
    expect(read().course?.contentHash).toBe(hash)
    expect(read({ '01-primo.md': `${goodCourse['01-primo.md']}\n` }).course?.contentHash).not.toBe(hash)
    const image = `${goodCourse['images/disegno.svg']}\n`
    expect(read({ 'images/disegno.svg': image }).course?.contentHash).not.toBe(hash)
  })
})

describe('faults name file and line', () => {
  it.each<[string, Record<string, string | null>, string]>([
    [
      'a missing key',
      { 'course.md': courseFile.replace('minutes: 120\n', '') },
      'course.md:2: "minutes" is missing',
    ],
    [
      'half a title',
      { 'course.md': courseFile.replace(', en: "Reception"', '') },
      'course.md:2: "title.en" is missing',
    ],
    [
      'an unknown key',
      { 'course.md': courseFile.replace('kind:', 'author: Me\nkind:') },
      'course.md:4: unknown key "author"',
    ],
    [
      'a tag',
      { '01-primo.md': '---\ntitle: !!js/function x\nminutes: 5\n---\nTesto' },
      '01-primo.md:2: Unresolved tag',
    ],
    [
      'a repeated key',
      { '01-primo.md': '---\ntitle: a\nminutes: 5\ntitle: b\n---\nTesto' },
      '01-primo.md:4: Map keys must be unique',
    ],
    [
      'an alias',
      { '01-primo.md': '---\ntitle: &a x\nminutes: *a\n---\nTesto' },
      '01-primo.md:2: anchors and aliases',
    ],
    ['no front matter', { '01-primo.md': 'Testo' }, '01-primo.md:1: the file must begin with front matter'],
    [
      'no text',
      { '01-primo.md': '---\ntitle: a\nminutes: 5\n---\n' },
      '01-primo.md:5: the module has no text',
    ],
    ['a threshold over 100', { 'course.md': courseFile.replace('75', '175') }, 'course.md:9: "threshold"'],
    [
      'an unknown kind',
      { 'course.md': courseFile.replace('kind: course', 'kind: lesson') },
      'course.md:4: "kind"',
    ],
    [
      'a missing image',
      { 'images/disegno.svg': null },
      '01-primo.md:10: the image images/disegno.svg does not exist',
    ],
    ['a stranger', { 'notes.txt': 'x' }, 'notes.txt:1: neither course.md'],
    ['a quiz alone', { '03-terzo.gift': 'x' }, '03-terzo.gift:1: a quiz without its module'],
    [
      'pass without quiz',
      { '02-secondo.gift': null },
      '02-secondo.md:1: "pass" is given, but there is no quiz',
    ],
    ['a broken quiz', { '02-secondo.gift': 'Uno?{=a ~b}\n\nDue?{=a\n' }, '02-secondo.gift:3: not GIFT'],
    [
      'two modules of a name',
      { '03-primo.md': goodCourse['01-primo.md'] ?? '' },
      ': two modules have the same name',
    ],
    ['no course.md', { 'course.md': null }, 'course.md:1: the file is missing'],
    ['an odd image', { 'images/x.exe': 'x' }, 'images/x.exe:1: not an image'],
  ])('%s', (_, changes, sentence) => {
    const { course, faults } = read(changes)
    expect(course).toBeNull()
    const start = sentence.startsWith(':') ? 'courses/accoglienza' : 'courses/accoglienza/'
    expect(faults.filter((fault) => fault.startsWith(start + sentence))).toHaveLength(1)
  })

  it('and all of them are told', () => {
    const { faults } = read({ '01-primo.md': 'x', '02-secondo.gift': 'Numero?{#4}' })
    expect(faults).toHaveLength(2)
  })
})

describe('images', () => {
  it('are found by their name', async () => {
    const { folder } = read()
    const image = await findImage('accoglienza', 'disegno.svg', folder)
    expect(image?.type).toBe('image/svg+xml')
    expect(image?.content.toString()).toBe(goodCourse['images/disegno.svg'])
  })

  it.each([
    ['accoglienza', '../course.md'],
    ['accoglienza', '..%2fcourse.md'],
    ['accoglienza', 'manca.svg'],
    ['accoglienza', '.disegno.svg'],
    ['..', 'disegno.svg'],
    ['accoglienza/../accoglienza', 'disegno.svg'],
    ['accoglienza', 'disegno.svg\0.png'],
    ['accoglienza', 'sub/disegno.svg'],
  ])('are not found as %j %j', async (course, name) => {
    const { folder } = read()
    expect(await findImage(course, name, folder)).toBeNull()
  })
})

describe('the courses of this repository', () => {
  it('have no faults', () => {
    expect(readCourses('courses').flatMap((course) => course.faults)).toEqual([])
  })
})
