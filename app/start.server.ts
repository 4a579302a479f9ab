// SPDX-License-Identifier: AGPL-3.0-or-later
// What happens when the program starts and stops.
import { Cron } from 'croner'
import { deleteExpiredForms } from '#base/access/kept-forms.server.ts'
import { deleteExpiredLogins } from '#base/access/logins.server.ts'
import { deleteExpiredAttempts } from '#base/access/rate-limit.server.ts'
import { deleteOldEvents } from '#base/access/security-events.server.ts'
import { announceSetup } from '#base/access/setup.server.ts'
import { deleteOldEmailChanges } from '#base/access/tokens.server.ts'
import { now } from '#base/clock.server.ts'
import { closeDatabase, database } from '#base/database.server.ts'
import { env } from '#base/env.server.ts'
import { mendAtStart, mendFiles } from '#base/files/owner-only.server.ts'
import type { Exposed } from '#base/files/owner-only.ts'
import { showTimesIn } from '#base/i18n/format.ts'
import { log } from '#base/log.server.ts'
import { blankOldLinks } from '#base/mail/outbox.server.ts'
import { noteOutage, outageNames } from '#base/outage.server.ts'
import { readSettings } from '#base/settings/settings.server.ts'
import { connect } from '#db/connect.server.ts'
import { copySqlite } from '#db/copy-sqlite.server.ts'
import { outageOf } from '#db/errors.server.ts'
import { migrate, requireOwnSchema } from '#db/migrate.server.ts'

/**
 * Once per installation start, before the first worker: schema, courses, the first visitor's code. A database that is not there
 * yet, or goes away meanwhile, is waited for, which is said once.
 */
export async function startUp(): Promise<void> {
  warnOf(await mendAtStart(ownPlace()))
  const begun = now().replace(/[:.]/g, '-')
  let waiting = false
  for (;;) {
    try {
      await prepare(begun)
      if (waiting) log.info('the database is there')
      return
    } catch (error) {
      const outage = outageOf(error)
      if (outage !== 'away' && outage !== 'locked') throw error
      if (!waiting) log.warn({ err: error }, `waiting: ${outageNames[outage]}`)
      waiting = true
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
  }
}

async function prepare(begun: string): Promise<void> {
  await bringUpToDate(begun)
  const db = database()
  // Only the primary publishes and mails: loaded here, the parsers and the mailer cost no worker its memory.
  const { publishCourses } = await import('#plan/courses/publish.server.ts')
  for (const fault of await publishCourses(db, 'courses')) log.error(fault)
  await announceSetup(db, (line) => log.warn(line))
}

async function bringUpToDate(begun: string): Promise<void> {
  // Not the connection that answers people: a migration takes its time.
  const db = connect(env().DATABASE_URL, 1)
  try {
    const state = await requireOwnSchema(db)
    if (state === 'old') {
      // Not while somebody holds the file: the copy would be of before what they write, and the migration would wait for them.
      await db.transaction().execute(async () => {})
      // By when the start began: however often it tries, the copies of earlier days stay.
      const copy = await copySqlite(env().DATABASE_URL, begun)
      if (copy) log.info({ copy }, 'database copied before its schema changes')
    }
    if (state !== 'current') log.info({ migrations: await migrate(db) }, 'schema brought up to date')
  } finally {
    await db.destroy()
  }
}

/** Recurring work, in one process only. Returns how to stop it. */
export function startScheduler(): () => void {
  const db = database()
  let failing = false
  const job = (schedule: string, work: () => Promise<void>) =>
    // `protect`: a run that takes longer than its interval is not started a second time.
    new Cron(schedule, { protect: true, timezone: env().TZ_DISPLAY }, async () => {
      try {
        await work()
        if (failing) log.info('the database answers again')
        failing = false
      } catch (error) {
        const outage = outageOf(error)
        if (outage) noteOutage(outage, error)
        else log.error({ err: error }, 'scheduled work failed')
        failing ||= outage !== null
      }
    })
  const jobs = [
    job('*/10 * * * * *', async () => {
      const { deliverMail } = await import('#base/mail/deliver.server.ts')
      await deliverMail(db)
    }),
    job('*/3 * * * * *', async () => {
      const { settleCheckIns } = await import('#record/check-in/settle.server.ts')
      await settleCheckIns(db)
    }),
    job('17 3 * * *', async () => {
      await deleteExpiredLogins(db)
      await deleteOldEmailChanges(db)
      await deleteOldEvents(db, (await readSettings(db)).security_event_days)
      await blankOldLinks(db)
      warnOf(await mendFiles(env().DATA_DIR))
    }),
    // By the hour: an attack leaves many.
    job('47 * * * *', async () => {
      await deleteExpiredAttempts(db)
      await deleteExpiredForms(db)
    }),
    // By the hour: what was uploaded and then refused is on the disk, and no project's.
    job('37 * * * *', async () => {
      const { sweepFiles } = await import('#base/files/sweep.server.ts')
      await sweepFiles(db)
    }),
    // Made once a night, and tried again by the hour. Not between two and three: that hour is missing or double on two nights a year.
    job('23 1,3-6 * * *', async () => {
      const { BACKUP_DIR: folder, BACKUP_KEEP: keep, BACKUP_PASSPHRASE: passphrase, TZ_DISPLAY: zone } = env()
      if (folder === null) return
      const { makeNightlyBackup } = await import('./backup/nightly.server.ts')
      await makeNightlyBackup(
        db,
        { ...ownPlace(), secretKey: env().SECRET_KEY },
        { folder, keep, passphrase, zone },
      )
    }),
  ]
  return () => {
    for (const job of jobs) job.stop()
  }
}

function ownPlace() {
  return { dataDir: env().DATA_DIR, databaseUrl: env().DATABASE_URL }
}

function warnOf(exposed: Exposed[]): void {
  for (const { path, why } of exposed)
    log.warn({ path, why }, 'others on this machine can read it, and it cannot be closed to them')
}

export async function shutDown(): Promise<void> {
  await closeDatabase()
}

showTimesIn(env().TZ_DISPLAY)
