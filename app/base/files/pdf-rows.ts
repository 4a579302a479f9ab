// SPDX-License-Identifier: AGPL-3.0-or-later
// The rows of a PDF's table of places, where it is a stream.

/** A number of so many bytes, the highest first. */
export function bigEndian(bytes: Buffer, at: number, width: number): number {
  let value = 0
  for (let index = 0; index < width; index++) value = value * 256 + (bytes[at + index] ?? 0)
  return value
}

/** Rows as they were before each was written as its difference from the one above (PNG's Up and none, which such tables use). */
export function unpredicted(bytes: Buffer, how: { get(name: string): unknown }): Buffer {
  if (Number(how.get('/Predictor') ?? 1) < 10) return bytes
  const columns = Number(how.get('/Columns') ?? 1)
  if (!(columns >= 1 && columns <= 1000)) return bytes
  const rows = Math.floor(bytes.length / (columns + 1))
  const plain = Buffer.alloc(rows * columns)
  for (let row = 0; row < rows; row++) {
    const kind = bytes[row * (columns + 1)] ?? 0
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column
      const above = row === 0 ? 0 : (plain[at - columns] ?? 0)
      const left = column === 0 ? 0 : (plain[at - 1] ?? 0)
      const corner = row === 0 || column === 0 ? 0 : (plain[at - columns - 1] ?? 0)
      const added = [0, left, above, (left + above) >> 1, nearest(left, above, corner)][kind] ?? 0
      plain[at] = (bytes[row * (columns + 1) + 1 + column] ?? 0) + added
    }
  }
  return plain
}

/** PNG's Paeth: of left, above and corner the nearest to left + above - corner. */
function nearest(left: number, above: number, corner: number): number {
  const aim = left + above - corner
  const [a, b, c] = [Math.abs(aim - left), Math.abs(aim - above), Math.abs(aim - corner)]
  return a <= b && a <= c ? left : b <= c ? above : corner
}
