// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { rolesOf } from '#base/access/roles.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { showMomentDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { Badge, EmptyState } from '#base/ui/notice.tsx'
import { Page } from '#base/ui/page.tsx'
import { DataTable, Pager, SearchBox } from '#base/ui/table.tsx'
import { listAccounts } from '#plan/accounts/accounts.server.ts'
import { AdminNav } from './admin-nav.tsx'
import { HeldRoles } from './grant-table.tsx'

export const meta: MetaFunction = () => title(m.admin_accounts())

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await requirePermission(args, 'installation:administer')
  const query = listQuery(args.request, ['name', 'email', 'created_at'])
  const { q, page, sort: by, direction } = query
  const { rows, ...paging } = await listAccounts(db, query)
  const roles = await rolesOf(
    db,
    rows.map(({ id }) => id),
  )
  return {
    ...paging,
    rows: rows.map((row) => ({ ...row, roles: roles.get(row.id) ?? [] })),
    q,
    page,
    sort: { by, direction },
    address: addressOf(args.request),
  }
}

export default function ListAccounts() {
  const { rows, total, pages, page, q, sort, address } = useLoaderData<typeof loader>()
  return (
    <Page
      title={m.admin_accounts()}
      lead={m.admin_accounts_lead()}
      subnav={<AdminNav current="accounts" />}
      actions={<LinkButton to="/admin/accounts/new">{m.admin_account_add()}</LinkButton>}
    >
      <SearchBox q={q} label={m.admin_accounts_search()} address={address} />
      {rows.length === 0 ? (
        <EmptyState title={m.admin_accounts_none()} />
      ) : (
        <DataTable
          caption={m.admin_accounts()}
          captionHidden
          rows={rows}
          rowKey={(account) => account.id}
          sort={sort}
          address={address}
          columns={[
            {
              key: 'name',
              label: m.access_name(),
              sort: 'name',
              cell: (account) => <Link to={`/admin/accounts/${account.id}`}>{account.name}</Link>,
            },
            {
              key: 'email',
              label: m.words_e_mail_address(),
              sort: 'email',
              cell: (account) => account.email,
            },
            { key: 'roles', label: m.admin_roles(), cell: (account) => <HeldRoles roles={account.roles} /> },
            {
              key: 'state',
              label: m.words_state(),
              cell: (account) => <AccountState account={account} />,
            },
            {
              key: 'created',
              label: m.admin_account_since(),
              sort: 'created_at',
              cell: (account) => showMomentDate(account.created_at),
            },
          ]}
        />
      )}
      <Pager page={page} pages={pages} total={total} address={address} />
    </Page>
  )
}

type State = { disabled_at: string | null; has_password: unknown }

function AccountState({ account }: { account: State }) {
  if (account.disabled_at) return <Badge tone="danger">{m.admin_account_disabled()}</Badge>
  if (!account.has_password) return <Badge tone="warning">{m.admin_account_invited()}</Badge>
  return <Badge tone="success">{m.admin_account_active()}</Badge>
}
