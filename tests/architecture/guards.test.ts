// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { guardFaults } from './guards.ts'
import { file, read } from './source.ts'

const imports =
  "import { publicPage, requireAccount, requirePermission } from '#base/access/guards.server.ts'\n"

const faultsOf = (text: string) =>
  guardFaults([file('app/plan/people/list-people.route.tsx', imports + text)])

it('every loader and action begins with exactly one guard', () => {
  const routes = read('app/**/*.route.{ts,tsx}', 'app/root.tsx')
  expect(routes.length).toBeGreaterThan(0)
  expect(guardFaults(routes)).toEqual([])
})

it.each([
  ['no guard', 'export async function loader(args) { return {} }'],
  [
    'a guard too late',
    'export async function loader(args) { const x = 1; await publicPage(args); return x }',
  ],
  ['a guard that is not awaited', 'export async function loader(args) { publicPage(args); return {} }'],
  ['a guard behind a condition', 'export async function loader(args) { if (x) await publicPage(args) }'],
  [
    'two guards',
    "export async function action(args) { await publicPage(args); await requirePermission(args, 'project:see') }",
  ],
  [
    'a permission to be guessed',
    'export async function action(args) { await requirePermission(args, which) }',
  ],
  ['a part of its arguments', 'export async function loader({ request }) { await publicPage({ request }) }'],
  ['no body', 'export const loader = (args) => publicPage(args)'],
  ['a wrapper', 'export const loader = guarded(async (args) => { await publicPage(args) })'],
  ['one of another file', "export { loader } from './other.ts'"],
])('notices %s', (_what, text) => {
  expect(faultsOf(text)).toHaveLength(1)
})

it('notices a guard of the same name from elsewhere', () => {
  const text =
    "import { publicPage } from './mine.ts'\nexport async function loader(args) { await publicPage(args) }"
  expect(guardFaults([file('app/plan/people/list-people.route.tsx', text)])).toHaveLength(1)
})

it.each([
  'export async function loader(args) { await publicPage(args); return {} }',
  "export async function loader(args) { const { db } = await requirePermission(args, 'project:see'); return db }",
  'export const action = async (args) => { const { db } = await requireAccount(args); return db }',
  'export default function Page() { return null }',
])('lets be: %s', (text) => {
  expect(faultsOf(text)).toEqual([])
})

it('every route that sends a file of a project notes who took it', () => {
  const sending = read('app/**/send-*.route.ts').filter(({ text }) => text.includes('requirePermission'))
  // What the check-in screen shows next is no file.
  const files = sending.filter(({ path }) => path !== 'app/record/check-in/send-check-in-code.route.ts')
  expect(files.length).toBeGreaterThan(5)
  expect(files.filter(({ text }) => !text.includes('await noteExport(')).map(({ path }) => path)).toEqual([])
})
