// SPDX-License-Identifier: AGPL-3.0-or-later
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanTypes } from '#base/files/file.ts'
import { hasTooManyPixels, pixelsOf } from '#base/files/pixels.ts'
import { checkedUpload } from '#base/files/upload.server.ts'
import { readCourseFiles } from '#plan/courses/course-files.server.ts'
import { coursesFolder, goodCourse } from '#tests/plan/courses/course-folder.ts'
import { jpeg, png } from './samples.ts'

/** A picture of a few bytes that says to be larger. */
function pngOf(width: number, height: number): Uint8Array {
  const bytes = Buffer.from(png())
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

function jpegOf(width: number, height: number): Uint8Array {
  const bytes = Buffer.from(jpeg())
  const frame = bytes.indexOf(Buffer.from('ffc0', 'hex'))
  bytes.writeUInt16BE(height, frame + 5)
  bytes.writeUInt16BE(width, frame + 7)
  return bytes
}

const webp = (kind: string, ...rest: number[]) =>
  Buffer.concat([
    Buffer.from(`RIFF\0\0\0\0WEBPVP8${kind}\0\0\0\0`, 'latin1'),
    Buffer.from(rest),
    Buffer.alloc(16),
  ])

const send = (bytes: Uint8Array) => checkedUpload(bytes, 'foglio', 'file', { types: scanTypes })

describe('a picture says how large it is before anything decodes it', () => {
  it.each([
    ['PNG', pngOf(640, 480), { width: 640, height: 480 }],
    ['JPEG', jpegOf(640, 480), { width: 640, height: 480 }],
    ['WebP with a canvas', webp('X', 0, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0), { width: 640, height: 480 }],
    ['WebP without losses', webp('L', 0x2f, 0x7f, 0xc2, 0x77, 0), { width: 640, height: 480 }],
    ['WebP', webp(' ', 0, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0xe0, 1), { width: 640, height: 480 }],
    ['nothing', Buffer.from('GIF89a'), null],
    ['a JPEG without a frame', Buffer.from('ffd8ffd9', 'hex'), null],
    ['a PNG of no height', pngOf(8, 0), null],
  ])('%s', (_what, bytes, size) => {
    expect(pixelsOf(bytes)).toEqual(size)
  })

  it('whatever the bytes are, and never reads beyond them', () => {
    const begun = fc.constantFrom(png(), jpeg(), webp('X'), Buffer.from([0xff, 0xd8]))
    fc.assert(
      fc.property(begun, fc.nat({ max: 200 }), fc.uint8Array({ maxLength: 60 }), (head, cut, tail) => {
        const size = pixelsOf(Buffer.concat([head.subarray(0, cut), tail]))
        if (size) expect(Math.min(size.width, size.height)).toBeGreaterThan(0)
      }),
      { numRuns: 2000 },
    )
  })

  it('a hundred million points are the most, thirty thousand a side', () => {
    expect(hasTooManyPixels({ width: 10_000, height: 10_000 })).toBe(false)
    expect(hasTooManyPixels({ width: 10_001, height: 10_000 })).toBe(true)
    expect(hasTooManyPixels({ width: 30_000, height: 1 })).toBe(false)
    expect(hasTooManyPixels({ width: 1, height: 30_001 })).toBe(true)
  })
})

describe('a picture of too many points is refused in words', () => {
  it.each([
    ['a PNG of a gigapixel', pngOf(40_000, 25_000)],
    ['a PNG of the largest numbers', pngOf(0xffffffff, 0xffffffff)],
    ['a JPEG', jpegOf(60_000, 60_000)],
    ['a thread', pngOf(1, 30_001)],
  ])('%s', async (_what, bytes) => {
    await expect(send(bytes)).rejects.toMatchObject({
      kind: 'invalid',
      field: 'file',
      message: expect.stringContaining('il limite è di 100 milioni di punti e di 30.000 per lato'),
    })
  })

  it('one that cannot be shown is incomplete, one of an A3 sheet at 600 points an inch is taken', async () => {
    await expect(send(pngOf(0, 8))).rejects.toThrow('incompleto')
    expect(await send(pngOf(7016, 9933))).toMatchObject({ type: 'image/png' })
  })

  it('and in a course it is a fault of the course', () => {
    const { folder, remove } = coursesFolder({ accoglienza: goodCourse })
    const course = join(folder, 'accoglienza')
    for (const [name, bytes] of [
      ['larga.png', pngOf(40_000, 25_000)],
      ['larga.jpg', jpegOf(60_000, 60_000)],
      ['larga.webp', webp('X', 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)],
      ['rotta.png', Buffer.from('non è')],
      ['giusta.png', png()],
    ] as const) {
      writeFileSync(join(course, 'images', name), bytes)
    }
    const faults = readCourseFiles(course).strangers.map(([path, why]) => `${path}: ${why}`)
    expect(faults).toEqual([
      'images/larga.jpg: 60000 x 60000 pixels, more than 100 million pixels and 30000 a side',
      'images/larga.png: 40000 x 25000 pixels, more than 100 million pixels and 30000 a side',
      'images/larga.webp: 16777216 x 16777216 pixels, more than 100 million pixels and 30000 a side',
      'images/rotta.png: no picture that can be shown: its header says no width and height',
    ])
    remove()
  })
})
