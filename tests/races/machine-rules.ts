// SPDX-License-Identifier: AGPL-3.0-or-later
// What several machines do at once: set up, migrate, publish, send, write the ledger.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { announceSetup, setUp } from '#base/access/setup.server.ts'
import { findLedgerFault, record } from '#base/ledger/ledger.server.ts'
import { deliverMail } from '#base/mail/deliver.server.ts'
import { queueMail } from '#base/mail/outbox.server.ts'
import { connect, type Db } from '#db/connect.server.ts'
import { migrate, schemaState } from '#db/migrate.server.ts'
import { publishCourses } from '#plan/courses/publish.server.ts'
import { coursesFolder, goodCourse } from '#tests/plan/courses/course-folder.ts'
import { acts, numbers, rule } from './rule.ts'

/** Both ends of a rule that the test's own process keeps, since other processes cannot. */
const own: { mails: number; end: () => unknown } = { mails: 0, end: () => {} }

export const machineRules = [
  rule({
    says: 'An installation is set up once',
    prepare: async ({ anotherDatabase }) => {
      const url = await anotherDatabase('migrated')
      let said = ''
      await on(url, (db) => announceSetup(db, (line) => (said = line)))
      return { url, code: said.split(' ').at(-1) ?? '' }
    },
    attempt: (_db, { url, code }, n) =>
      on(url, (db) =>
        setUp(db, { code, name: 'Ada', email: `ada${n}@ente.example`, password: 'tre cavalli al galoppo' }),
      ),
    wins: 1,
    stands: (_db, { url }) =>
      on(url, async (db) => [
        (await db.selectFrom('account').select('id').execute()).length,
        (await db.selectFrom('role_grant').select('id').execute()).length,
      ]),
    so: [1, 1],
  }),
  rule({
    says: 'A schema is brought up to date once, by twenty that start',
    prepare: async ({ anotherDatabase }) => ({ url: await anotherDatabase('none') }),
    attempt: async (_db, { url }) => (await on(url, migrate)).length > 0,
    wins: 1,
    stands: (_db, { url }) => on(url, schemaState),
    so: 'current',
  }),
  rule({
    says: 'A course is published once',
    prepare: async ({ word }) => {
      const made = coursesFolder({ [word]: goodCourse })
      own.end = made.remove
      return { folder: made.folder, slug: word }
    },
    attempt: (db, { folder }) => publishCourses(db, folder),
    stands: async (db, { slug }) => {
      own.end()
      const rows = await db
        .selectFrom('course_version')
        .innerJoin('course', 'course.id', 'course_version.course_id')
        .select(['number', 'course.id'])
        .where('slug', '=', slug)
        .execute()
      return [rows.map((row) => row.number), await acts(db, 'course_published', rows[0]?.id)]
    },
    so: [[1], 1],
  }),
  rule({
    says: 'A mail is sent once',
    prepare: async ({ db, word }) => {
      await db.updateTable('outbox').set({ sent_at: 'elsewhere' }).execute()
      for (const n of numbers()) {
        const mail = { to: `${word}-${n}@ente.example`, subject: 'Presente', body: 'Gentile Nora' }
        await db.transaction().execute((db) => queueMail(db, mail))
      }
      return { url: await inbox() }
    },
    attempt: async (db, { url }) => (await deliverMail(db, url, 'presente@ente.example')) > 0,
    stands: async (db) => {
      own.end()
      const waiting = await db.selectFrom('outbox').select('id').where('sent_at', 'is', null).execute()
      return { received: own.mails, waiting: waiting.length }
    },
    so: { received: 20, waiting: 0 },
  }),
  rule({
    says: 'The ledger is one chain',
    prepare: async () => ({}),
    attempt: (db, _facts, n) =>
      db.transaction().execute((db) => {
        const entry = { act: 'settings_changed' as const, subject: ['setting', 'installation'] as const }
        return record(db, null, { ...entry, after: { number: n } }, { ...entry, after: { number: -n } })
      }),
    wins: 20,
    stands: (db) => findLedgerFault(db),
    so: null,
  }),
]

const shared = new Map<string, { db: Db; users: number }>()

/** Does something in another database, on the one connection that this process has to it: two would block SQLite for each other. */
async function on<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const kept = shared.get(url) ?? { db: connect(url), users: 0 }
  shared.set(url, kept)
  kept.users += 1
  try {
    return await work(kept.db)
  } finally {
    kept.users -= 1
    if (kept.users === 0) {
      shared.delete(url)
      await kept.db.destroy()
    }
  }
}

/** A mail server that counts; its address. */
async function inbox(): Promise<string> {
  own.mails = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      own.mails += 1
      stream.resume().on('end', done)
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  own.end = () => server.close()
  return `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
}
