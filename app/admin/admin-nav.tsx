// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { SubNav } from '#base/ui/page.tsx'

const pages = [
  ['projects', m.words_projects],
  ['accounts', m.admin_accounts],
  ['people', m.admin_people],
  ['courses', m.admin_courses],
  ['mail', m.admin_mail],
  ['system', m.admin_system],
] as const

export function AdminNav({ current }: { current: (typeof pages)[number][0] }) {
  const items = pages.map(([name, label]) => ({
    to: `/admin/${name}`,
    label: label(),
    current: name === current,
  }))
  return <SubNav label={m.words_administration()} items={items} />
}
