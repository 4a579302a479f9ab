// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs } from '@remix-run/node'
import { publicPage } from '#base/access/guards.server.ts'
import { retryAfter } from '#base/http/errors.server.ts'
import { outageNames } from '#base/outage.server.ts'
import { findFault } from './health.server.ts'

/** Liveness for machines: 200 when the database can be read, and it and the data folder be written; else 503 and why. */
export async function loader(args: LoaderFunctionArgs) {
  const { db } = await publicPage(args)
  const fault = await findFault(db)
  const headers = new Headers({ 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' })
  if (fault) headers.set('Retry-After', retryAfter)
  return new Response(`${fault ? outageNames[fault] : 'ok'}\n`, { status: fault ? 503 : 200, headers })
}
