// SPDX-License-Identifier: AGPL-3.0-or-later

import type { Role } from '#base/access/permissions.ts'
import { accountRoleName } from '#base/access/role.ts'
import { showMomentDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { Badge } from '#base/ui/notice.tsx'
import { DataTable } from '#base/ui/table.tsx'

type Grant = {
  id: string
  role: Role
  acronym: string | null
  code: string | null
  granted_at: string
  expires_at: string | null
  revoked_at: string | null
  /** Its end has passed. */
  ended: boolean
}

function placeOf({ acronym, code }: Pick<Grant, 'acronym' | 'code'>): string {
  return code ?? acronym ?? m.admin_role_installation()
}

type Held = Pick<Grant, 'id' | 'role' | 'acronym' | 'code' | 'expires_at' | 'ended'>

/** A trainer of many years has a role in each edition. */
const mostNamed = 6

/** The roles that an account holds, a line each: which, where, until when; one whose end has passed says so. */
export function HeldRoles({ roles }: { roles: Held[] }) {
  return (
    <ul className="plain">
      {roles.slice(0, mostNamed).map(({ id, role, expires_at, ended, ...place }) => (
        <li key={id}>
          {m.admin_role_at({ role: accountRoleName(role), place: placeOf(place) })}
          {expires_at && !ended && m.admin_role_until({ date: showMomentDate(expires_at) })}
          {ended && (
            <>
              {' '}
              <Badge>{m.admin_role_ended()}</Badge>
            </>
          )}
        </li>
      ))}
      {roles.length > mostNamed && <li>{m.admin_roles_more({ n: roles.length - mostNamed })}</li>}
    </ul>
  )
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
          cell: placeOf,
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
          cell: (grant) => {
            if (grant.revoked_at) return m.admin_role_revoked({ date: showMomentDate(grant.revoked_at) })
            if (grant.ended) return <Badge>{m.admin_role_ended()}</Badge>
            return (
              <Button name="revoke" value={grant.id} tone="secondary">
                {m.admin_role_revoke()}
              </Button>
            )
          },
        },
      ]}
    />
  )
}
