// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { prove } from '#base/access/proof.server.ts'
import { ProofField } from '#base/access/proof-field.tsx'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { addressOf, listQuery, pagesOf } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { FormErrors, RadioField, TextField } from '#base/ui/fields.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { DataTable, Pager } from '#base/ui/table.tsx'
import { MeetingPage } from '#plan/meetings/meeting-page.tsx'
import { mayChangeRecord } from '#plan/meetings/record-change.ts'
import { trailTo } from '#plan/meetings/trail.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { intervalNames } from '#record/attendance/row-shown.ts'
import { statusShown } from '#record/marks/mark.ts'
import { statusName } from '#record/marks/words.ts'
import { decideProposals, proposalsAt } from './proposals.server.ts'
import { decideProposalsSchema } from './proposals.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.attendance_proposals_title()} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:record')
  const query = listQuery(args.request, ['name'])
  const { id, number, starts_at, ends_at } = meeting
  const { proposals, total } = await proposalsAt(db, id, query)
  return {
    meeting: { id, number, title: meeting.title, starts_at, ends_at },
    edition: { code: edition.code },
    proposals: proposals.map((one) => ({ ...one, shown: statusShown(one, meeting) })),
    total,
    page: query.page,
    pages: pagesOf(total),
    address: addressOf(args.request),
    mayDecide: mayChangeRecord(actor, { ...meeting, project_id: project.id }),
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, meeting } = await requirePermission(args, 'attendance:record')
  return withForm(
    args.request,
    decideProposalsSchema,
    async ({ password, proposal, decision, reason = '' }) => {
      const signer = await prove(db, actor, 'always', password)
      const given = { meeting_id: meeting.id, proposals: proposal, decision, reason }
      const n = await decideProposals(db, signer, given)
      const path = `/meetings/${meeting.id}/proposals`
      return redirectWith(path, m.attendance_proposals_done({ n }))
    },
  )
}

export default function DecideProposals() {
  const { meeting, edition, trail, proposals, total, page, pages, address, mayDecide } =
    useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm<{
    proposal?: string[]
    decision?: string
    reason?: string
    password?: string
  }>({
    id: 'proposals',
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { decision: 'accept', reason: '', password: '' },
  })
  const asks = mayDecide && proposals.some((one) => one.state === 'waiting')
  const table = (
    <DataTable
      caption={m.attendance_proposals_title()}
      captionHidden
      rows={proposals}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'person',
          label: m.words_person(),
          cell: (row) => <Link to={`/meetings/${meeting.id}/people/${row.person_id}`}>{row.name}</Link>,
        },
        {
          key: 'what',
          label: m.words_attendance(),
          cell: (row) =>
            [statusName(row.shown), row.intervals.length > 0 && intervalNames(row.intervals)]
              .filter(Boolean)
              .join(', '),
        },
        {
          key: 'stated',
          label: m.words_when(),
          cell: (row) =>
            m.attendance_proposal_stated({
              author: row.proposed_by,
              moment: showMoment(row.stated_at),
              arrived: showMoment(row.arrived_at),
            }),
        },
        {
          key: 'decision',
          label: m.attendance_proposals_decision(),
          cell: (row) => <ProposalState row={row} name={fields.proposal.name} form={asks ? form.id : null} />,
        },
      ]}
    />
  )
  return (
    <MeetingPage title={m.attendance_proposals_title()} meeting={meeting} edition={edition} trail={trail}>
      {total === 0 ? (
        <EmptyState title={m.attendance_proposals_none()} />
      ) : (
        <>
          <p>{m.attendance_proposals_lead()}</p>
          {asks ? (
            <form method="post" autoComplete="off" {...getFormProps(form)}>
              <FormErrors form={form} labels={{ proposal: m.attendance_proposals_choose() }} />
              <div id={fields.proposal.id}>{table}</div>
              <RadioField
                field={fields.decision}
                legend={m.attendance_proposals_decision()}
                options={[
                  { value: 'accept', label: m.attendance_proposals_accept() },
                  { value: 'dismiss', label: m.attendance_proposals_dismiss() },
                ]}
              />
              <TextField field={fields.reason} label={m.words_reason()} />
              <ProofField field={fields.password} asking="always" />
              <Button>{m.attendance_proposals_decide()}</Button>
            </form>
          ) : (
            table
          )}
          <Pager page={page} pages={pages} total={total} address={address} />
        </>
      )}
    </MeetingPage>
  )
}

type Row = {
  id: string
  name: string
  state: 'waiting' | 'accepted' | 'dismissed'
  decided_by: string | null
  decided_at: string | null
}

/** What was decided, or the box that chooses a correction for the form under the table. */
function ProposalState({ row, name, form }: { row: Row; name: string; form: string | null }) {
  if (row.state !== 'waiting') {
    const decided = { author: row.decided_by ?? 'Presente', moment: showMoment(row.decided_at ?? '') }
    return row.state === 'accepted'
      ? m.attendance_proposal_accepted(decided)
      : m.attendance_proposal_dismissed(decided)
  }
  if (form === null) return m.attendance_proposal_waiting()
  const id = `${form}-${row.id}`
  return (
    <div className="choice">
      <input type="checkbox" name={name} value={row.id} id={id} />
      <label htmlFor={id}>
        {m.attendance_proposal_choose()}
        <span className="visually-hidden"> {row.name}</span>
      </label>
    </div>
  )
}
