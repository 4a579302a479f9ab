// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { AppError } from '#app/error.ts'
import { redirectWith } from '#app/http/flash.server.ts'
import { withForm } from '#app/http/form.server.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { Button, LinkButton } from '#app/ui/buttons.tsx'
import { CheckboxField, FormErrors } from '#app/ui/fields.tsx'
import { Page } from '#app/ui/page.tsx'
import { invitationSchema } from './account.ts'
import { DeadLink, linkTitle } from './dead-link.tsx'
import { publicPage } from './guards.server.ts'
import { acceptInvitation } from './invitations.server.ts'
import { NewPasswordFields } from './new-password-fields.tsx'
import { signIn } from './sign-in.server.ts'
import { findToken } from './tokens.server.ts'

export const meta: MetaFunction = ({ error }) => linkTitle(m.access_invitation_title(), error)

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await publicPage(args)
  const account = await findToken(db, 'invitation', args.params.token ?? '')
  if (!account) throw new AppError('not_found', m.access_link_expired())
  return { name: account.name, email: account.email }
}

export async function action(args: ActionFunctionArgs) {
  const { db } = await publicPage(args)
  const { request, params } = args
  const use = async ({ password }: { password: string }) => {
    const account = await acceptInvitation(db, params.token ?? '', password)
    const headers = await signIn(db, account, request)
    return redirectWith('/welcome', m.access_invitation_done(), 'success', headers)
  }
  return withForm(request, invitationSchema, use, { hide: ['password', 'repeated'] })
}

export default function AcceptInvitation() {
  const { name, email } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { password: '', repeated: '', read: undefined },
  })
  return (
    <Page title={m.access_invitation_title()} lead={m.access_invitation_lead({ name, email })}>
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        <NewPasswordFields email={email} password={fields.password} repeated={fields.repeated} />
        <p>
          <a href="/privacy">{m.access_read_notice()}</a>
        </p>
        <CheckboxField field={fields.read} label={m.access_notice_read()} />
        <Button>{m.access_invitation_accept()}</Button>
      </form>
    </Page>
  )
}

export function ErrorBoundary() {
  return (
    <DeadLink text={m.access_link_dead_invitation()}>
      <LinkButton to="/sign-in">{m.access_sign_in()}</LinkButton>
    </DeadLink>
  )
}
