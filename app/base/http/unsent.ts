// SPDX-License-Identifier: AGPL-3.0-or-later

/** A form that could not be taken: its fields, null when they are too many; and whether some (files, passwords) were left out. */
export type Unsent = { fields: [string, string][] | null; left: boolean }
