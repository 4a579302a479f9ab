// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Role } from '#base/access/permissions.ts'
import { accountRoleName } from '#base/access/role.ts'
import { showMomentDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { DataTable } from '#base/ui/table.tsx'

type Grant = {
  id: string
  role: Role
  acronym: string | null
  code: string | null
  granted_at: string
  expires_at: string | null
  revoked_at: string | null
}

/** An account's roles, present and past, each with the button of the page's form that takes it back. */
export function GrantTable({ grants }: { grants: Grant[] }) {
  return (
    <DataTable
      caption={m.admin_roles()}
      captionHidden
      rows={grants}
      rowKey={(grant) => grant.id}
      columns={[
        { key: 'role', label: m.words_role(), cell: (grant) => accountRoleName(grant.role) },
        {
          key: 'place',
          label: m.words_where(),
          cell: (grant) => grant.code ?? grant.acronym ?? m.admin_role_installation(),
        },
        { key: 'from', label: m.admin_role_since(), cell: (grant) => showMomentDate(grant.granted_at) },
        {
          key: 'to',
          label: m.words_until(),
          cell: (grant) => (grant.expires_at ? showMomentDate(grant.expires_at) : m.admin_role_unlimited()),
        },
        {
          key: 'action',
          label: m.admin_role_action(),
          cell: (grant) =>
            grant.revoked_at ? (
              m.admin_role_revoked({ date: showMomentDate(grant.revoked_at) })
            ) : (
              <Button name="revoke" value={grant.id} tone="secondary">
                {m.admin_role_revoke()}
              </Button>
            ),
        },
      ]}
    />
  )
}
