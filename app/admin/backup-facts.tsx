// SPDX-License-Identifier: AGPL-3.0-or-later
// What an administrator must know of backups: the last good one, the last that failed, what others can read.
import type { BackupFacts as Facts } from '#backup/last-backup.ts'
import type { Exposed } from '#base/files/owner-only.ts'
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'

export function BackupFacts({ good, failed, nightly, late }: Facts) {
  return (
    <>
      {failed && (
        <Notice tone="danger" title={m.admin_backup_failed({ moment: showMoment(failed.at) })}>
          <p>{reasons[failed.why]()}</p>
          <p>
            <code>{failed.detail}</code>
          </p>
        </Notice>
      )}
      {good ? (
        <p>
          {m.admin_backup_good({ moment: showMoment(good.at), megabytes: megabytes(good.size) })}{' '}
          <code>{good.name}</code>
        </p>
      ) : (
        <Notice tone="warning" title={m.admin_backup_none()} />
      )}
      {good && late && <Notice tone="warning" title={m.admin_backup_late()} />}
      {good !== null && good.lost > 0 && (
        <Notice tone="warning" title={m.admin_backup_lost({ count: good.lost })}>
          <p>{m.admin_backup_lost_what()}</p>
        </Notice>
      )}
      <p>{nightly ? m.admin_backup_nightly() : m.admin_backup_by_hand()}</p>
    </>
  )
}

/** Nothing at all while all is closed. */
export function ExposedNotice({ exposed }: { exposed: Exposed[] }) {
  if (exposed.length === 0) return null
  return (
    <Notice tone="danger" title={m.admin_exposed()}>
      <p>{m.admin_exposed_what()}</p>
      <ul>
        {exposed.slice(0, 10).map(({ path, why }) => (
          <li key={path}>
            <code>{path}</code>: {exposures[why]()}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const reasons: Record<NonNullable<Facts['failed']>['why'], () => string> = {
  disk_full: m.admin_backup_failed_disk_full,
  no_folder: m.admin_backup_failed_no_folder,
  other: m.admin_backup_failed_other,
}

const exposures: Record<Exposed['why'], () => string> = {
  other_owner: m.admin_exposed_other_owner,
  shared_folder: m.admin_exposed_shared_folder,
  kept_open: m.admin_exposed_kept_open,
}

/** At least one: nobody asks about less. */
function megabytes(bytes: number): number {
  return Math.max(1, Math.round(bytes / 1_000_000))
}
