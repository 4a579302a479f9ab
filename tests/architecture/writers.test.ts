// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { file, read } from './source.ts'
import { writerFaults } from './writers.ts'

it('whatever writes for an actor refuses first who may not', () => {
  const files = read('app/**/*.{ts,tsx}', 'db/*.ts')
  expect(files.length).toBeGreaterThan(0)
  expect(writerFaults(files)).toEqual([])
})

const wall = file(
  'app/base/access/refuse.ts',
  'export function refuseUnless(actor, permission, place) { throw new Error() }',
)
const rows = file(
  'app/plan/rows.server.ts',
  `import { refuseUnless } from '#base/access/refuse.ts'
  export async function put(db: Transaction<Database>, actor: Actor) { await db.insertInto('row').execute() }
  export async function guarded(db: Db, actor: Actor) { refuseUnless(actor, 'p', {}); await put(db, actor) }
  export async function find(db: Db) { return await db.selectFrom('row').execute() }`,
)
const faultsOf = (text: string, types = 'db: Db, actor: Actor') => {
  const imports = `import { refuseUnless } from '#base/access/refuse.ts'
  import { find, guarded, put } from './rows.server.ts'\n`
  const writer = file(
    'app/plan/write.server.ts',
    `${imports}export async function write(${types}) { ${text} }`,
  )
  return writerFaults([wall, rows, writer])
}

const insert = "await db.insertInto('row').execute()"
const refuse = "refuseUnless(actor, 'p', {})"

it.each([
  ['an insert', insert],
  ['an update', "await db.updateTable('row').execute()"],
  ['a deletion', "await db.deleteFrom('row').execute()"],
  ['SQL', 'await sql`insert into row`.execute(db)'],
  ['a write by another function', 'await put(db, actor)'],
  ['a write by a function that is handed on', 'await db.transaction().execute((db) => put(db, actor))'],
  ['a refusal after the write', `${insert}; ${refuse}`],
  ['a refusal behind a condition', `if (other) ${refuse}; ${insert}`],
  ['one for some only', `other && ${refuse}; ${insert}`],
  ['one in a loop', `for (const one of some) ${refuse}; ${insert}`],
  ['one in a function that may not be called', `const later = () => ${refuse}; ${insert}`],
  ['one where it failed', `try { ${insert} } catch { ${refuse} }`],
  ['a write beside one that is guarded', `if (other) await guarded(db, actor); ${insert}`],
])('notices %s', (_what, text) => {
  expect(faultsOf(text)).toEqual([
    expect.stringMatching(/^app\/plan\/write\.server\.ts:\d+ write writes before it refuses who may not$/),
  ])
  expect(faultsOf(text, 'db: Db, actor: Actor | null')).toHaveLength(1)
})

it.each([
  ['refuses first', `${refuse}; ${insert}`],
  ['refuses in its transaction', `await db.transaction().execute(async (db) => { ${refuse}; ${insert} })`],
  ['reads before it refuses', `await find(db); ${refuse}; ${insert}`],
  ['only reads', 'return await find(db)'],
  ['leaves all of it to one that refuses', 'return await guarded(db, actor)'],
  ['leaves it to one that refuses, or writes nothing', 'if (other) await guarded(db, actor)'],
])('lets be what %s', (_what, text) => {
  expect(faultsOf(text)).toEqual([])
})

it.each(['db: Transaction<Database>, actor: Actor', 'db: Db, self: Oneself', 'db: Db, name: string'])(
  'lets be what takes (%s)',
  (types) => {
    expect(faultsOf(insert, types)).toEqual([])
  },
)
