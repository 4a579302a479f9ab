// SPDX-License-Identifier: AGPL-3.0-or-later
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  type Course,
  type CourseModule,
  courseFrontMatter,
  type LineFault,
  moduleFrontMatter,
  usualPassMark,
} from './course.ts'
import { type CourseFiles, hashFiles, readCourseFiles, slugPattern } from './course-files.server.ts'
import { readFrontMatter } from './front-matter.server.ts'
import { readGift } from './gift.server.ts'
import { rendererVersion, renderMarkdown } from './markdown.server.ts'
import type { Place } from './references.ts'

type ReadCourse = {
  slug: string
  /** Null when there is any fault. */
  course: Course | null
  /** Sentences: "courses/x/01-y.md:7: what is wrong". */
  faults: string[]
}

/** The course folders in `folder`, by name, read and checked. */
export function readCourses(folder: string): ReadCourse[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort()
    .map((slug) => readCourse(folder, slug))
}

/** Reads `folder/slug`: front matter, Markdown, quizzes, images. Says every fault, and renders only what has none. */
function readCourse(folder: string, slug: string): ReadCourse {
  const faults: string[] = []
  const path = `${basename(folder)}/${slug}`
  const say = (file: string, found: LineFault[]) => {
    for (const { line, text } of found) {
      const sentence = `${path}/${file}:${line}: ${text}`
      if (!faults.includes(sentence)) faults.push(sentence)
    }
  }
  if (!slugPattern.test(slug)) faults.push(`${path}: a folder's name is small letters, digits and hyphens`)
  const files = readCourseFiles(join(folder, slug))
  for (const [name, why] of files.strangers) say(name, [{ line: 1, text: why }])
  const source = files.contents.get('course.md')
  if (!source) return { slug, course: null, faults: [...faults, `${path}/course.md:1: the file is missing`] }
  const front = readFrontMatter(source.toString(), courseFrontMatter)
  const language = front.values?.language ?? 'it'
  const place: Place = { slug, language, images: files.images, modules: files.modules }
  const description = renderMarkdown(front.body, front.bodyLine, { ...place, modules: null })
  say('course.md', [...front.faults, ...description.faults])
  const modules = [...files.modules].map(([file, module]) => readModule(files, file, module, place, say))
  if (new Set(files.modules.values()).size < files.modules.size) {
    faults.push(`${path}: two modules have the same name after their number`)
  }
  if (!front.values || faults.length > 0) return { slug, course: null, faults }
  const whole = modules.filter((module) => module !== null)
  const contentHash = hashFiles(files.contents, rendererVersion)
  return {
    slug,
    faults,
    course: { ...front.values, slug, descriptionHtml: description.html, modules: whole, contentHash },
  }
}

function readModule(
  { contents }: CourseFiles,
  file: string,
  slug: string,
  place: Place,
  say: (file: string, faults: LineFault[]) => void,
): CourseModule | null {
  const front = readFrontMatter(contents.get(file)?.toString() ?? '', moduleFrontMatter)
  const text = renderMarkdown(front.body, front.bodyLine, place)
  say(file, [...front.faults, ...text.faults])
  if (text.words === 0) say(file, [{ line: front.bodyLine, text: 'the module has no text' }])
  const giftFile = file.replace(/\.md$/, '.gift')
  const gift = contents.get(giftFile)
  const read = gift === undefined ? null : readGift(gift.toString(), place.language)
  if (read) say(giftFile, read.faults)
  if (!front.values) return null
  const { title, minutes, pass } = front.values
  if (pass !== undefined && !read) say(file, [{ line: 1, text: '"pass" is given, but there is no quiz' }])
  const { html, words } = text
  return { slug, title, minutes, html, words, quiz: read?.quiz ?? null, passMark: pass ?? usualPassMark }
}
