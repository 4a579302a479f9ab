// SPDX-License-Identifier: AGPL-3.0-or-later
// A process that publishes the courses of a folder to a database: what publish.test.ts starts several of.

import { connect } from '#db/connect.server.ts'
import { publishCourses } from '#plan/courses/publish.server.ts'

const [url = '', folder = ''] = process.argv.slice(2)
const db = connect(url)
await publishCourses(db, folder)
await db.destroy()
