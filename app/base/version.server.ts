// SPDX-License-Identifier: AGPL-3.0-or-later
// Which build of the program this is: a page of another one is older, or newer, than the server it speaks to.
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'

let known: string | undefined

/** The same for every worker of a build; 'unbuilt' where the program runs from its source. */
export function version(): string {
  known ??= hashOfBuild()
  return known
}

function hashOfBuild(): string {
  if (!existsSync('build/server/index.js')) return 'unbuilt'
  const hash = createHash('sha256')
  for (const file of ['build/server/index.js', ...globSync('build/client/*.js').sort()]) {
    hash.update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 16)
}
