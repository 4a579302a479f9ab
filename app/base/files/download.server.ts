// SPDX-License-Identifier: AGPL-3.0-or-later
// A kept file on its way to a browser. The route that sends it has asked first who may see it.
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { openingEnvelope } from './content.server.ts'
import { isShown } from './file.ts'
import { contentDisposition, withoutEnvelopes } from './file-name.ts'
import { readFile } from './store.server.ts'
import { inUploadThread } from './uploads.server.ts'

type Sent = { hash: string; type: string; name: string; inline?: boolean }

/**
 * A kept file as a download under its name; `inline` shows a PDF or a picture in the browser instead. No cache keeps it, and
 * opened by itself it may run nothing. That a browser guesses no other type is said on every answer (serve.ts).
 */
export async function sendFile({ hash, type, name, inline = false }: Sent): Promise<Response> {
  return answer(await readFile(hash), type, name, inline && isShown(type))
}

/**
 * The document in a kept envelope of a digital signature, under its own name; found in the thread of uploads. Not found where the
 * file is none. That it is shown says nothing of the signature.
 */
export async function sendSignedDocument({ hash, name }: Pick<Sent, 'hash' | 'name'>): Promise<Response> {
  const { value: document } = await inUploadThread(openingEnvelope, await readFile(hash))
  if (!document) throw new AppError('not_found', m.access_not_found())
  return answer(document.bytes, document.type, withoutEnvelopes(name), true)
}

function answer(bytes: Uint8Array, type: string, name: string, shown: boolean): Response {
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
