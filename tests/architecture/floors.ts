// SPDX-License-Identifier: AGPL-3.0-or-later
// The floors of the house, from the ground up: an office plans, records and proves. A file imports from its own room and from
// those before it in this list, and from nowhere else; so no two rooms stand in a circle.
import { importsOf, type SourceFile } from './source.ts'

/** Each district with its rooms. The first room of a district without a name is the district's own folder. */
export const districts: readonly (readonly [district: string, rooms: readonly string[]])[] = [
  ['db', ['']],
  [
    'base',
    ['i18n', '', 'ui', 'http', 'files', 'documents', 'sheets', 'ledger', 'mail', 'settings', 'access'],
  ],
  [
    'plan',
    [
      'organisations',
      'projects',
      'people',
      'accounts',
      'courses',
      'meetings',
      'editions',
      'trainers',
      'enrolment',
      'targets',
    ],
  ],
  [
    'record',
    [
      'marks',
      'completion',
      'places',
      'register-page',
      'attendance',
      'device',
      'proposals',
      'walk-ins',
      'check-in',
      'requests',
      'roll-call',
      'evidence',
      'register',
      'online',
      'learning',
      'schedule',
      'corrections',
      'teaching',
      'timesheet',
    ],
  ],
  ['prove', ['board', 'participants', 'reports', 'ledger', 'verification']],
  ['backup', ['']],
  ['admin', ['']],
  ['site', ['']],
  ['demo', ['']],
  ['doors', ['']],
]

const rooms = districts.flatMap(([district, rooms]) =>
  rooms.map((room) => (room ? `${district}/${room}` : district)),
)

/** The room of a file of app/ or db/; null where the house has none, as for a package or a test. */
export function roomOf(path: string): string | null {
  const [top, district, room, ...rest] = path.split('/')
  if (top === 'db') return 'db'
  if (top !== 'app' || district === undefined) return null
  if (room === undefined) return 'doors'
  const inside = rest.length > 0 ? `${district}/${room}` : district
  return [inside, district].find((name) => rooms.includes(name)) ?? null
}

/** The imports that go up, types and those done at run time included. */
export function floorFaults(files: SourceFile[]): string[] {
  return files.flatMap((source) => {
    const room = roomOf(source.path)
    if (room === null) return []
    return importsOf(source).flatMap(({ to, line }) => {
      const other = roomOf(to)
      if (other === null || rooms.indexOf(other) <= rooms.indexOf(room)) return []
      return [`${source.path}:${line} imports ${to}: ${other} stands above ${room}`]
    })
  })
}

/** Which rooms import which, each pair once. */
export function arrows(files: SourceFile[]): [from: string, to: string][] {
  const pairs = files.flatMap((source) =>
    importsOf(source).map(({ to }) => [roomOf(source.path), roomOf(to)]),
  )
  const apart = pairs.filter(([from, to]) => from && to && from !== to)
  return [...new Set(apart.map((pair) => pair.join(' ')))].map((pair) => pair.split(' ') as [string, string])
}
