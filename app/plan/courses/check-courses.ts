// SPDX-License-Identifier: AGPL-3.0-or-later
// `npm run courses`: checks every course in courses/ and says what each holds. Exit code 1 when anything is wrong.
import '#base/fault-line.ts'
import { readCourses } from './read-course.server.ts'

/** Of a person who reads on a screen a text that is new to them. */
const wordsPerMinute = 160

const read = readCourses(process.argv[2] ?? 'courses')
for (const { slug, course, faults } of read) {
  if (course) {
    console.log(
      `${slug}: ${course.title.it} (${course.minutes} minutes, threshold ${course.threshold / 100} %)`,
    )
    for (const module of course.modules) {
      const minutes = Math.ceil(module.words / wordsPerMinute)
      const quiz = module.quiz
        ? `, quiz of ${module.quiz.questions.length}, pass ${module.passMark / 100} %`
        : ''
      const time = `about ${minutes} minutes to read, ${module.minutes} declared`
      console.log(`  ${module.slug}: ${module.words} words, ${time}${quiz}`)
    }
  } else console.log(`${slug}: not publishable`)
  for (const fault of faults) console.log(`  ${fault}`)
}
const faults = read.reduce((total, { faults }) => total + faults.length, 0)
console.log(faults === 0 ? `${read.length} courses, nothing wrong` : `${faults} faults`)
process.exitCode = faults === 0 ? 0 : 1
