// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs } from '@remix-run/node'
import { publicPage } from '#base/access/guards.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { isPublished } from './catalogue.server.ts'
import { findImage } from './course-files.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await publicPage(args)
  const { course = '', file = '' } = args.params
  const image = (await isPublished(db, course)) ? await findImage(course, file) : null
  if (!image) throw new AppError('not_found', m.access_not_found())
  return new Response(new Uint8Array(image.content), {
    headers: {
      'Content-Type': image.type,
      'Cache-Control': 'public, max-age=3600',
      // A drawing opened by itself is a document: it may style itself and nothing else.
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
  })
}
