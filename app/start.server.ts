// SPDX-License-Identifier: AGPL-3.0-or-later
// What happens when the program starts and stops.
import { Cron } from 'croner'
import { copySqlite, migrate, schemaState } from '#db/migrate.server.ts'
import { deleteExpiredLogins } from './access/logins.server.ts'
import { deleteExpiredAttempts } from './access/rate-limit.server.ts'
import { announceSetup } from './access/setup.server.ts'
import { now } from './clock.server.ts'
import { closeDatabase, database } from './database.server.ts'
import { env } from './env.server.ts'
import { showTimesIn } from './i18n/format.ts'
import { log } from './log.server.ts'

/** Once per installation start, before the first worker: schema, courses, the first visitor's code. */
export async function startUp(): Promise<void> {
  const db = database()
  const state = await schemaState(db)
  if (state === 'old') {
    const copy = await copySqlite(env().DATABASE_URL, now().replace(/[:.]/g, '-'))
    if (copy) log.info({ copy }, 'database copied before its schema changes')
  }
  if (state !== 'current') log.info({ migrations: await migrate(db) }, 'schema brought up to date')
  // Only the primary publishes and mails: loaded here, the parsers and the mailer cost no worker its memory.
  const { publishCourses } = await import('./courses/publish.server.ts')
  for (const fault of await publishCourses(db, 'courses')) log.error(fault)
  await announceSetup(db, (line) => log.warn(line))
}

/** Recurring work, in one process only. Returns how to stop it. */
export function startScheduler(): () => void {
  const db = database()
  // `protect`: a run that takes longer than its interval is not started a second time.
  const options = {
    protect: true,
    catch: (error: unknown) => log.error({ err: error }, 'scheduled work failed'),
  }
  const jobs = [
    new Cron('*/10 * * * * *', options, async () => {
      const { deliverMail } = await import('./mail/deliver.server.ts')
      await deliverMail(db)
    }),
    new Cron('*/3 * * * * *', options, async () => {
      const { settleCheckIns } = await import('./check-in/settle.server.ts')
      await settleCheckIns(db)
    }),
    new Cron('17 3 * * *', options, () => deleteExpiredLogins(db)),
    // By the hour: an attack leaves many.
    new Cron('37 * * * *', options, () => deleteExpiredAttempts(db)),
  ]
  return () => {
    for (const job of jobs) job.stop()
  }
}

export async function shutDown(): Promise<void> {
  await closeDatabase()
}

showTimesIn(env().TZ_DISPLAY)
