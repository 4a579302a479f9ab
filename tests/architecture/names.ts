// SPDX-License-Identifier: AGPL-3.0-or-later
import type { SourceFile } from './source.ts'

/** The folders of app/: a new one is a decision, not an accident. */
export const folders = [
  'ui',
  'http',
  'i18n',
  'access',
  'admin',
  'backup',
  'ledger',
  'files',
  'documents',
  'mail',
  'people',
  'projects',
  'targets',
  'courses',
  'editions',
  'enrolment',
  'attendance',
  'check-in',
  'register',
  'online',
  'learning',
  'certificates',
  'surveys',
  'reports',
  'demo',
]

const drawers = /(^|[/.-])(utils?|helpers?|commons?|misc|libs?|shared|stuff)([/.-]|$)/
const word = '[a-z0-9]+(-[a-z0-9]+)*'
const kinds = [
  `${word}\\.ts`,
  `${word}\\.server\\.ts`,
  `${word}\\.route\\.tsx?`,
  `[a-z0-9]+(-[a-z0-9]+)+\\.tsx`,
]
const oneOfFour = new RegExp(`^(${kinds.join('|')})$`)

export function nameFaults(files: SourceFile[]): string[] {
  return files.flatMap(({ path }) => {
    if (drawers.test(path)) return [`${path} has the name of a drawer`]
    const [top, folder, name, ...deeper] = path.split('/')
    if (top !== 'app' || !folder || name === undefined) return []
    if (!folders.includes(folder)) return [`${path} is in a folder that the house does not have`]
    if (folder === 'ui' || folder === 'i18n') return []
    if (deeper.length > 0) return [`${path} is in a folder inside a domain folder`]
    return oneOfFour.test(name) ? [] : [`${path} is none of the four kinds of file`]
  })
}
