// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState } from '#base/ui/notice.tsx'
import { Facts } from '#base/ui/page.tsx'
import { type PartnerRole, partnerRoleName } from './project.ts'

type Partner = { organisation_id: string; name: string; role: PartnerRole }

/** The bodies of a project with what each is in it. */
export function PartnerList({ partners }: { partners: Partner[] }) {
  if (partners.length === 0)
    return <EmptyState title={m.projects_no_partners()}>{m.projects_no_partners_text()}</EmptyState>
  return <Facts items={partners.map(({ name, role }) => ({ term: name, value: partnerRoleName(role) }))} />
}
