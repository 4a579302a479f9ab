// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { accountSchema } from '#base/access/account.ts'
import { requirePermission } from '#base/access/guards.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { FormErrors, SelectField, TextField } from '#base/ui/fields.tsx'
import { Page } from '#base/ui/page.tsx'
import { addAccount } from '#plan/accounts/accounts.server.ts'
import { invitationWords } from '#plan/accounts/invitation-words.server.ts'

export const meta: MetaFunction = () => title(m.admin_account_add())

export async function loader(args: LoaderFunctionArgs) {
  await requirePermission(args, 'installation:administer')
  return null
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor } = await requirePermission(args, 'installation:administer')
  return withForm(args.request, accountSchema, async (values) => {
    const { id } = await addAccount(db, actor, values)
    return redirectWith(`/admin/accounts/${id}`, invitationWords(values.email))
  })
}

export default function AddAccount() {
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { name: '', email: '', language: 'it' },
  })
  return (
    <Page
      title={m.admin_account_add()}
      lead={m.admin_account_add_lead()}
      breadcrumb={[{ label: m.admin_accounts(), to: '/admin/accounts' }, { label: m.admin_account_add() }]}
    >
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        <TextField field={fields.name} label={m.access_name()} />
        <TextField field={fields.email} label={m.words_e_mail_address()} type="email" />
        <SelectField
          field={fields.language}
          label={m.admin_account_language()}
          options={[
            { value: 'it', label: 'Italiano' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Button>{m.admin_account_invite()}</Button>
      </form>
    </Page>
  )
}
