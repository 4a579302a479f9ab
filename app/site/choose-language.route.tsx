// SPDX-License-Identifier: AGPL-3.0-or-later
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { publicPage } from '#base/access/guards.server.ts'
import { readForm } from '#base/http/form.server.ts'
import { choiceCookie, languageCookie } from '#base/http/language.server.ts'
import { ownPath } from '#base/http/list.ts'
import { isLocale } from '#base/i18n/locale.ts'
import { keepLanguage } from '#plan/accounts/accounts.server.ts'

/** Whoever comes back to the address of the act has nothing to do here. */
export async function loader(args: LoaderFunctionArgs) {
  await publicPage(args)
  return redirect('/')
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor } = await publicPage(args)
  const form = await readForm(args.request)
  const chosen = form.get('language')
  const language = isLocale(chosen) ? chosen : 'it'
  const headers = new Headers({ 'Set-Cookie': languageCookie(language) })
  if (actor) await keepLanguage(db, actor, language)
  else headers.append('Set-Cookie', choiceCookie(language))
  return redirect(ownPath(form.get('to')), { headers })
}

/** A page, never shown, so that an outage is answered by one: where a route has none, the bare sentence is. */
export default function ChooseLanguage() {
  return null
}
