// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { detailsSchema } from '#base/access/account.ts'
import { requireAccount } from '#base/access/guards.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, ButtonRow, LinkButton } from '#base/ui/buttons.tsx'
import { FormErrors, TextField } from '#base/ui/fields.tsx'
import { optional } from '#base/ui/optional-field.ts'
import { Page } from '#base/ui/page.tsx'
import { changeOwnDetails, ownPhone } from './own-details.server.ts'

export const meta: MetaFunction = () => title(m.access_details_title())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await requireAccount(args)
  return { name: actor.name, hasPerson: actor.personId !== null, phone: await ownPhone(db, actor) }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor } = await requireAccount(args)
  return withForm(args.request, detailsSchema, async ({ name, phone }) => {
    await changeOwnDetails(db, actor, { name, phone: phone ?? null })
    return redirectWith('/account', m.access_details_saved())
  })
}

export default function ChangeDetails() {
  const { name, hasPerson, phone } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { name, phone: phone ?? '' },
  })
  return (
    <Page
      title={m.access_details_title()}
      lead={hasPerson && m.access_details_lead()}
      breadcrumb={[{ label: m.access_account_title(), to: '/account' }, { label: m.access_details_title() }]}
    >
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        <TextField field={fields.name} label={m.access_name()} autoComplete="name" />
        {hasPerson && (
          <TextField
            field={optional(fields.phone)}
            label={m.words_telephone()}
            hint={m.access_details_phone_hint()}
            type="tel"
            autoComplete="tel"
          />
        )}
        <ButtonRow>
          <Button>{m.ui_save()}</Button>
          <LinkButton to="/account" tone="secondary">
            {m.ui_cancel()}
          </LinkButton>
        </ButtonRow>
      </form>
    </Page>
  )
}
