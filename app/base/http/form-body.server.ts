// SPDX-License-Identifier: AGPL-3.0-or-later
// A form's bytes: its fields are counted before anything parses them, in one pass.

/** What the lines that precede a part of a multipart form may take, in bytes. */
const longestHead = 4096

/** The fields of a request's form; or why they are not read: it is no form, or has more than `most` fields. */
export async function formOf(
  request: Request,
  most: number,
): Promise<FormData | 'unreadable' | 'too_many_fields'> {
  const type = request.headers.get('Content-Type') ?? ''
  const boundary = boundaryOf(type)
  if (boundary === null && !type.startsWith(urlencoded)) return 'unreadable'
  const bytes = await request.arrayBuffer().catch(() => null)
  if (bytes === null) return 'unreadable'
  const count = boundary === null ? pairsIn(bytes, most) : partsIn(bytes, boundary, most)
  if (count === null) return 'unreadable'
  if (count > most) return 'too_many_fields'
  // Said again, so that what was counted is what is parsed.
  const headers = { 'Content-Type': boundary === null ? urlencoded : `${multipart}; boundary="${boundary}"` }
  const form = await new Response(bytes, { headers }).formData().catch(() => null)
  return form ?? 'unreadable'
}

const urlencoded = 'application/x-www-form-urlencoded'
const multipart = 'multipart/form-data'

function boundaryOf(type: string): string | null {
  if (!type.startsWith(`${multipart};`)) return null
  return /;\s?boundary="?([\w'()+,./:=?-]{1,70})/i.exec(type)?.[1] ?? null
}

function pairsIn(bytes: ArrayBuffer, most: number): number {
  const body = Buffer.from(bytes)
  let count = 1
  for (let at = body.indexOf('&'); at !== -1 && count <= most; at = body.indexOf('&', at + 1)) count++
  return count
}

/** How many parts a body has, counted to one more than `most`; null when one of them has no end of its head in reach. */
function partsIn(bytes: ArrayBuffer, boundary: string, most: number): number | null {
  const body = Buffer.from(bytes)
  const mark = `--${boundary}`
  let count = 0
  for (let at = body.indexOf(mark); at !== -1 && count <= most; at = body.indexOf(mark, at + mark.length)) {
    const from = at + mark.length
    if (body.toString('latin1', from, from + 2) === '--') continue
    if (!body.subarray(from, from + longestHead).includes('\r\n\r\n')) return null
    count++
  }
  return count
}
