// SPDX-License-Identifier: AGPL-3.0-or-later
// No file that somebody uploads holds up, freezes or ends the server: it is refused in words, and by name of the bound it passes.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '#base/error.ts'
import { contentOf } from '#base/files/content.server.ts'
import { checkedUpload } from '#base/files/upload.server.ts'
import { inUploadThread } from '#base/files/uploads.server.ts'
import { addressesOf, likelyCandidates, namesIn } from '#record/online/matching.ts'
import { readingReport, readReport } from '#record/online/platform-report.server.ts'
import { excel } from '#tests/base/files/samples.ts'
import { hostileFiles, zoomOf } from './hostile-files.ts'
import { encoded, encodings, morning, read, rome, teamsItalian, zoomEnglish } from './reports.ts'

const inThread = (bytes: Uint8Array) => inUploadThread(readingReport, bytes, morning, rome)

describe('a file made to do harm', () => {
  it.each(hostileFiles)(
    'is refused in words: %s',
    async (_what, make, words) => {
      const error: unknown = await inThread(make()).catch((error: unknown) => error)
      expect(error).toMatchObject({ kind: 'invalid', field: 'file', message: expect.stringMatching(words) })
    },
    60_000,
  )

  it('is refused by its size before anything reads it, and by its kind if it is an archive', async () => {
    const send = (bytes: Uint8Array) => checkedUpload(bytes, 'teams.csv', 'file', { types: ['text/csv'] })
    await expect(send(Buffer.alloc(19_000_000, ','))).rejects.toThrow(
      'Il file è di 18,2 MB: il limite è 10 MB.',
    )
    await expect(send(excel())).rejects.toThrow('un foglio di calcolo Excel')
  })

  it('is followed by others that are read', async () => {
    expect((await inThread(encoded(zoomEnglish))).value.platform).toBe('zoom')
  })
})

describe('a name that is too long', () => {
  it.each([
    ['letters', 'a'.repeat(2000)],
    ['brackets', '('.repeat(4999)],
    ['brackets in brackets', '([)]'.repeat(1200)],
    ['marks', `a${'\u0301\u0323'.repeat(2400)}`],
    ['faces', '👩‍👩‍👧'.repeat(300)],
  ])('is cut with a sign, and the import says so: %s', (_what, name) => {
    const report = readReport(zoomOf(name, 'Anna Bianchi'), morning, rome)
    expect(report.cut).toBe(1)
    expect(report.people[0]?.name).toMatch(/…$/)
    expect(report.people[0]?.name.length).toBeLessThanOrEqual(300)
    expect(report.people[0]?.name.isWellFormed()).toBe(true)
    expect(report.people[1]?.name).toBe('Anna Bianchi')
  })

  it('counts with the address and the role beside it, and at the bound it is whole', () => {
    const text = zoomEnglish.replaceAll(
      'anna.bianchi@presente.example',
      `${'a'.repeat(300)}@presente.example`,
    )
    expect(read(text).people[0]?.email).toBe(`${'a'.repeat(253)}…`)
    expect(readReport(zoomOf('a'.repeat(300)), morning, rome)).toMatchObject({ cut: 0 })
  })

  it('kept from before there was a bound, is compared in no time', () => {
    const candidates = Array.from({ length: 300 }, (_, n) => {
      return { person_id: `p${n}`, first_name: `Nome${n}`, last_name: `Cognome${n}`, addresses: [] }
    })
    for (const name of ['('.repeat(60_000), '()'.repeat(30_000), `${'a '.repeat(30_000)}(`]) {
      expect(namesIn(name).every((one) => one.length <= 300)).toBe(true)
      expect(likelyCandidates({ name, email: `${'_'.repeat(60_000)}#ext#@x` }, candidates)).toEqual([])
    }
    expect(addressesOf(`${'_'.repeat(60_000)}#ext#@x`)).toHaveLength(1)
  })

  it('keeps what stands in brackets apart, as ever', () => {
    expect(namesIn('PC-17 (Anna Bianchi) [sala]')).toEqual([
      '17 anna bianchi pc sala',
      '17 pc',
      'anna bianchi',
      'sala',
    ])
    expect(namesIn('Anna (Bianchi')).toEqual(['anna bianchi'])
    expect(namesIn('()')).toEqual([])
  })
})

describe('two thousand bodies', () => {
  const piece = fc.oneof(
    fc.constantFrom('"', '""', ',', ';', '\t', '\r', '\n', '\0', '\ufeff', '(', '[', '_', '#EXT#@', ' (UTC)'),
    fc.constantFrom(
      'Name',
      'Nome',
      'Email',
      'Join Time',
      'Leave Time',
      'Duration',
      'Guest',
      '2. Participants',
    ),
    fc.constantFrom('02/05/2026 11:00:00 AM', '5/2/2026, 11:02', '2026-02-05T10:02:13Z', '1h 2m', '99:99'),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )
  const made = fc.tuple(fc.array(piece, { maxLength: 60 }), fc.constantFrom(...encodings))
  const changed = fc.tuple(
    fc.constantFrom(teamsItalian, zoomEnglish),
    fc.array(fc.tuple(fc.nat({ max: 3000 }), piece), { maxLength: 12 }),
    fc.constantFrom(...encodings),
  )
  const body = fc.oneof(
    made.map(([pieces, encoding]) => encoded(pieces.join(''), encoding)),
    changed.map(([text, changes, encoding]) =>
      encoded(
        changes.reduce((one, [at, piece]) => one.slice(0, at) + piece + one.slice(at), text),
        encoding,
      ),
    ),
    fc.uint8Array({ maxLength: 300 }),
  )

  it('are read or refused in words, never a fault', async () => {
    let known = 0
    await fc.assert(
      fc.asyncProperty(body, async (bytes) => {
        await contentOf(bytes)
        try {
          known += readReport(bytes, morning, rome).people.length > 0 ? 1 : 0
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
          expect(error).toMatchObject({ kind: 'invalid', field: 'file' })
        }
      }),
      { numRuns: 2000 },
    )
    // It is no fuzz if nothing gets past the headings.
    expect(known).toBeGreaterThan(20)
  }, 60_000)
})
