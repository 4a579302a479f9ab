// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { attendanceFilter, editionFilter, fileStem, searchOf } from '#prove/reports/attendance-filter.ts'

const editions = [
  { id: '1', code: 'IRIS-PM-01' },
  { id: '2', code: 'IRIS-LA-01' },
]
const asked = (search: string) => attendanceFilter(new URLSearchParams(search), editions)
const everything = { edition: null, from: null, to: null, teachers: false }

describe('which attendance to export', () => {
  it('is everything when nothing is asked, or fields are left empty', () => {
    expect(asked('').filter).toEqual(everything)
    expect(asked('edition=&from=&to=')).toMatchObject({ filter: everything, faults: [] })
  })

  it('is an edition, a period and teachers when they are asked for', () => {
    const { filter, faults } = asked('edition=IRIS-LA-01&from=2026-02-01&to=2026-02-01&teachers=on')
    expect(faults).toEqual([])
    expect(filter).toEqual({ edition: editions[1], from: '2026-02-01', to: '2026-02-01', teachers: true })
    expect(searchOf(filter)).toBe('?edition=IRIS-LA-01&from=2026-02-01&to=2026-02-01&teachers=on')
    expect(asked(searchOf(filter)).filter).toEqual(filter)
    expect(searchOf(everything)).toBe('')
  })

  it.each(['banana', '2026-02-30', '05/02/2026', '0026-02-05', '2026-2-5', "2026-02-05' or 1"])(
    'leaves out the date %s and says so, keeping what was typed',
    (typed) => {
      const { filter, faults, typed: kept } = asked(`from=${encodeURIComponent(typed)}&to=2026-02-05`)
      expect(filter).toMatchObject({ from: null, to: '2026-02-05' })
      expect(faults).toEqual([{ field: 'from', message: expect.stringContaining(typed) }])
      expect(kept.from).toBe(typed)
    },
  )

  it('leaves out the end of a period that ends before it begins', () => {
    expect(asked('from=2026-02-05&to=2026-02-04')).toMatchObject({
      filter: { from: '2026-02-05', to: null },
      faults: [{ field: 'to' }],
    })
  })

  it('knows no edition of another project, and cuts what is too long to say', () => {
    const { filter, faults } = asked(`edition=${'R'.repeat(5000)}`)
    expect(filter.edition).toBeNull()
    expect(faults[0]?.message.length).toBeLessThan(250)
  })

  it('names the file after what is in it, in plain letters', () => {
    const project = { slug: 'iris' }
    expect(fileStem(project, everything)).toBe('presenze-iris')
    const edition = { id: '3', code: 'Città/Nº 1' }
    expect(fileStem(project, { ...everything, edition, from: '2026-02-01' })).toBe(
      'presenze-citt-n-1-2026-02-01',
    )
  })

  it('is one edition alone at its own address, whichever the search names', () => {
    const [own] = editions
    if (!own) throw new Error('an edition')
    for (const search of [
      '',
      'edition=IRIS-LA-01',
      'edition=',
      'edition=ROSA-PM-01',
      'edition=1&edition=2',
    ]) {
      const { filter, faults } = editionFilter(new URLSearchParams(search), own)
      expect([filter.edition, faults]).toEqual([own, []])
    }
    const { filter, faults, search } = editionFilter(
      new URLSearchParams('edition=IRIS-LA-01&from=mai&to=2026-02-05'),
      own,
    )
    expect(filter).toEqual({ edition: own, from: null, to: '2026-02-05', teachers: false })
    expect(faults.map(({ field }) => field)).toEqual(['from'])
    expect(search).toBe('?to=2026-02-05')
  })
})
