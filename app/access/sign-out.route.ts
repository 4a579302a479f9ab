// SPDX-License-Identifier: AGPL-3.0-or-later
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { publicPage } from './guards.server.ts'
import { endLogin } from './logins.server.ts'
import { noteEvent } from './security-events.server.ts'

export async function action(args: ActionFunctionArgs) {
  const { db, actor } = await publicPage(args)
  if (actor) await noteEvent(db, { kind: 'sign_out', account_id: actor.accountId })
  return redirect('/', { headers: { 'Set-Cookie': await endLogin(db, args.request.headers.get('Cookie')) } })
}
