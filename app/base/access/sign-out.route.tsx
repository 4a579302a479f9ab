// SPDX-License-Identifier: AGPL-3.0-or-later
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { publicPage } from './guards.server.ts'
import { endLogin } from './logins.server.ts'
import { noteEvent } from './security-events.server.ts'

/** Whoever comes back to the address of the act has nothing to do here. */
export async function loader(args: LoaderFunctionArgs) {
  await publicPage(args)
  return redirect('/')
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor } = await publicPage(args)
  if (actor) await noteEvent(db, { kind: 'sign_out', account_id: actor.accountId })
  const headers = { 'Set-Cookie': await endLogin(db, args.request.headers.get('Cookie')) }
  // What the device keeps of whoever signs out, and the worker that keeps it, go with them.
  return redirect('/', { headers: { ...headers, 'Clear-Site-Data': '"storage"' } })
}

/** A page, never shown, so that an outage is answered by one: where a route has none, the bare sentence is. */
export default function SignOut() {
  return null
}
