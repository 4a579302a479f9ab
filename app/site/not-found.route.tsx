// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { publicPage } from '#base/access/guards.server.ts'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'

/** Every address nobody knows: answered quietly, without a stack in the log. */
export async function loader(args: LoaderFunctionArgs) {
  await publicPage(args)
  throw new AppError('not_found', m.access_not_found())
}

export async function action(args: ActionFunctionArgs) {
  await publicPage(args)
  throw new AppError('not_found', m.access_not_found())
}

export default function NotFound() {
  return null
}
