// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import {
  formLibraryFaults,
  importFaults,
  migrationFaults,
  requestFaults,
  routeQueryFaults,
} from './imports.ts'
import { file, read } from './source.ts'

const source = read('app/**/*.{ts,tsx}', 'db/**/*.ts')

describe('who may import whom', () => {
  it('holds everywhere', () => {
    expect(source.length).toBeGreaterThan(100)
    expect(importFaults(source)).toEqual([])
  })

  it.each([
    ['app/plan/people/person.ts', "import { hash } from 'node:crypto'"],
    ['app/plan/people/person.ts', "import { addPerson } from './people.server.ts'"],
    ['app/plan/people/person.ts', "import { Page } from '#base/ui/page.tsx'"],
    ['app/plan/people/people.server.ts', "import { useId } from 'react'"],
    ['app/plan/people/people.server.ts', "import { PersonTable } from './person-table.tsx'"],
    ['app/plan/people/people.server.ts', "import { loader } from './list-people.route.tsx'"],
    ['app/plan/people/person-table.tsx', "import { listPeople } from './people.server.ts'"],
    ['app/plan/people/person-table.tsx', "import { connect } from '#db/connect.server.ts'"],
    ['app/plan/people/person-table.tsx', "import { sql } from 'kysely'"],
    ['app/plan/people/list-people.route.tsx', "import { loader } from './show-person.route.tsx'"],
    ['app/base/ui/table.tsx', "import { personName } from '#plan/people/person.ts'"],
    ['db/connect.server.ts', "import { env } from '#base/env.server.ts'"],
    ['db/seed.ts', "import type { Actor } from '../app/base/access/actor.ts'"],
  ])('notices %s with %s', (path, text) => {
    expect(importFaults([file(path, text)])).toHaveLength(1)
  })

  it.each([
    [
      'app/plan/people/person.ts',
      "import { z } from 'zod'\nimport { m } from '#base/i18n/paraglide/messages.js'",
    ],
    ['app/plan/people/person.ts', "import type { Db } from '#db/connect.server.ts'"],
    ['app/plan/people/people.server.ts', "import { sql } from 'kysely'\nimport { line } from './person.ts'"],
    ['app/plan/people/person-table.tsx', "import { DataTable } from '#base/ui/table.tsx'"],
    ['app/plan/people/list-people.route.tsx', "import { listPeople } from './people.server.ts'"],
  ])('lets %s have %s', (path, text) => {
    expect(importFaults([file(path, text)])).toEqual([])
  })
})

describe('reads and writes take plain data', () => {
  it('everywhere', () => {
    expect(requestFaults(source)).toEqual([])
  })

  it.each(["import { redirect } from '@remix-run/node'", 'export function add(db: Db, request: Request) {}'])(
    'unlike %s',
    (text) => {
      expect(requestFaults([file('app/plan/people/people.server.ts', text)])).toHaveLength(1)
      expect(requestFaults([file('app/base/http/form.server.ts', text)])).toEqual([])
    },
  )
})

describe('one reader of forms', () => {
  it('everywhere', () => {
    expect(formLibraryFaults(source)).toEqual([])
  })

  it.each([
    ['app/a.ts', "import { parseWithZod } from '@conform-to/zod/v4'"],
    ['app/a.route.tsx', "import { parseWithZod as read } from '@conform-to/zod'"],
    ['app/a.server.ts', "import { parse } from '@conform-to/dom'"],
    ['app/a.tsx', "import { parse, useForm } from '@conform-to/react'"],
    ['app/a.tsx', "import * as forms from '@conform-to/react'"],
    ['app/a.ts', "const zod = await import('@conform-to/zod/v4')"],
  ])('%s with %s is noticed', (path, text) => {
    expect(formLibraryFaults([file(path, text)])).toHaveLength(1)
    expect(formLibraryFaults([file('app/base/http/form.server.ts', text)])).toEqual([])
  })

  it.each([
    "import { type SubmissionResult, useForm } from '@conform-to/react'",
    "import { getZodConstraint } from '@conform-to/zod/v4'",
    "import type { Submission } from '@conform-to/dom'",
  ])('%s, for a page, is let be', (text) => {
    expect(formLibraryFaults([file('app/a.route.tsx', text)])).toEqual([])
  })
})

describe('a route holds no query', () => {
  it('everywhere', () => {
    expect(routeQueryFaults(source)).toEqual([])
  })

  it.each([
    "const people = await db\n  .selectFrom('person')\n  .execute()",
    "await db.updateTable('account').set({ language }).execute()",
    "import { sql } from 'kysely'",
    // What runs in one is let be by the wall of writers (writers.ts): its room opens it.
    'await db.transaction().execute((db) => mailInvitation(db, actor, account.id))',
  ])('%s is noticed', (text) => {
    expect(routeQueryFaults([file('app/plan/people/list-people.route.tsx', text)])).toHaveLength(1)
    expect(routeQueryFaults([file('app/plan/people/people.server.ts', text)])).toEqual([])
  })
})

describe('a migration imports only kysely', () => {
  it('every one', () => {
    expect(migrationFaults(source)).toEqual([])
  })

  it('unlike one with live schema code', () => {
    const text = "import type { Database } from '../schema.ts'"
    expect(migrationFaults([file('db/migrations/009_more.ts', text)])).toHaveLength(1)
    expect(migrationFaults([file('db/migrations/change-table.ts', text)])).toHaveLength(1)
  })

  it('but for the recipe to change a table', () => {
    const text = "import { sql } from 'kysely'\nimport { changeTable } from './change-table.ts'"
    expect(migrationFaults([file('db/migrations/009_more.ts', text)])).toEqual([])
  })
})
