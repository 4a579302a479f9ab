// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { resetSchema } from '#base/access/account.ts'
import { publicPage } from '#base/access/guards.server.ts'
import { NewPasswordFields } from '#base/access/new-password-fields.tsx'
import { signIn } from '#base/access/sign-in.server.ts'
import { findToken } from '#base/access/tokens.server.ts'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, LinkButton } from '#base/ui/buttons.tsx'
import { FormErrors } from '#base/ui/fields.tsx'
import { Page } from '#base/ui/page.tsx'
import { DeadLink, linkTitle } from './dead-link.tsx'
import { resetPassword } from './invitations.server.ts'

export const meta: MetaFunction = ({ error }) => linkTitle(m.access_reset_title(), error)

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await publicPage(args)
  const account = await findToken(db, 'password_reset', args.params.token ?? '')
  if (!account) throw new AppError('not_found', m.access_link_expired())
  return { email: account.email }
}

export async function action(args: ActionFunctionArgs) {
  const { db } = await publicPage(args)
  const { request, params } = args
  const use = async ({ password }: { password: string }) => {
    const account = await resetPassword(db, params.token ?? '', password)
    const headers = await signIn(db, account, request)
    return redirectWith('/welcome', m.access_reset_done(), 'success', headers)
  }
  return withForm(request, resetSchema, use, { hide: ['password', 'repeated'] })
}

export default function ResetPassword() {
  const { email } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { password: '', repeated: '' },
  })
  return (
    <Page title={m.access_reset_title()} lead={m.access_reset_lead({ email })}>
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        <NewPasswordFields email={email} password={fields.password} repeated={fields.repeated} />
        <Button>{m.access_save_password()}</Button>
      </form>
    </Page>
  )
}

export function ErrorBoundary() {
  return (
    <DeadLink text={m.access_link_dead_reset()}>
      <LinkButton to="/password/forgot">{m.access_link_dead_reset_again()}</LinkButton>
    </DeadLink>
  )
}
