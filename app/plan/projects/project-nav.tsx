// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { SubNav } from '#base/ui/page.tsx'

export type ProjectPage =
  | 'board'
  | 'people'
  | 'organisations'
  | 'editions'
  | 'trainers'
  | 'attendance'
  | 'evidence'
  | 'alerts'
  | 'targets'
  | 'ledger'

type Props = { project: { slug: string; acronym: string }; current: ProjectPage }

/** The pages of a project's office, on all of them. */
export function ProjectNav({ project, current }: Props) {
  const office = `/manage/${project.slug}`
  const pages: { page: ProjectPage; to: string; label: string }[] = [
    { page: 'board', to: office, label: m.projects_nav_board() },
    { page: 'people', to: `${office}/people`, label: m.words_people() },
    { page: 'organisations', to: `${office}/organisations`, label: m.words_organisations() },
    { page: 'editions', to: `${office}/editions`, label: m.words_editions() },
    { page: 'trainers', to: `${office}/trainers`, label: m.words_trainers() },
    { page: 'attendance', to: `${office}/attendance`, label: m.words_attendances() },
    { page: 'evidence', to: `${office}/evidence`, label: m.words_evidence() },
    { page: 'alerts', to: `${office}/alerts`, label: m.words_alerts() },
    { page: 'targets', to: `${office}/targets`, label: m.words_targets() },
    { page: 'ledger', to: `${office}/ledger`, label: m.projects_nav_ledger() },
  ]
  return (
    <SubNav
      label={m.projects_nav_label({ project: project.acronym })}
      items={pages.map(({ page, to, label }) => ({ to, label, current: page === current }))}
    />
  )
}
