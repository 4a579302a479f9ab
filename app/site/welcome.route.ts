// SPDX-License-Identifier: AGPL-3.0-or-later
import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { requireAccount } from '#base/access/guards.server.ts'
import { canSomewhere } from '#base/access/permissions.ts'

/** Where somebody who signed in without saying where to begins: their own work. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireAccount(args)
  if (canSomewhere(actor, 'project:see')) return redirect('/manage')
  if (actor.grants.some((grant) => grant.role === 'trainer')) return redirect('/teaching')
  if (canSomewhere(actor, 'installation:administer')) return redirect('/admin/projects')
  return redirect('/my')
}
