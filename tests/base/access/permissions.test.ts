// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import type { Actor, Grant, Place } from '#base/access/actor.ts'
import { can, canSomewhere, type Permission, permissions } from '#base/access/permissions.ts'

function holding(...grants: Grant[]): Actor {
  return { accountId: 'a', personId: null, name: 'Marta Conti', email: 'm@x.example', language: 'it', grants }
}

const iris: Place = { projectId: 'iris' }
const first: Place = { projectId: 'iris', editionId: 'IRIS-PM-01' }
const second: Place = { projectId: 'iris', editionId: 'IRIS-PM-02' }
const rosa: Place = { projectId: 'rosa' }
const installation: Place = {}

const actors = {
  nobody: holding(),
  administrator: holding({ role: 'administrator', projectId: null, editionId: null }),
  manager: holding({ role: 'manager', projectId: 'iris', editionId: null }),
  auditor: holding({ role: 'auditor', projectId: 'iris', editionId: null }),
  trainer: holding({ role: 'trainer', projectId: null, editionId: 'IRIS-PM-01' }),
}

type Who = keyof typeof actors
type Where = 'installation' | 'iris' | 'first' | 'second' | 'rosa'
const places: Record<Where, Place> = { installation, iris, first, second, rosa }

/** Who may, where; whoever and wherever is not named may not. */
const table: Record<Permission, Partial<Record<Who, Where[]>>> = {
  'installation:administer': { administrator: ['installation', 'iris', 'first', 'second', 'rosa'] },
  'project:see': { manager: ['iris', 'first', 'second'], auditor: ['iris', 'first', 'second'] },
  'project:manage': { manager: ['iris', 'first', 'second'] },
  'edition:see': {
    manager: ['iris', 'first', 'second'],
    auditor: ['iris', 'first', 'second'],
    trainer: ['first'],
  },
  'edition:manage': { manager: ['iris', 'first', 'second'] },
  'attendance:see': {
    manager: ['iris', 'first', 'second'],
    auditor: ['iris', 'first', 'second'],
    trainer: ['first'],
  },
  'attendance:record': { manager: ['iris', 'first', 'second'], trainer: ['first'] },
  'register:lock': { manager: ['iris', 'first', 'second'] },
  'course:learn': {},
  // By a manager in the projects they manage; that no project has it as its own is refuseUnless's, anywhere.
  'organisation:keep': {
    administrator: ['installation', 'iris', 'first', 'second', 'rosa'],
    manager: ['iris', 'first', 'second'],
  },
}

describe('who may do what, where', () => {
  const names = Object.keys(permissions) as Permission[]

  it.each(names)('%s', (permission) => {
    const may = Object.entries(actors).flatMap(([who, actor]) =>
      Object.entries(places)
        .filter(([, place]) => can(actor, permission, place))
        .map(([where]) => `${who} ${where}`),
    )
    const expected = Object.entries(table[permission]).flatMap(([who, where]) =>
      where.map((w) => `${who} ${w}`),
    )
    expect(may.sort()).toEqual(expected.sort())
  })

  it('whoever may change also may see', () => {
    for (const [name, { seenWith, roles }] of Object.entries(permissions)) {
      if (!seenWith) continue
      const seers = permissions[seenWith].roles
      expect(
        roles.filter((role) => !seers.includes(role)),
        name,
      ).toEqual([])
    }
  })

  it('the navigation shows what one may do somewhere', () => {
    expect(canSomewhere(actors.trainer, 'attendance:record')).toBe(true)
    expect(canSomewhere(actors.trainer, 'project:see')).toBe(false)
    expect(canSomewhere(actors.nobody, 'attendance:see')).toBe(false)
  })
})
