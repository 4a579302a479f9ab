// SPDX-License-Identifier: AGPL-3.0-or-later
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export const courseFile = `---
title: { it: "Accoglienza", en: "Reception" }
summary: { it: "In breve.", en: "In short." }
kind: course
language: it
level: { it: "Base", en: "Basic" }
audience: { it: "Operatori", en: "Operators" }
minutes: 120
threshold: 75
---

Il corso.
`

export const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 300"></svg>'

export const quizFile = `::Prima::Quanto fa due più due?{
=Quattro.#Giusto.
~Cinque.#No.
}

::Seconda::Due più due fa cinque.{F#Fa quattro.#Proprio così.}
`

/** A good course: two modules, the second with a quiz, one image. */
export const goodCourse: Record<string, string> = {
  'course.md': courseFile,
  '01-primo.md':
    '---\ntitle: Primo\nminutes: 5\n---\n\n## Inizio\n\nTesto.\n\n![Un disegno](images/disegno.svg)\n',
  '02-secondo.md': '---\ntitle: Secondo\nminutes: 7\npass: 60\n---\n\nVedi [il primo](01-primo.md).\n',
  '02-secondo.gift': quizFile,
  'images/disegno.svg': drawing,
}

/** A new folder named `courses` with a course for each key. Removed by `remove()`. */
export function coursesFolder(courses: Record<string, Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'presente-courses-'))
  const folder = join(root, 'courses')
  mkdirSync(folder)
  const write = (course: string, file: string, content: string) => {
    const path = join(folder, course, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  for (const [course, files] of Object.entries(courses)) {
    for (const [file, content] of Object.entries(files)) write(course, file, content)
  }
  return { folder, write, remove: () => rmSync(root, { recursive: true, force: true }) }
}
