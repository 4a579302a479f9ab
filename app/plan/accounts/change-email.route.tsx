// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { changeEmailSchema } from '#base/access/account.ts'
import { requireAccount } from '#base/access/guards.server.ts'
import { prove } from '#base/access/proof.server.ts'
import { ProofField } from '#base/access/proof-field.tsx'
import { env } from '#base/env.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { readForm, withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { FormErrors, TextField } from '#base/ui/fields.tsx'
import { Notice } from '#base/ui/notice.tsx'
import { Facts, Page } from '#base/ui/page.tsx'
import { askEmailChange, cancelEmailChange, waitingEmailChange } from './email-changes.server.ts'
import { WaitingEmail } from './waiting-email.tsx'

export const meta: MetaFunction = () => title(m.access_email_change())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await requireAccount(args)
  const asked = await waitingEmailChange(db, actor.accountId)
  return { present: actor.email, asked, mailed: Boolean(env().SMTP_URL) }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor } = await requireAccount(args)
  const sent = await readForm(args.request)
  if (sent.get('intent') === 'cancel') {
    await cancelEmailChange(db, actor)
    return redirectWith('/account/email', m.access_email_cancelled())
  }
  const ask = async ({ email, password }: z.output<typeof changeEmailSchema>) => {
    await askEmailChange(db, await prove(db, actor, 'always', password), email)
    return redirectWith('/account/email', m.access_email_asked(), 'info')
  }
  return withForm(sent, changeEmailSchema, ask, { hide: ['password'] })
}

export default function ChangeEmail() {
  const { present, asked, mailed } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { email: '', password: '' },
  })
  return (
    <Page
      title={m.access_email_change()}
      lead={m.access_email_change_lead()}
      breadcrumb={[{ label: m.access_account_title(), to: '/account' }, { label: m.access_email_change() }]}
    >
      {asked && <WaitingEmail change={asked} />}
      <Facts items={[{ term: m.access_email_present(), value: present }]} />
      {mailed ? (
        <form method="post" {...getFormProps(form)}>
          <FormErrors form={form} />
          <TextField field={fields.email} label={m.access_email_new()} type="email" autoComplete="email" />
          <ProofField field={fields.password} asking="always" hint={m.access_proof_of_holder()} />
          <ButtonRow>
            <Button>{m.access_email_send()}</Button>
            <LinkButton to="/account" tone="secondary">
              {m.ui_cancel()}
            </LinkButton>
          </ButtonRow>
        </form>
      ) : (
        <Notice tone="info">{m.access_email_no_mail()}</Notice>
      )}
    </Page>
  )
}
