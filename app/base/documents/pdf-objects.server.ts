// SPDX-License-Identifier: AGPL-3.0-or-later
// The objects of a PDF as Typst writes it: a table of their places at the end, none inside another's stream.

export type PdfObject = { head: string; stream: Buffer | null }

export type ParsedPdf = {
  objects: Map<number, PdfObject>
  root: number
  info: number
}

/** Reads a PDF made by Typst. Throws at anything else. */
export function parsePdf(file: Buffer): ParsedPdf {
  const end = file.toString('latin1', Math.max(0, file.length - 64))
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(end)?.[1] ?? Number.NaN)
  const text = file.toString('latin1', table)
  const size = Number(/^xref\s+0 (\d+)\s/.exec(text)?.[1] ?? Number.NaN)
  const trailer = text.slice(text.indexOf('trailer'))
  const root = Number(/\/Root (\d+) 0 R/.exec(trailer)?.[1] ?? Number.NaN)
  const info = Number(/\/Info (\d+) 0 R/.exec(trailer)?.[1] ?? Number.NaN)
  if (Number.isNaN(table + size + root + info)) throw new Error('not a PDF as Typst writes it')
  const entries = text.matchAll(/^(\d{10}) \d{5} ([nf])/gm)
  const places = [...entries].map(([, place, kind]) => (kind === 'n' ? Number(place) : null))
  const objects = new Map<number, PdfObject>()
  for (const [number, place] of places.entries()) {
    if (place !== null) objects.set(number, objectAt(file, number, place))
  }
  return { objects, root, info }
}

function objectAt(file: Buffer, number: number, place: number): PdfObject {
  const stream = file.indexOf('stream\n', place)
  const end = file.indexOf('endobj', place)
  const hasStream = stream !== -1 && stream < end
  const head = file.toString('latin1', place, hasStream ? stream : end)
  const opening = `${number} 0 obj`
  if (!head.startsWith(opening)) throw new Error(`object ${number} is not where the table says`)
  const body = head.slice(opening.length).trim()
  if (!hasStream) return { head: body, stream: null }
  const length = Number(/\/Length (\d+)/.exec(body)?.[1] ?? Number.NaN)
  const from = stream + 'stream\n'.length
  return { head: body, stream: file.subarray(from, from + length) }
}

/** An object's text with its references and the names of its table cells changed; strings stay as they are. */
export function rewritten(
  head: string,
  reference: (number: number) => number,
  cell: (name: string) => string,
): string {
  let depth = 0
  return head.replace(
    /\\[\s\S]|\((U\d+x\d+y\d+)\)|[()]|\b(\d+) 0 R\b/g,
    (found, name?: string, number?: string) => {
      if (found === '(') depth++
      if (found === ')') depth--
      if (depth > 0 || found === ')') return found
      if (name !== undefined) return `(${cell(name)})`
      return number === undefined ? found : `${reference(Number(number))} 0 R`
    },
  )
}
