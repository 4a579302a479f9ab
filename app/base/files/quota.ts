// SPDX-License-Identifier: AGPL-3.0-or-later
// How much room the files of one project may take.
import { m } from '#base/i18n/paraglide/messages.js'
import { sizeName } from './file-words.ts'

/** Gigabytes of a project where the installation says nothing else. */
export const usualGigabytes = 10

export type Space = { used: number; most: number }

/** "1,4 MB di 10 GB" */
export function spaceName({ used, most }: Space): string {
  return m.files_space_of({ used: sizeName(used), most: sizeName(most) })
}
