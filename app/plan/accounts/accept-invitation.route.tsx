// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invitationSchema } from '#base/access/account.ts'
import { publicPage } from '#base/access/guards.server.ts'
import { NewPasswordFields } from '#base/access/new-password-fields.tsx'
import { signIn } from '#base/access/sign-in.server.ts'
import { findToken } from '#base/access/tokens.server.ts'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, LinkButton } from '#base/ui/buttons.tsx'
import { CheckboxField, FormErrors } from '#base/ui/fields.tsx'
import { Page } from '#base/ui/page.tsx'
import { DeadLink, linkTitle } from './dead-link.tsx'
import { acceptInvitation } from './invitations.server.ts'

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
      <LinkButton to="/sign-in">{m.words_sign_in()}</LinkButton>
    </DeadLink>
  )
}
