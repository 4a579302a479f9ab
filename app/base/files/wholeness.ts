// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether a picture or a document is all there: an upload, a card or a stick that was taken out too early cuts it.

/** By the way each format says that it ends. */
export function isWhole(bytes: Uint8Array, type: 'application/pdf' | 'image/jpeg' | 'image/png'): boolean {
  if (type === 'application/pdf') return isWholePdf(bytes)
  return type === 'image/png' ? isWholePng(bytes) : isWholeJpeg(bytes)
}

/** The mark of the end stands in the last 1,024 bytes; what some programs put behind it, zeros and blanks, aside. */
function isWholePdf(bytes: Uint8Array): boolean {
  let end = bytes.length
  while (end > 0 && blanks.has(bytes[end - 1] ?? -1)) end -= 1
  return textAt(bytes, Math.max(0, end - 1024), end).includes('%%EOF')
}

const blanks = new Set([0, 9, 10, 12, 13, 32])

/** Chunks of a length each, one behind the other, to the one that is called IEND. */
function isWholePng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 8
  let pictures = 0
  while (at + 12 <= bytes.length) {
    const name = textAt(bytes, at + 4, at + 8)
    const next = at + 12 + view.getUint32(at)
    if (next > bytes.length) return false
    if (name === 'IEND') return pictures > 0
    if (name === 'IDAT') pictures += 1
    at = next
  }
  return false
}

/**
 * Segments of a length each; behind a scan's header its data, in which the byte FF is followed by 00 or is a restart mark,
 * until another segment or the end. Phones put more behind the end: a film, another picture.
 */
function isWholeJpeg(bytes: Uint8Array): boolean {
  let at = 2
  let scans = 0
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) {
      // Data of a scan.
      if (scans === 0) return false
      const next = bytes.indexOf(0xff, at)
      if (next < 0) return false
      at = next
      continue
    }
    const mark = bytes[at + 1] ?? 0
    if (mark === 0xd9) return scans > 0
    if (mark === 0xff) at += 1
    else if (mark === 0 || mark === 1 || (mark >= 0xd0 && mark <= 0xd7)) at += 2
    else {
      if (mark === 0xda) scans += 1
      at += 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0)
    }
  }
  return false
}

function textAt(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}
