// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import type { z } from 'zod'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { FormErrors, TextField } from '#base/ui/fields.tsx'
import { Page } from '#base/ui/page.tsx'
import { setupSchema } from './account.ts'
import { publicPage } from './guards.server.ts'
import { NewPasswordFields } from './new-password-fields.tsx'
import { needsSetup, setUp } from './setup.server.ts'
import { signIn } from './sign-in.server.ts'

export const meta: MetaFunction = () => title(m.access_setup_title())

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await publicPage(args)
  if (!(await needsSetup(db))) throw new AppError('not_found', m.access_not_found())
  return null
}

export async function action(args: ActionFunctionArgs) {
  const { db } = await publicPage(args)
  const { request } = args
  if (!(await needsSetup(db))) throw new AppError('not_found', m.access_not_found())
  const use = async (values: z.output<typeof setupSchema>) => {
    const headers = await signIn(db, await setUp(db, values), request)
    return redirectWith('/admin/projects', m.access_setup_done(), 'success', headers)
  }
  return withForm(request, setupSchema, use, { hide: ['password', 'repeated'] })
}

export default function SetUp() {
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { code: '', name: '', email: '', password: '', repeated: '' },
  })
  return (
    <Page title={m.access_setup_title()} lead={m.access_setup_lead()}>
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        <TextField
          field={fields.code}
          label={m.access_setup_code()}
          hint={m.access_setup_code_hint()}
          autoComplete="one-time-code"
        />
        <TextField field={fields.name} label={m.access_name()} autoComplete="name" />
        <TextField
          field={fields.email}
          label={m.words_e_mail_address()}
          type="email"
          autoComplete="username"
        />
        <NewPasswordFields email="" password={fields.password} repeated={fields.repeated} />
        <Button>{m.access_setup_make()}</Button>
      </form>
    </Page>
  )
}
