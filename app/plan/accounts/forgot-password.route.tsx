// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { forgotSchema } from '#base/access/account.ts'
import { publicPage } from '#base/access/guards.server.ts'
import { env } from '#base/env.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { readSettings } from '#base/settings/settings.server.ts'
import { Button } from '#base/ui/buttons.tsx'
import { FormErrors, TextField } from '#base/ui/fields.tsx'
import { Notice } from '#base/ui/notice.tsx'
import { Page } from '#base/ui/page.tsx'
import { requestPasswordReset } from './invitations.server.ts'

export const meta: MetaFunction = () => title(m.access_forgot_title())

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await publicPage(args)
  return { mailed: Boolean(env().SMTP_URL), contact: (await readSettings(db)).contact_email }
}

export async function action(args: ActionFunctionArgs) {
  const { db } = await publicPage(args)
  return withForm(args.request, forgotSchema, async ({ email }) => {
    await requestPasswordReset(db, email)
    return redirectWith('/sign-in', m.access_forgot_done(), 'info')
  })
}

export default function ForgotPassword() {
  const { mailed, contact } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { email: '' },
  })
  if (!mailed) {
    return (
      <Page title={m.access_forgot_title()}>
        <Notice tone="info">{m.access_forgot_no_mail()}</Notice>
        {contact && <p>{m.access_owner_mail_contact({ contact })}</p>}
      </Page>
    )
  }
  return (
    <Page title={m.access_forgot_title()} lead={m.access_forgot_lead()}>
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        <TextField
          field={fields.email}
          label={m.words_e_mail_address()}
          type="email"
          autoComplete="username"
        />
        <Button>{m.access_forgot_send()}</Button>
      </form>
    </Page>
  )
}
