// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import { getZodConstraint } from '@conform-to/zod/v4'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { withForm } from '#base/http/form.server.ts'
import { ownPath } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { FormErrors, TextField } from '#base/ui/fields.tsx'
import { Page } from '#base/ui/page.tsx'
import { signInSchema } from './account.ts'
import { demoAccounts } from './demo-accounts.server.ts'
import { DemoAccounts } from './demo-accounts.tsx'
import { publicPage } from './guards.server.ts'
import { needsSetup } from './setup.server.ts'
import { checkPassword, signIn } from './sign-in.server.ts'

export const meta: MetaFunction = () => title(m.words_sign_in())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await publicPage(args)
  const to = ownPath(new URL(args.request.url).searchParams.get('to'))
  if (actor) throw redirect(to)
  if (await needsSetup(db)) throw redirect('/setup')
  return { to, demo: await demoAccounts(db) }
}

export async function action(args: ActionFunctionArgs) {
  const { db } = await publicPage(args)
  const { request, context } = args
  return withForm(
    request,
    signInSchema,
    async ({ email, password, to }) => {
      const cookies = request.headers.get('Cookie')
      const account = await checkPassword(db, email, password, context.address, cookies)
      const headers = await signIn(db, account, request)
      const path = ownPath(to)
      return redirect(path === '/' ? '/welcome' : path, { headers })
    },
    { hide: ['password'] },
  )
}

export default function SignIn() {
  const { to, demo } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    constraint: getZodConstraint(signInSchema),
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { to, email: '', password: '' },
  })
  return (
    <Page title={m.words_sign_in()} lead={m.access_sign_in_lead()}>
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        <TextField
          field={fields.email}
          label={m.words_e_mail_address()}
          type="email"
          autoComplete="username"
        />
        <TextField
          field={fields.password}
          label={m.access_password()}
          type="password"
          autoComplete="current-password"
        />
        <input type="hidden" name="to" value={to} />
        <Button>{m.words_sign_in()}</Button>
        <p>
          <a href="/password/forgot">{m.access_forgot()}</a>
        </p>
      </form>
      <DemoAccounts accounts={demo} />
    </Page>
  )
}
