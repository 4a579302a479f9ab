// SPDX-License-Identifier: AGPL-3.0-or-later
// A kept file on its way to a browser. The route that sends it has asked first who may see it.
import type { FileType } from './file.ts'
import { contentDisposition } from './file-name.ts'
import { readFile } from './store.server.ts'

type Sent = { hash: string; type: string; name: string; inline?: boolean }

/**
 * A kept file as a download under its name; `inline` shows a PDF or a picture in the browser instead. No cache keeps it, and
 * opened by itself it may run nothing. That a browser guesses no other type is said on every answer (serve.ts).
 */
export async function sendFile({ hash, type, name, inline = false }: Sent): Promise<Response> {
  const bytes = await readFile(hash)
  const shown = inline && shownTypes.has(type)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': type === 'text/csv' ? 'text/csv; charset=utf-8' : type,
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': contentDisposition(shown ? 'inline' : 'attachment', name),
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
    },
  })
}

const shownTypes = new Set<string>(['application/pdf', 'image/jpeg', 'image/png'] satisfies FileType[])
