// SPDX-License-Identifier: AGPL-3.0-or-later
// However long a name is, every document is set, and what is printed stays within the sheet.
import { describe, expect, it } from 'vitest'
import { pdfOf } from '#base/documents/pdf.server.ts'
import { breakable, shortened, withFewMarks } from '#base/documents/printed-text.ts'
import { fadDocument } from '#record/online/fad-document.ts'
import type { FadReport } from '#record/online/fad-report.server.ts'
import { editionDocument, pageDocument } from '#record/register/document.ts'
import type { PageContent } from '#record/register-page/content.ts'
import { edgeOf, infoOf, wordsOf } from '#tests/support/poppler.ts'
import { closedPage, contentOf, hash, openPage, personOf } from './pages.ts'

const site = 'https://presente.example'

const longNames = [
  ['words', 'abcdefghij '.repeat(182).trim()],
  ['one word', 'W'.repeat(2000)],
  ['wide characters', '漢'.repeat(2000)],
  ['faces', '👩‍👩‍👧'.repeat(250)],
  ['marks on one letter', `a${'\u0301\u0323'.repeat(1000)}`],
] as const

/** A page on which every name is `long`: of persons, bodies, project, edition, topic, venue, keeper. */
function pageOf(long: string): PageContent {
  const plain = contentOf(3)
  return contentOf(3, {
    people: [{ ...personOf(0), name: long, organisation: long, note: long }, personOf(1)],
    walk_ins: plain.walk_ins.map((one) => ({ ...one, name: long, organisation: long })),
    teachers: plain.teachers.map((one) => ({ ...one, name: long, note: long })),
    edition: { code: 'IRIS-PM-02', title: long },
    meeting: { ...plain.meeting, title: long, topic: long, venue: long },
    project: { ...plain.project, title: long, lead: long, partners: [long, long] },
    register: { opened_on: '2026-01-20', keeper: long, stamp_authority: long, stamp_number: '1' },
  })
}

function fadOf(long: string): FadReport {
  const { project, edition, meeting } = pageOf(long)
  const stay = { in: meeting.starts_at, out: meeting.ends_at }
  const person = { name: long, organisation: long, sector: 'public' as const, role: 'participant' as const }
  const counted = { seconds: 28_800, credited_minutes: 480 }
  return {
    project,
    edition,
    hash,
    created: meeting.ends_at,
    page_ids: [],
    open: [],
    totals: [{ ...person, ...counted, person_id: 'a', meetings: 1, tests: null }],
    meetings: [
      {
        meeting,
        page: null,
        files: [
          {
            platform: 'teams',
            platform_version: long,
            name: long,
            file_hash: hash,
            imported_at: meeting.ends_at,
            imported_by: long,
          },
        ],
        entries: [
          {
            ...person,
            ...counted,
            person_id: 'a',
            known_as: [long, long],
            matched_by: 'hand',
            resolved_by: long,
            state: 'matched',
            reason: long,
            connections: [stay],
            recorded: [stay],
            status: 'present',
            source: 'platform_log',
          },
        ],
      },
    ],
  }
}

describe.each(longNames)('two thousand letters: %s', (_what, long) => {
  const content = pageOf(long)
  const closed = closedPage(content, { reason: long, closed: { by: long, at: '2026-02-05T17:10:00.000Z' } })

  it.each([
    [
      'the page to sign',
      () => pdfOf('app/record/register/register.typ', pageDocument(openPage(content), 'blank', site)),
    ],
    [
      'the page as recorded',
      () => pdfOf('app/record/register/register.typ', pageDocument(closed, 'final', site)),
    ],
    [
      'the whole register',
      () => pdfOf('app/record/register/register.typ', editionDocument([closed, closed], 'final', site)),
    ],
    [
      'the report of distance learning',
      () => pdfOf('app/record/online/fad-report.typ', fadDocument(fadOf(long))),
    ],
  ])(
    '%s',
    async (_document, print) => {
      const pdf = await print()
      expect(Number(infoOf(pdf).Pages)).toBeLessThan(60)
      const { width, height, right, bottom } = edgeOf(pdf)
      expect(right).toBeLessThanOrEqual(width)
      expect(bottom).toBeLessThanOrEqual(height)
      expect(wordsOf(pdf)).toContain('IRIS-PM-02')
    },
    60_000,
  )
})

describe('what is printed of a text', () => {
  it('is the whole of it up to what a cell takes; facts and topics go on', () => {
    const long = 'a'.repeat(700)
    const { name, facts, topic, qr } = shortened({
      name: long,
      facts: [['Edizione', long]],
      topic: { name: 'Argomento', text: long },
      qr: { drawing: long },
    })
    expect([name.length, name.at(-1)]).toEqual([600, '…'])
    expect([facts[0]?.[1], topic.text, qr.drawing]).toEqual([long, long, long])
    expect(shortened({ name: 'W'.repeat(700) }).name.length).toBeLessThan(350)
    expect(shortened({ name: '😀'.repeat(700) }).name.isWellFormed()).toBe(true)
  })

  it('has places for the end of a line in words that are longer than a column, not in hashes', () => {
    expect(breakable('Anna Bianchi, responsabilizzazione', false)).toBe('Anna Bianchi, responsabilizzazione')
    expect(
      breakable('a'.repeat(30), false)
        .split('\u200b')
        .map((part) => part.length),
    ).toEqual([6, 6, 6, 6, 6])
    expect(breakable('responsabilizzazione', true)).toContain('\u200b')
    expect(breakable(`(${hash})`, true)).toBe(`(${hash})`)
  })

  it('has three marks on a letter at most', () => {
    expect(withFewMarks(`a${'\u0301'.repeat(9)}b\u0301`)).toBe('a\u0301\u0301\u0301b\u0301')
  })
})
