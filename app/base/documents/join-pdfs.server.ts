// SPDX-License-Identifier: AGPL-3.0-or-later
// Joins the parts of a long document. Typst holds a whole document in memory, two hundred long pages would be gigabytes: they
// are set a few at a time. Pages, tags and bookmarks of the parts follow each other under one root, so that the whole is
// as readable aloud as its parts are.
import { type ParsedPdf, parsePdf, rewritten } from './pdf-objects.server.ts'
import { PdfWriter } from './pdf-writer.server.ts'

type Bookmarks = { first: number; last: number; count: number }

export class JoinedPdf {
  readonly #writer = new PdfWriter()
  // What a document has once: catalogue, facts, metadata, pages, tags, bookmarks.
  readonly #root = this.#writer.reserve(1)
  readonly #pages = this.#writer.reserve(1)
  readonly #tags = this.#writer.reserve(1)
  readonly #outlines = this.#writer.reserve(1)
  readonly #kids: string[] = []
  readonly #documents: string[] = []
  readonly #parents: string[] = []
  readonly #cells: [name: string, reference: string][] = []
  #bookmarks: Bookmarks | null = null
  #last: { number: number; text: string } | null = null
  #sheets = 0
  #key = 0
  #info = 0
  #catalogue = ''
  #roles = ''
  #parts = 0

  add(file: Uint8Array): void {
    const part = parsePdf(Buffer.from(file.buffer, file.byteOffset, file.byteLength))
    const base = this.#writer.reserve(Math.max(...part.objects.keys()) + 1)
    const catalogue = headOf(part, part.root)
    const once = new Map([
      [part.root, this.#root],
      [referenceIn(catalogue, 'StructTreeRoot'), this.#tags],
      [referenceIn(catalogue, 'Outlines'), this.#outlines],
    ])
    const first = this.#parts === 0
    const prefix = `P${this.#parts++}`
    const renumbered = (number: number) => once.get(number) ?? base + number
    const change = (text: string) => rewritten(text, renumbered, (name) => prefix + name)
    if (first) {
      this.#catalogue = change(catalogue)
      this.#info = base + part.info
    }
    this.#joinTags(change(headOf(part, referenceIn(catalogue, 'StructTreeRoot'))), first)
    const outlines = change(headOf(part, referenceIn(catalogue, 'Outlines')))
    const ends = { first: referenceIn(outlines, 'First'), last: referenceIn(outlines, 'Last') }
    const pages = referenceIn(catalogue, 'Pages')
    const spare = first ? [] : [part.info, referenceIn(catalogue, 'Metadata')]
    let most = -1
    for (const [number, { head, stream }] of part.objects) {
      if (once.has(number) || spare.includes(number)) continue
      let text = change(head)
      if (number === pages) text = this.#joinPages(text, base + number)
      const key = /^<<\s+\/Type \/Page\s[\s\S]*?\/StructParents (\d+)/.exec(text)?.[1]
      if (key !== undefined) {
        most = Math.max(most, Number(key))
        text = text.replace(/\/StructParents \d+/, `/StructParents ${this.#key + Number(key)}`)
      }
      if (base + number === ends.first) text = this.#follow(text, ends.first)
      if (base + number === ends.last) this.#last = { number: base + number, text }
      else this.#writer.add(base + number, text, stream)
    }
    this.#key += most + 1
    this.#bookmarks = {
      first: this.#bookmarks?.first ?? ends.first,
      last: ends.last,
      count: (this.#bookmarks?.count ?? 0) + Number(/\/Count (\d+)/.exec(outlines)?.[1] ?? 0),
    }
  }

  end(): Buffer<ArrayBufferLike> {
    if (this.#last) this.#writer.add(this.#last.number, this.#last.text)
    const pages = `<< /Type /Pages /Count ${this.#sheets} /Kids [${this.#kids.join(' ')}] >>`
    const cells = this.#cells.sort(([a], [b]) => (a < b ? -1 : 1)).map((cell) => cell.join(' '))
    const tags = [
      `<< /Type /StructTreeRoot ${this.#roles} /K [${this.#documents.join(' ')}]`,
      `/ParentTree << /Nums [${this.#parents.join(' ')}] >> /ParentTreeNextKey ${this.#key}`,
      `/IDTree << /Names [${cells.join(' ')}] >> >>`,
    ]
    const { first, last, count } = this.#bookmarks ?? { first: 0, last: 0, count: 0 }
    const outlines = `<< /Type /Outlines /First ${first} 0 R /Last ${last} 0 R /Count ${count} >>`
    this.#writer.add(this.#root, this.#catalogue.replace(/\/Pages \d+ 0 R/, `/Pages ${this.#pages} 0 R`))
    this.#writer.add(this.#pages, pages)
    this.#writer.add(this.#tags, tags.join('\n'))
    this.#writer.add(this.#outlines, outlines)
    return this.#writer.end(this.#root, this.#info)
  }

  #joinPages(text: string, number: number): string {
    this.#kids.push(`${number} 0 R`)
    this.#sheets += Number(/\/Count (\d+)/.exec(text)?.[1] ?? 0)
    return text.replace('/Type /Pages', `/Type /Pages /Parent ${this.#pages} 0 R`)
  }

  #joinTags(text: string, first: boolean): void {
    if (first) this.#roles = /\/RoleMap <<[^<>]*>>/.exec(text)?.[0] ?? ''
    this.#documents.push(...(/\/K \[([^[\]]*)\]/.exec(text)?.[1]?.match(/\d{1,10} 0 R/g) ?? []))
    for (const [, key, reference] of (/\/Nums \[([^[\]]*)\]/.exec(text)?.[1] ?? '').matchAll(
      /(\d{1,10}) (\d{1,10} 0 R)/g,
    )) {
      this.#parents.push(`${this.#key + Number(key)} ${reference}`)
    }
    for (const [, name = '', reference = ''] of (/\/Names \[([^[\]]*)\]/.exec(text)?.[1] ?? '').matchAll(
      /(\([^()]*\)) (\d{1,10} 0 R)/g,
    )) {
      this.#cells.push([name, reference])
    }
  }

  /** Ties a part's first bookmark to the last one of the part before. */
  #follow(text: string, number: number): string {
    const before = this.#last
    if (!before) return text
    this.#writer.add(before.number, before.text.replace(/>>$/, `/Next ${number} 0 R >>`))
    this.#last = null
    return text.replace(/>>$/, `/Prev ${before.number} 0 R >>`)
  }
}

function headOf({ objects }: ParsedPdf, number: number): string {
  const found = objects.get(number)
  if (!found) throw new Error(`a PDF without its object ${number}`)
  return found.head
}

function referenceIn(text: string, key: string): number {
  const number = Number(new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1] ?? Number.NaN)
  if (Number.isNaN(number)) throw new Error(`a PDF without ${key}`)
  return number
}
