// SPDX-License-Identifier: AGPL-3.0-or-later
import { roomOf } from './floors.ts'
import type { SourceFile } from './source.ts'

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
    if (!path.startsWith('app/') || path.split('/').length === 2) return []
    const room = roomOf(path)
    if (room === null) return [`${path} is in a folder that the house does not have`]
    if (room === 'base/ui' || room === 'base/i18n') return []
    const name = path.slice(`app/${room}/`.length)
    if (name.includes('/')) return [`${path} is in a folder inside a room`]
    return oneOfFour.test(name) ? [] : [`${path} is none of the four kinds of file`]
  })
}
