// SPDX-License-Identifier: AGPL-3.0-or-later
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { publicPage } from '#app/access/guards.server.ts'
import { isLocale } from '#app/i18n/locale.ts'
import { readForm } from './form.server.ts'
import { languageCookie } from './language.server.ts'
import { ownPath } from './list.ts'

export async function action(args: ActionFunctionArgs) {
  const { db, actor } = await publicPage(args)
  const form = await readForm(args.request)
  const chosen = form.get('language')
  const language = isLocale(chosen) ? chosen : 'it'
  if (actor) await db.updateTable('account').set({ language }).where('id', '=', actor.accountId).execute()
  return redirect(ownPath(form.get('to')), { headers: { 'Set-Cookie': languageCookie(language) } })
}
