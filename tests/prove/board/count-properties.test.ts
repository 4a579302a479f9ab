// SPDX-License-Identifier: AGPL-3.0-or-later
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boardFrom } from '#prove/board/board.ts'
import { countTargets } from '#prove/board/count.ts'
import { flat, group, line } from './lines.ts'

const none = new Map<string, number>()

describe('whatever the lines and the people', () => {
  const sectors = fc.constantFrom('public' as const, 'private' as const, 'volunteer' as const)
  const types = fc.constantFrom('comune', 'questura', 'cooperativa')
  const groups = fc.array(
    fc
      .record({ persons: fc.integer({ min: 1, max: 200 }), sector: sectors, type: types })
      .map(({ persons, sector, type }) =>
        group(persons, { sector, organisation_type: type, organisation_id: `${sector} ${type}` }),
      ),
    { maxLength: 8 },
  )
  // Each line stands under an earlier one, or under none.
  const trees = fc
    .array(
      fc.record({
        under: fc.nat({ max: 20 }),
        quantity: fc.option(fc.integer({ min: 1, max: 300 })),
        sector: fc.option(sectors),
        organisation_types: fc.option(fc.uniqueArray(types, { minLength: 1 })),
      }),
      { minLength: 1, maxLength: 8 },
    )
    .map((rows) =>
      rows.map(({ under, quantity, ...criteria }, index) =>
        line(`line ${index}`, quantity, {
          parent_id: index === 0 || under % (index + 1) === index ? null : `line ${under % (index + 1)}`,
          position: index,
          ...criteria,
        }),
      ),
    )

  it('nobody counts toward a target beyond the reached or beyond the target', () => {
    fc.assert(
      fc.property(trees, groups, (lines, people) => {
        const board = boardFrom(lines, people, none, 'attended')
        for (const node of flat(board.nodes)) {
          if (node.toward === null) continue
          expect(node.toward).toBeLessThanOrEqual(node.reached)
          expect(node.toward).toBeLessThanOrEqual(node.goal ?? 0)
          expect(node.toward).toBeGreaterThanOrEqual(0)
        }
        const persons = people.reduce((sum, { persons }) => sum + persons, 0)
        expect(board.headline?.toward ?? 0).toBeLessThanOrEqual(persons)
      }),
    )
  })

  it('the order in which lines and groups are read does not matter', () => {
    fc.assert(
      fc.property(trees, groups, (lines, people) => {
        const board = boardFrom(lines, people, none, 'attended')
        expect(boardFrom([...lines].reverse(), [...people].reverse(), none, 'attended')).toEqual(board)
      }),
    )
  })

  it('one person more never lowers a figure', () => {
    fc.assert(
      fc.property(trees, groups, sectors, types, (lines, people, sector, organisation_type) => {
        const one = group(1, { sector, organisation_type, organisation_id: `${sector} ${organisation_type}` })
        const before = flat(countTargets(lines, people, none, 'attended'))
        const after = flat(countTargets(lines, [...people, one], none, 'attended'))
        for (const [index, node] of before.entries()) {
          expect(after[index]?.reached).toBeGreaterThanOrEqual(node.reached)
          expect(after[index]?.toward ?? 0).toBeGreaterThanOrEqual(node.toward ?? 0)
        }
      }),
    )
  })
})
