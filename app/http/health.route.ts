// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs } from '@remix-run/node'
import { publicPage } from '#app/access/guards.server.ts'

/** Liveness, with a read of the database. */
export async function loader(args: LoaderFunctionArgs) {
  const { db } = await publicPage(args)
  await db.selectFrom('ledger_head').select('seq').executeTakeFirstOrThrow()
  return new Response('ok\n', { headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' } })
}
