// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { changePasswordSchema } from '#base/access/account.ts'
import { browserName } from '#base/access/browser.ts'
import { requireAccount } from '#base/access/guards.server.ts'
import { devicesOf, endAllLogins, endDevice, endLogin, findLogin } from '#base/access/logins.server.ts'
import { NewPasswordFields } from '#base/access/new-password-fields.tsx'
import { noteEvent } from '#base/access/security-events.server.ts'
import { signIn } from '#base/access/sign-in.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { readForm, withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, PostButton } from '#base/ui/buttons.tsx'
import { FormErrors, TextField } from '#base/ui/fields.tsx'
import { Badge } from '#base/ui/notice.tsx'
import { Facts, Page, Section } from '#base/ui/page.tsx'
import { DataTable } from '#base/ui/table.tsx'
import { waitingEmailChange } from './email-changes.server.ts'
import { changePassword } from './invitations.server.ts'
import { WaitingEmail } from './waiting-email.tsx'

/** The newest: of older ones nobody remembers which is which, and all end together with the button below. */
const mostDevices = 10

export const meta: MetaFunction = () => title(m.access_account_title())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await requireAccount(args)
  const [devices, current, change] = await Promise.all([
    devicesOf(db, actor.accountId),
    findLogin(db, args.request.headers.get('Cookie')),
    waitingEmailChange(db, actor.accountId),
  ])
  return { name: actor.name, email: actor.email, devices, current: current?.login.handle, change }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor } = await requireAccount(args)
  const { request } = args
  const sent = await readForm(request)
  const intent = sent.get('intent')
  if (intent === 'end_device') {
    await endDevice(db, actor.accountId, String(sent.get('handle')))
    await noteEvent(db, { kind: 'sign_out', account_id: actor.accountId, detail: 'one browser' })
    return redirectWith('/account', m.access_device_ended())
  }
  if (intent === 'end_all') {
    await endAllLogins(db, actor.accountId)
    await noteEvent(db, { kind: 'sign_out', account_id: actor.accountId, detail: 'everywhere' })
    return redirect('/sign-in', { headers: { 'Set-Cookie': await endLogin(db, null) } })
  }
  const use = async (values: { current: string; password: string }) => {
    const account = await changePassword(db, actor, values.current, values.password)
    const headers = await signIn(db, account, request)
    return redirectWith('/account', m.access_password_changed(), 'success', headers)
  }
  return withForm(sent, changePasswordSchema, use, { hide: ['current', 'password', 'repeated'] })
}

export default function ManageAccount() {
  const { name, email, devices, current, change } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { current: '', password: '', repeated: '' },
  })
  return (
    <Page title={m.access_account_title()}>
      <Facts
        items={[
          { term: m.access_name(), value: name },
          { term: m.words_e_mail_address(), value: email },
        ]}
      />
      {change && <WaitingEmail change={change} />}
      <div className="stacked-links">
        <Link to="/account/details">{m.access_details_change()}</Link>
        <Link to="/account/email">{m.access_email_change()}</Link>
      </div>
      <Section title={m.access_devices()}>
        <p>{m.access_devices_lead()}</p>
        <DataTable
          caption={m.access_devices()}
          captionHidden
          rows={devices.slice(0, mostDevices)}
          rowKey={(device) => device.handle}
          columns={[
            { key: 'browser', label: m.access_device(), cell: (device) => browserName(device.browser) },
            { key: 'used', label: m.access_device_used(), cell: (device) => showMoment(device.used_at) },
            {
              key: 'end',
              label: '',
              cell: (device) =>
                device.handle === current ? (
                  <Badge tone="info">{m.access_device_this()}</Badge>
                ) : (
                  <PostButton fields={{ intent: 'end_device', handle: device.handle }} tone="secondary">
                    {m.access_device_end()}
                  </PostButton>
                ),
            },
          ]}
        />
        <PostButton fields={{ intent: 'end_all' }} tone="secondary">
          {m.access_end_all()}
        </PostButton>
      </Section>
      <Section title={m.access_change_password()}>
        <p>{m.access_change_password_lead()}</p>
        <form method="post" {...getFormProps(form)}>
          <FormErrors form={form} />
          <TextField
            field={fields.current}
            label={m.access_current_password()}
            type="password"
            autoComplete="current-password"
          />
          <NewPasswordFields email={email} password={fields.password} repeated={fields.repeated} />
          <Button>{m.access_save_password()}</Button>
        </form>
      </Section>
    </Page>
  )
}
