// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { DataTable } from '#base/ui/table.tsx'

type Row = {
  id: string
  person_id: string | null
  what: string
  from: string
  to: string
  made: { by: string; at: string; arrived: string }
  state: string
  decided_by: string | null
  decided_at: string | null
  mayDecide: boolean
}

type Props = {
  /** The meeting's address. */
  here: string
  rows: readonly Row[]
  /** Of the boxes that choose, in the form with this id; null: nothing to decide. */
  name: string
  form: string | null
  /** Those that were chosen in a form that came back; null: all that may be. */
  chosen: readonly string[] | null
}

/** What changes, from what to what, by whom; and what was decided of it. */
export function CorrectionsTable({ here, rows, name, form, chosen }: Props) {
  return (
    <DataTable
      caption={m.attendance_proposals_title()}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'what',
          label: m.words_what(),
          cell: (row) =>
            row.person_id === null ? (
              row.what
            ) : (
              <Link to={`${here}/people/${row.person_id}`}>{row.what}</Link>
            ),
        },
        { key: 'from', label: m.words_in_force(), cell: (row) => row.from },
        { key: 'to', label: m.attendance_proposals_to(), cell: (row) => row.to },
        { key: 'made', label: m.words_when(), cell: (row) => madeName(row.made) },
        {
          key: 'decision',
          label: m.attendance_proposals_decision(),
          cell: (row) => {
            if (row.state !== 'waiting') return <Decided row={row} />
            if (form === null || !row.mayDecide) return m.attendance_proposal_waiting()
            const id = `${form}-${row.id}`
            return (
              <div className="choice">
                <input
                  type="checkbox"
                  name={name}
                  value={row.id}
                  id={id}
                  defaultChecked={chosen === null || chosen.includes(row.id)}
                />
                <label htmlFor={id}>
                  {m.attendance_proposal_choose()}
                  <span className="visually-hidden"> {row.what}</span>
                </label>
              </div>
            )
          },
        },
      ]}
    />
  )
}

function madeName({ by, at, arrived }: Row['made']): string {
  const author = by
  if (arrived.slice(0, 16) === at.slice(0, 16)) {
    return m.attendance_proposal_made({ author, moment: showMoment(at) })
  }
  return m.attendance_proposal_stated({ author, moment: showMoment(at), arrived: showMoment(arrived) })
}

function Decided({ row: { state, decided_by, decided_at } }: { row: Row }) {
  const by = { author: decided_by ?? '', moment: decided_at ? showMoment(decided_at) : '' }
  return state === 'accepted' ? m.attendance_proposal_accepted(by) : m.attendance_proposal_dismissed(by)
}
