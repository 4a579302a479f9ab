// SPDX-License-Identifier: AGPL-3.0-or-later
import { showNumber } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Section } from '#base/ui/page.tsx'
import { Stat, StatRow } from '#base/ui/progress.tsx'
import { Pager } from '#base/ui/table.tsx'
import { alertKinds, type alertsPage } from './alert.ts'
import { AlertTable } from './alert-table.tsx'
import { alertKindName } from './alert-words.ts'

type Props = {
  list: ReturnType<typeof alertsPage> & { address: string }
  /** The address of the whole list. */
  here: string
  /** The project's office, for whoever sees it. */
  office: string | null
  project: { slug: string; starts_on: string | null; ends_on: string | null }
}

/** The alerts of a project or of an edition, a page of them, with how many there are of each kind. */
export function AlertList({ list, here, office, project }: Props) {
  const { rows, total, counts, kind, all } = list
  return (
    <>
      {all > 0 && (
        <StatRow>
          <Stat label={m.reports_alerts_all()} value={showNumber(all)} to={here} />
          {alertKinds
            .filter((one) => counts[one] > 0)
            .map((one) => (
              <Stat
                key={one}
                label={alertKindName(one)}
                value={showNumber(counts[one])}
                to={`${here}?kind=${one}`}
              />
            ))}
        </StatRow>
      )}
      <Section title={kind ? alertKindName(kind) : m.reports_alerts_all()} id="alerts">
        {rows.length === 0 ? (
          <EmptyState
            title={all === 0 ? m.reports_alerts_none() : m.reports_alerts_none_found()}
            action={
              all > 0 && (
                <LinkButton to={here} tone="secondary">
                  {m.reports_alerts_show_all()}
                </LinkButton>
              )
            }
          >
            {all === 0 && m.reports_alerts_none_text()}
          </EmptyState>
        ) : (
          <AlertTable
            alerts={rows}
            office={office}
            editions={`/manage/${project.slug}/editions`}
            project={project}
          />
        )}
        {total > 0 && <Pager page={list.page} pages={list.pages} total={total} address={list.address} />}
      </Section>
    </>
  )
}
