// SPDX-License-Identifier: AGPL-3.0-or-later
import { open } from 'node:fs/promises'

/** Brings the names in a folder onto the disk: a file that is there, but whose name is not, is lost in a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
