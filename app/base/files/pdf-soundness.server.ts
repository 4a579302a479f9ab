// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether a PDF can be opened by whoever gets it: it says where its pages are, and asks for no password. Nothing is drawn. What a
// reader mends, such as a table of places that is off, is no fault here either.
import { PdfFile, Unreadable } from './pdf-file.server.ts'
import { isDictionary, listOf } from './pdf-objects.ts'
import { opensWithoutPassword } from './pdf-password.server.ts'

/** locked: nobody opens it without its password. unreadable: no reader finds its pages. */
export type PdfFault = 'locked' | 'unreadable'

/** The fault of a file that begins as a PDF does; null when it has none. Linear in its bytes. */
export function pdfFault(bytes: Uint8Array): PdfFault | null {
  try {
    return faultOf(new PdfFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
  } catch (error) {
    if (error instanceof Unreadable) return 'unreadable'
    throw error
  }
}

function faultOf(file: PdfFile): PdfFault | null {
  const encrypt = file.trailer.get('/Encrypt')
  if (encrypt !== undefined && encrypt !== null) {
    const how = file.resolved(encrypt)
    const [id] = listOf(file.resolved(file.trailer.get('/ID')))
    const isOpen = isDictionary(how) && opensWithoutPassword(how, Buffer.isBuffer(id) ? id : Buffer.alloc(0))
    // What it says inside is encrypted: the key opens it, and a reader does.
    return isOpen ? null : 'locked'
  }
  const root = file.resolved(file.trailer.get('/Root'))
  if (root === undefined) return null
  const pages = isDictionary(root) ? file.resolved(root.get('/Pages')) : null
  if (pages === undefined) return null
  const kids = isDictionary(pages) ? file.resolved(pages.get('/Kids')) : null
  return kids === undefined || listOf(kids).length > 0 ? null : 'unreadable'
}
