// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the links of a change of address lead. Mail scanners open every link: only the button confirms.
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publicPage } from '#base/access/guards.server.ts'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton, PostButton } from '#base/ui/buttons.tsx'
import { Page } from '#base/ui/page.tsx'
import { DeadLink, linkTitle } from './dead-link.tsx'
import { confirmEmailChange, findEmailChange } from './email-changes.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data, error }) =>
  linkTitle(data?.confirmed ? m.access_email_confirmed() : m.access_email_confirm(), error)

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await publicPage(args)
  const change = await findEmailChange(db, args.params.token ?? '')
  if (!change) throw new AppError('not_found', m.access_link_expired())
  const { email, side, confirmed } = change
  return { email, side, confirmed }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor } = await publicPage(args)
  const token = args.params.token ?? ''
  const outcome = await confirmEmailChange(db, token)
  if (outcome === 'waiting') return redirect(`/account/email/${token}`)
  return redirectWith(actor ? '/account' : '/sign-in', m.access_email_changed())
}

export default function ConfirmEmail() {
  const { email, side, confirmed } = useLoaderData<typeof loader>()
  if (confirmed) {
    const lead = side === 'old' ? m.access_email_wants_new({ email }) : m.access_email_wants_old()
    return <Page title={m.access_email_confirmed()} lead={lead} />
  }
  return (
    <Page
      title={m.access_email_confirm()}
      lead={side === 'old' ? m.access_email_confirm_old({ email }) : m.access_email_confirm_new({ email })}
    >
      <PostButton tone="primary">{m.access_email_confirm_submit()}</PostButton>
    </Page>
  )
}

export function ErrorBoundary() {
  return (
    <DeadLink text={m.access_link_dead_email()}>
      <LinkButton to="/account">{m.access_account_title()}</LinkButton>
    </DeadLink>
  )
}
