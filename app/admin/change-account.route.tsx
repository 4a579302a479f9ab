// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { requirePermission } from '#base/access/guards.server.ts'
import { askedOf, prove } from '#base/access/proof.server.ts'
import { ProofField } from '#base/access/proof-field.tsx'
import { grantSchema } from '#base/access/role.ts'
import { grantRole, grantsOf, revokeRole } from '#base/access/roles.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { readForm, withForm } from '#base/http/form.server.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { endOfDay } from '#base/i18n/zone.ts'
import { Button } from '#base/ui/buttons.tsx'
import { FormErrors, SelectField, TextField } from '#base/ui/fields.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Facts, Page, Section } from '#base/ui/page.tsx'
import { findAccount, setAccountDisabled } from '#plan/accounts/accounts.server.ts'
import { invitationWords } from '#plan/accounts/invitation-words.server.ts'
import { handOverInvitation, inviteAgain } from '#plan/accounts/invitations.server.ts'
import { projectChoices } from '#plan/projects/projects.server.ts'
import { accountActSchema, isAccountAct } from './account-act.ts'
import { AccountActs, HandedOver } from './account-acts.tsx'
import { GrantTable } from './grant-table.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => title(data?.account.name)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await requirePermission(args, 'installation:administer')
  const id = args.params.account ?? ''
  const [account, grants, projects] = await Promise.all([
    findAccount(db, id),
    grantsOf(db, id),
    projectChoices(db),
  ])
  if (!account) throw new AppError('not_found', m.access_not_found())
  const own = account.id === actor.accountId
  return {
    account,
    grants,
    projects,
    asking: askedOf(actor, 'when_old'),
    own,
    mailed: Boolean(env().SMTP_URL),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor } = await requirePermission(args, 'installation:administer')
  const account = await findAccount(db, args.params.account ?? '')
  if (!account) throw new AppError('not_found', m.access_not_found())
  const here = `/admin/accounts/${account.id}`
  const sent = await readForm(args.request)
  if (!isAccountAct(sent)) {
    return withForm(sent, grantSchema, async (typed: z.output<typeof grantSchema>) => {
      const { role, project, expires_on, password } = typed
      const prover = await prove(db, actor, 'when_old', password)
      const scope = role === 'administrator' ? null : (project ?? null)
      const expires_at = expires_on ? endOfDay(expires_on, env().TZ_DISPLAY) : null
      const grant = { account_id: account.id, role, project_id: scope, edition_id: null, expires_at }
      await grantRole(db, prover, grant)
      return redirectWith(here, m.admin_role_granted_done())
    })
  }
  return withForm(sent, accountActSchema, async ({ intent, revoke, password }) => {
    if (intent === 'invite') {
      await inviteAgain(db, actor, account.id)
      return redirectWith(here, invitationWords(account.email))
    }
    const prover = await prove(db, actor, 'when_old', password)
    switch (intent) {
      case 'hand_over':
        // On this answer only: never in an address, a cookie or the outbox.
        return { link: await handOverInvitation(db, prover, account.id) }
      case 'disable':
        await setAccountDisabled(db, prover, account.id, true)
        return redirectWith(here, m.admin_account_disabled_done({ name: account.name }))
      case 'enable':
        await setAccountDisabled(db, prover, account.id, false)
        return redirectWith(here, m.admin_account_enabled_done({ name: account.name }))
      case 'revoke':
        await revokeRole(db, prover, account.id, revoke)
        return redirectWith(here, m.admin_role_revoked_done())
    }
  })
}

export default function ChangeAccount() {
  const { account, grants, projects, own, mailed, ...asked } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  // A link that was handed over now was proved for now.
  const asking = reply && 'link' in reply ? null : asked.asking
  const [form, fields] = useForm({
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { role: 'manager', project: '', expires_on: '', password: '' },
  })
  return (
    <Page
      title={account.name}
      breadcrumb={[{ label: m.admin_accounts(), to: '/admin/accounts' }, { label: account.name }]}
    >
      <Facts
        items={[
          { term: m.words_e_mail_address(), value: account.email },
          { term: m.words_state(), value: stateOf(account) },
        ]}
      />
      {reply && 'link' in reply && <HandedOver link={reply.link} name={account.name} />}
      <form method="post" {...getFormProps(form)}>
        <FormErrors form={form} />
        {/* Enter in a field presses the first button: what was refused for want of the password, or else a new role. */}
        <button type="submit" {...pressed(reply)} hidden tabIndex={-1} />
        <AccountActs account={account} mailed={mailed} own={own} />
        <Section title={m.admin_roles()}>
          {grants.length === 0 ? <EmptyState title={m.admin_roles_none()} /> : <GrantTable grants={grants} />}
        </Section>
        <Section title={m.admin_role_grant()}>
          <SelectField
            field={fields.role}
            label={m.words_role()}
            options={[
              { value: 'manager', label: m.words_project_manager() },
              { value: 'auditor', label: m.access_role_auditor() },
              { value: 'administrator', label: m.access_role_administrator() },
            ]}
          />
          <SelectField
            field={fields.project}
            label={m.words_project()}
            hint={m.admin_role_project_hint()}
            blank={m.admin_role_project_blank()}
            options={projects.map(({ id, acronym, title: name }) => ({
              value: id,
              label: `${acronym} - ${name}`,
            }))}
          />
          <TextField
            field={fields.expires_on}
            label={m.words_expiry()}
            hint={m.admin_role_expires_hint()}
            type="date"
          />
          <Button name="intent" value="grant">
            {m.admin_role_grant()}
          </Button>
        </Section>
        {asking && (
          <Section title={m.access_proof_title()}>
            <ProofField field={fields.password} asking={asking} hint={m.admin_account_proof()} />
          </Section>
        )}
      </form>
    </Page>
  )
}

/** The button that sent the form which came back. */
function pressed(reply: ReturnType<typeof useActionData<typeof action>>) {
  const sent = reply && 'result' in reply ? reply.result.initialValue : undefined
  if (typeof sent?.revoke === 'string') return { name: 'revoke', value: sent.revoke }
  return { name: 'intent', value: typeof sent?.intent === 'string' ? sent.intent : 'grant' }
}

function stateOf(account: { disabled_at: string | null; has_password: unknown }): string {
  if (account.disabled_at) return m.admin_account_disabled()
  return account.has_password ? m.admin_account_active() : m.admin_account_invited()
}
