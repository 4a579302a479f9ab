// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { boardFrom } from '#prove/board/board.ts'
import { countTargets, type TargetNode } from '#prove/board/count.ts'
import { flat, group, line } from './lines.ts'

const none = new Map<string, number>()

function nodeOf(nodes: TargetNode[], id: string): TargetNode {
  const node = flat(nodes).find((node) => node.line.id === id)
  if (!node) throw new Error(`no line ${id}`)
  return node
}

const iris = [
  line('all', 150),
  line('public', 100, { parent_id: 'all', position: 2, sector: 'public' }),
  line('private', 50, { parent_id: 'all', position: 3, sector: 'private' }),
]
const atCooperativa = {
  sector: 'private',
  organisation_type: 'cooperativa',
  organisation_id: 'ponte',
} as const

describe('the count of I.R.I.S. (domain.md 10, case 1)', () => {
  const nodes = countTargets(iris, [group(92), group(58, atCooperativa)], none, 'attended')

  it('has 150 persons reached and 142 of them toward the target of 150', () => {
    expect(nodeOf(nodes, 'all')).toMatchObject({ reached: 150, toward: 142, gap: 8, towardPercent: 9466 })
  })

  it('misses 8 public operators and has 8 private ones more', () => {
    expect(nodeOf(nodes, 'public')).toMatchObject({ reached: 92, gap: 8, surplus: 0, percent: 9200 })
    expect(nodeOf(nodes, 'private')).toMatchObject({ reached: 58, gap: 0, surplus: 8, percent: 11600 })
  })

  it('says who is reached and fits none of the lines below', () => {
    const volunteers = group(3, {
      sector: 'volunteer',
      organisation_type: 'volontariato',
      organisation_id: 'v',
    })
    const counted = countTargets(iris, [group(92), volunteers], none, 'attended')
    expect(nodeOf(counted, 'all')).toMatchObject({ reached: 95, toward: 92, outside: 3 })
  })

  it('forecasts the reached and those expected, in the headline as in each line', () => {
    const groups = [group(60), group(45, { stage: 'expected' }), group(20, atCooperativa)]
    const board = boardFrom(iris, groups, none, 'attended')
    expect(nodeOf(board.nodes, 'public').forecast).toBe(105)
    expect(board.headline).toEqual({ goal: 150, toward: 80, percent: 5333, forecast: 120 })
  })
})

describe('the tree of ROSA (domain.md 10, case 2)', () => {
  const rosa = [
    line('public', 100, { sector: 'public' }),
    line('offices', 20, { parent_id: 'public', organisation_types: ['prefettura', 'questura'] }),
    line('comuni', 80, { parent_id: 'public', position: 2, organisation_types: ['comune'] }),
    line('private', 40, { position: 2, sector: 'private' }),
    line('others', null, { position: 3, sector: 'volunteer' }),
  ]
  const atQuestura = { organisation_type: 'questura', organisation_id: 'questura' }
  const groups = [
    group(25, atQuestura),
    group(60),
    group(30, atCooperativa),
    group(4, { sector: 'volunteer', organisation_type: 'volontariato', organisation_id: 'v' }),
  ]
  const board = boardFrom(rosa, groups, none, 'attended')

  it('adds its leaves up to the parent, each capped by its own target', () => {
    expect(nodeOf(board.nodes, 'public')).toMatchObject({ reached: 85, toward: 80, goal: 100, gap: 20 })
  })

  it('keeps the forty of the private social outside the hundred, and counts them in the whole', () => {
    expect(nodeOf(board.nodes, 'public').children.map((node) => node.line.id)).toEqual(['offices', 'comuni'])
    expect(board.headline).toMatchObject({ goal: 140, toward: 110 })
  })

  it('never gives an open line a percentage, a goal or a gap', () => {
    const open = nodeOf(board.nodes, 'others')
    expect(open).toMatchObject({ reached: 4, percent: null, towardPercent: null, goal: null, gap: 0 })
  })
})

describe('counting', () => {
  it('counts an organisation once, however many of its people came', () => {
    const bodies = [line('bodies', 12, { unit: 'organisations' })]
    const groups = [group(5), group(2, { sector: 'private' }), group(3, { organisation_id: 'terni' })]
    expect(nodeOf(countTargets(bodies, groups, none, 'attended'), 'bodies').reached).toBe(2)
  })

  it('takes what is recorded by hand from the tallies, not from attendance', () => {
    const lines = [line('indirect', 100, { source: 'tally', kind: 'indirect' })]
    const nodes = countTargets(lines, [group(40)], new Map([['indirect', 70]]), 'attended')
    expect(nodeOf(nodes, 'indirect')).toMatchObject({ reached: 70, percent: 7000, gap: 30 })
    expect(nodeOf(nodes, 'indirect').figures.attended.count).toBe(0)
  })

  it('reaches with completion where the project says so', () => {
    const groups = [group(9), group(4, { stage: 'completed' })]
    expect(nodeOf(countTargets(iris, groups, none, 'completed'), 'public').reached).toBe(4)
  })

  it('keeps people at tables out of the lines of training', () => {
    const lines = [...iris, line('governance', null, { position: 9, audience: 'table' })]
    const nodes = countTargets(lines, [group(7, { audience: 'table' })], none, 'attended')
    expect([nodeOf(nodes, 'all').reached, nodeOf(nodes, 'governance').reached]).toEqual([0, 7])
  })

  it('warns of persons who fit two numbered lines, and counts them once in the whole', () => {
    const lines = [line('everybody', 50), line('public', 50, { position: 2, sector: 'public' })]
    const board = boardFrom(lines, [group(30)], none, 'attended')
    expect(board).toMatchObject({ overlapping: 30, headline: { toward: 30, goal: 100 } })
  })
})
