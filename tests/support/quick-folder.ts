// SPDX-License-Identifier: AGPL-3.0-or-later
// A folder for what a run of tests throws away: in memory where there is room for it, as a commit to a disk that
// others write to takes most of the time of a small write.
import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
const room = 4 * 2 ** 30

/** Whoever asks removes it. */
export function quickFolder(prefix: string): string {
  return mkdtempSync(join(hasRoom() ? memory : tmpdir(), prefix))
}

/** A container's has 64 megabytes. */
function hasRoom(): boolean {
  try {
    accessSync(memory, constants.W_OK)
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize >= room
  } catch {
    return false
  }
}
