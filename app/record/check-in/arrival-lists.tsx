// SPDX-License-Identifier: AGPL-3.0-or-later
import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { PostButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Section } from '#base/ui/page.tsx'
import { Stat, StatRow } from '#base/ui/progress.tsx'
import { DataTable, Pager } from '#base/ui/table.tsx'
import { ArrivalDoubt, type Doubtful } from './arrival-doubt.tsx'

type Props = {
  meeting: { id: string }
  count: { arrived: number; waiting: number }
  waiting: Doubtful[]
  rejected: Doubtful[]
  people: { person_id: string; name: string; organisation: string | null; at: string; left: string | null }[]
  paging: { page: number; pages: number; total: number; address: string }
}

/** Who arrived, doubts first; public/check-in-arrivals.js keeps it up to date. */
export function ArrivalLists({ meeting, count, waiting, rejected, people, paging }: Props) {
  return (
    <div data-arrivals>
      <div role="status">
        <StatRow>
          <Stat label={m.checkin_arrivals_count()} value={count.arrived} />
          <Stat label={m.checkin_to_confirm()} value={count.waiting} />
        </StatRow>
      </div>
      {waiting.length > 0 && (
        <Section title={m.checkin_to_confirm()}>
          <p>{m.checkin_doubts_lead()}</p>
          {waiting.length > 1 && (
            <PostButton fields={{ decision: 'confirm_all' }}>{m.checkin_confirm_all()}</PostButton>
          )}
          <ul className="check-in-doubts">
            {waiting.map((one) => (
              <ArrivalDoubt key={one.id} one={one} />
            ))}
          </ul>
        </Section>
      )}
      <Section title={m.checkin_arrived_title()}>
        {people.length === 0 ? (
          <EmptyState title={m.checkin_nobody_title()}>{m.checkin_nobody_text()}</EmptyState>
        ) : (
          <>
            <DataTable
              caption={m.checkin_arrived_title()}
              captionHidden
              rows={people}
              rowKey={(row) => row.person_id}
              columns={[
                {
                  key: 'name',
                  label: m.words_person(),
                  cell: (row) => <a href={`/meetings/${meeting.id}/people/${row.person_id}`}>{row.name}</a>,
                },
                {
                  key: 'organisation',
                  label: m.words_organisation(),
                  cell: (row) => row.organisation ?? m.checkin_no_employer(),
                },
                { key: 'in', label: m.attendance_in(), cell: (row) => showTime(row.at) },
                {
                  key: 'out',
                  label: m.attendance_out(),
                  cell: (row) => (row.left ? showTime(row.left) : '–'),
                },
              ]}
            />
            <Pager {...paging} />
          </>
        )}
      </Section>
      {rejected.length > 0 && (
        <Section title={m.checkin_rejected_list()}>
          <ul>
            {rejected.map((one) => (
              <li key={one.id}>
                {m.checkin_rejected_line({
                  name: one.name,
                  time: showTime(one.at),
                  by: one.decided_by ?? '–',
                })}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}
