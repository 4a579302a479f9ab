// SPDX-License-Identifier: AGPL-3.0-or-later
// The nightly backup: one a night, however many machines share the database; the last ones are kept.
import { chmod, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { minutesAfter, now } from '#base/clock.server.ts'
import { localDate } from '#base/i18n/zone.ts'
import { log } from '#base/log.server.ts'
import type { Db } from '#db/connect.server.ts'
import { BackupError } from './archive.ts'
import { backupFacts, noteBackup, noteFailure } from './last-backup.server.ts'
import type { BackupFacts } from './last-backup.ts'
import { type Backup, type Installation, makeBackup } from './make-backup.server.ts'

export type Nightly = { folder: string; keep: number; passphrase: string | null; zone: string }

const nightKey = 'backup_night'
const ownName = /^presente-\d{4}-\d{2}-\d{2}-\d{6}\.tar\.gz(\.age)?(\.part)?$/

/**
 * Makes this night's backup, unless another machine does or did; returns its name, null where there is none of its own. A
 * failure is noted with its reason, and logged, and the older ones stay; asked again that night, it tries again. A backup that
 * lost more files than the last good one, or all, is noted as a failure too: they may be on a volume that is not there, and the
 * older ones are what has them. That archive is kept until the next such night; one made by hand accepts the loss.
 */
export async function makeNightlyBackup(
  db: Db,
  from: Installation,
  nightly: Nightly,
): Promise<string | null> {
  const moment = now()
  const night = localDate(moment, nightly.zone)
  if (!(await claimNight(db, night))) return null
  const stamp = moment.slice(0, 19).replace('T', '-').replace(/:/g, '')
  const name = `presente-${stamp}.tar.gz${nightly.passphrase === null ? '' : '.age'}`
  try {
    await mkdir(nightly.folder, { recursive: true, mode: 0o700 }).catch(() => {
      throw new BackupError(`There is no folder ${nightly.folder}, and it cannot be made.`, 'no_folder')
    })
    const { good, failed } = await backupFacts(db)
    const backup = await makeBackup(from, join(nightly.folder, name), nightly.passphrase)
    const loss = lossIn(backup, good)
    if (loss) {
      if (failed?.name) await rm(join(nightly.folder, failed.name), { force: true })
      log.error({ name, lost: backup.lost.count }, loss)
      await noteFailure(db, new BackupError(loss), name)
      return name
    }
    await noteBackup(db, name, backup)
    await tidy(nightly)
    log.info({ name, size: backup.size, files: backup.files, lost: backup.lost.count }, 'nightly backup made')
    return name
  } catch (error) {
    log.error({ err: error }, 'the nightly backup could not be made')
    await db.deleteFrom('setting').where('key', '=', nightKey).where('value', '=', night).execute()
    await noteFailure(db, error)
    return null
  }
}

/** Why an archive is no good one for what it lacks; null when it is as whole as the last good one. */
function lossIn({ files, lost }: Backup, good: BackupFacts['good']): string | null {
  if (lost.count > 0 && files === 0) return 'none of the files is there: is their volume?'
  if (!good || lost.count <= good.lost) return null
  return `${lost.count} files are missing or damaged; the last good backup lacked ${good.lost}. No older one is deleted.`
}

/** Of several machines one gets the night: the row is written by whoever finds an earlier one. */
async function claimNight(db: Db, night: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('setting')
    .values({ key: nightKey, value: night })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({ value: night }).where('setting.value', '<', night),
    )
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Keeps the last ones, for their owner's eyes only; takes away what an interrupted night left. */
async function tidy({ folder, keep }: Nightly): Promise<void> {
  const yesterday = Date.parse(minutesAfter(now(), -24 * 60))
  const names = (await readdir(folder)).filter((name) => ownName.test(name)).sort()
  const whole = names.filter((name) => !name.endsWith('.part'))
  for (const name of whole.slice(0, -keep)) await rm(join(folder, name))
  for (const name of whole.slice(-keep)) await chmod(join(folder, name), 0o600).catch(() => {})
  for (const name of names.filter((name) => name.endsWith('.part'))) {
    if ((await stat(join(folder, name))).mtimeMs < yesterday) await rm(join(folder, name))
  }
}
