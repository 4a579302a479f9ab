// SPDX-License-Identifier: AGPL-3.0-or-later
// Something of the installation that others on the machine can read, and could not be closed to them.

export type Exposed = {
  path: string
  /** It is another account's; it is a folder that everybody shares; the disk keeps no permissions. */
  why: 'other_owner' | 'shared_folder' | 'kept_open'
}
