// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#base/access/guards.server.ts'
import { now } from '#base/clock.server.ts'
import { screenOf } from './screen.server.ts'

/** What public/check-in-screen.js shows next. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, meeting } = await requirePermission(args, 'attendance:record')
  return Response.json(await screenOf(db, meeting, now()), { headers: { 'Cache-Control': 'no-store' } })
}
