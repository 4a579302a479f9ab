// SPDX-License-Identifier: AGPL-3.0-or-later
// How many points a picture has, by its header, before anything decodes it: a few kilobytes may unfold to gigabytes.

export type Pixels = { width: number; height: number }

/** A hundred million points are an A3 sheet at 600 points an inch and more; a side is what browsers and printers bear. */
export const mostPixels = 100_000_000
export const mostSide = 30_000

export function hasTooManyPixels({ width, height }: Pixels): boolean {
  return width > mostSide || height > mostSide || width * height > mostPixels
}

/** The size of a PNG, JPEG or WebP, whatever it is called; null when its header says none, so that nothing could show it. */
export function pixelsOf(bytes: Uint8Array): Pixels | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = isAt(bytes, 0, [0x89, 0x50, 0x4e, 0x47])
    ? sizeOfPng(bytes, view)
    : isAt(bytes, 0, [0xff, 0xd8])
      ? sizeOfJpeg(bytes, view)
      : sizeOfWebp(bytes, view)
  return size && size.width > 0 && size.height > 0 ? size : null
}

function isAt(bytes: Uint8Array, at: number, wanted: number[]): boolean {
  return wanted.every((byte, index) => bytes[at + index] === byte)
}

const codes = (text: string) => [...text].map((letter) => letter.charCodeAt(0))

/** Its first chunk says. */
function sizeOfPng(bytes: Uint8Array, view: DataView): Pixels | null {
  if (bytes.length < 24 || !isAt(bytes, 12, codes('IHDR'))) return null
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** The frames' headers (SOF) say, before the first scan or behind it; of several the largest counts. */
function sizeOfJpeg(bytes: Uint8Array, view: DataView): Pixels | null {
  let size: Pixels | null = null
  let at = 2
  while (at + 9 <= bytes.length) {
    const mark = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff || mark === 0xff || mark < 0xc0 || (mark >= 0xd0 && mark <= 0xd8)) {
      at = bytes.indexOf(0xff, at + 1)
      if (at < 0) return size
      continue
    }
    if (mark === 0xd9) return size
    const isFrame = mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark)
    if (isFrame) {
      const frame = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
      if (!size || frame.width * frame.height > size.width * size.height) size = frame
    }
    at += 2 + Math.max(2, view.getUint16(at + 2))
  }
  return size
}

/** Its canvas, or its one picture: lossless or lossy. */
function sizeOfWebp(bytes: Uint8Array, view: DataView): Pixels | null {
  if (bytes.length < 30 || !isAt(bytes, 0, codes('RIFF')) || !isAt(bytes, 8, codes('WEBPVP8'))) return null
  const three = (at: number) => 1 + view.getUint16(at, true) + ((bytes[at + 2] ?? 0) << 16)
  if (bytes[15] === 0x58) return { width: three(24), height: three(27) }
  if (bytes[15] === 0x4c) {
    const both = view.getUint32(21, true)
    return { width: 1 + (both & 0x3fff), height: 1 + ((both >>> 14) & 0x3fff) }
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
}
