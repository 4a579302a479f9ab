// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { redirectWith } from '#app/http/flash.server.ts'
import { withForm } from '#app/http/form.server.ts'
import { title } from '#app/http/title.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { Button } from '#app/ui/buttons.tsx'
import { FormErrors, TextField } from '#app/ui/fields.tsx'
import { Page } from '#app/ui/page.tsx'
import { forgotSchema } from './account.ts'
import { publicPage } from './guards.server.ts'
import { requestPasswordReset } from './invitations.server.ts'
import { countFailure } from './rate-limit.server.ts'

export const meta: MetaFunction = () => title(m.access_forgot_title())

export async function loader(args: LoaderFunctionArgs) {
  await publicPage(args)
  return null
}

export async function action(args: ActionFunctionArgs) {
  const { db } = await publicPage(args)
  return withForm(args.request, forgotSchema, async ({ email }) => {
    await countFailure(db, 'forgot', { account: email, address: args.context.address })
    await requestPasswordReset(db, email)
    return redirectWith('/sign-in', m.access_forgot_done(), 'info')
  })
}

export default function ForgotPassword() {
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { email: '' },
  })
  return (
    <Page title={m.access_forgot_title()} lead={m.access_forgot_lead()}>
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        <TextField field={fields.email} label={m.access_email()} type="email" autoComplete="username" />
        <Button>{m.access_forgot_send()}</Button>
      </form>
    </Page>
  )
}
