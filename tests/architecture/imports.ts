// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may import whom: the table of four kinds of file, and the walls between app/, app/base/ui and db/.
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { type Import, importsOf, lineOf, parse, type SourceFile, walk } from './source.ts'

export type Kind = 'rules' | 'server' | 'route' | 'component' | 'ui' | 'frame' | 'db' | 'package'

/** The program's doors, which stand above the four kinds: these, and the commands of package.json. */
const frame = /^app\/(server|serve|workers|dev|routes|root|entry\.server)\.tsx?$/
const scripts: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts
const commands = new Set(
  Object.values(scripts).flatMap((script) => script.match(/\b(app|db)\/\S+\.ts\b/g) ?? []),
)

export function kindOf(path: string): Kind {
  if (path.startsWith('db/')) return 'db'
  if (!path.startsWith('app/')) return 'package'
  if (frame.test(path) || commands.has(path)) return 'frame'
  if (path.endsWith('.server.ts')) return 'server'
  if (/\.route\.tsx?$/.test(path)) return 'route'
  if (path.startsWith('app/base/ui/')) return 'ui'
  return path.endsWith('.tsx') ? 'component' : 'rules'
}

const react = /^(react|react-dom|@remix-run\/react|@conform-to\/react)(\/|$)/
const pure = /^(zod|uqr)$/
const browserSafe = /^(react|react-dom|@remix-run\/react|@conform-to\/react|zod|d3-.*)(\/|$)/

/** Why a file of this kind may not import that, or null when it may. Types are erased, so they may come from anywhere. */
function refusal(kind: Kind, imported: Import): string | null {
  const { to, typeOnly } = imported
  const target = kindOf(to)
  if (kind === 'db') {
    return to.startsWith('app/') ? 'db/ imports nothing from app/' : null
  }
  if (target === 'route' && kind !== 'frame') return 'nobody imports a route'
  if (kind === 'server') {
    if (react.test(to) && !typeOnly) return 'a .server.ts file never sees React'
    return to.endsWith('.tsx') ? 'a .server.ts file never sees a component' : null
  }
  if (kind === 'route' || kind === 'frame' || typeOnly) return null
  if (kind === 'rules') {
    if (target === 'package' && !pure.test(to)) return 'rules import only zod and uqr'
    return target === 'rules' ? null : target === 'package' ? null : 'rules import only rules'
  }
  if (target === 'server') return 'only .server.ts files and routes import .server.ts files'
  if (target === 'db') return 'only .server.ts files and routes import from db/'
  if (kind === 'ui' && !/^app\/base\/(ui|i18n)\//.test(to) && target !== 'package') {
    return 'app/base/ui knows no domain'
  }
  if (target === 'package' && !browserSafe.test(to) && !/\.(s?css|svg)(\?url)?$/.test(to)) {
    return 'a component imports only what runs in a browser'
  }
  return null
}

export function importFaults(files: SourceFile[]): string[] {
  return files.flatMap((source) =>
    importsOf(source).flatMap((imported) => {
      const why = refusal(kindOf(source.path), imported)
      return why ? [`${source.path}:${imported.line} imports ${imported.to}: ${why}`] : []
    }),
  )
}

/** What pages take of the form library; the rest reads forms. */
const forPages: Record<string, RegExp> = {
  '@conform-to/react': /^(?!parse|default$)/,
  '@conform-to/zod/v4': /^getZodConstraint$/,
}

/** The form library walks names as paths: what it is handed is bounded first, in the one file that reads forms. */
export function formLibraryFaults(files: SourceFile[]): string[] {
  const isForPages = ({ to, names }: Import) =>
    names.length > 0 && names.every((name) => forPages[to]?.test(name))
  return files
    .filter(({ path }) => path !== 'app/base/http/form.server.ts')
    .flatMap((source) =>
      importsOf(source)
        .filter(
          (imported) => imported.to.startsWith('@conform-to/') && !imported.typeOnly && !isForPages(imported),
        )
        .map(
          ({ to, line }) =>
            `${source.path}:${line} imports ${to}: only app/base/http/form.server.ts reads forms`,
        ),
    )
}

/** Domain reads and writes take plain data: only app/http and app/access know requests. */
export function requestFaults(files: SourceFile[]): string[] {
  return files
    .filter(
      (source) => source.path.endsWith('.server.ts') && !/^app\/base\/(http|access)\//.test(source.path),
    )
    .filter((source) => kindOf(source.path) === 'server')
    .flatMap((source) => {
      const remix = importsOf(source).filter((imported) => /^(@remix-run\/|express$)/.test(imported.to))
      const typed = /\b(request: Request|Request\b\)|FormData\b)/.test(source.text)
      return remix.length > 0 || typed ? [`${source.path} knows of requests`] : []
    })
}

const queries =
  /^(selectFrom|selectNoFrom|insertInto|updateTable|deleteFrom|mergeInto|replaceInto|transaction|startTransaction)$/

/** A page asks its room by name: what it reads and writes is in a .server.ts file, where another can find it. */
export function routeQueryFaults(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => kindOf(path) === 'route')
    .flatMap((source) => {
      const lines = importsOf(source)
        .filter(({ to, typeOnly }) => to === 'kysely' && !typeOnly)
        .map(({ line }) => line)
      walk(parse(source), (node) => {
        if (ts.isPropertyAccessExpression(node) && queries.test(node.name.text)) lines.push(lineOf(node))
      })
      return lines.map((line) => `${source.path}:${line} holds a query: its room's .server.ts file does`)
    })
}

export function migrationFaults(files: SourceFile[]): string[] {
  return (
    files
      .filter((source) => /^db\/migrations\/(\d|change-table)/.test(source.path))
      .flatMap((source) => importsOf(source).map((imported) => ({ source, imported })))
      // The recipe is frozen as they are.
      .filter(({ imported }) => !['kysely', 'db/migrations/change-table.ts'].includes(imported.to))
      .map(({ source, imported }) => `${source.path} imports ${imported.to}: a migration imports only kysely`)
  )
}
