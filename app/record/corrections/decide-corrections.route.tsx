// SPDX-License-Identifier: AGPL-3.0-or-later
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { prove } from '#base/access/proof.server.ts'
import { ProofField } from '#base/access/proof-field.tsx'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { addressOf, listQuery, pagesOf } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { FormErrors, RadioField, TextField } from '#base/ui/fields.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Pager } from '#base/ui/table.tsx'
import { MeetingPage } from '#plan/meetings/meeting-page.tsx'
import { mayChangeRecord } from '#plan/meetings/record-change.ts'
import { trailTo } from '#plan/meetings/trail.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { permissionFor } from '#record/proposals/change.ts'
import { decideCorrectionsSchema } from './corrections.ts'
import { CorrectionsTable } from './corrections-table.tsx'
import { decideCorrections } from './decide.server.ts'
import { type Correction, correctionsAt } from './list.server.ts'
import { correctionWords } from './words.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.attendance_proposals_title()} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:record')
  const query = listQuery(args.request, ['name'])
  const { id, number, starts_at, ends_at } = meeting
  const { corrections, total } = await correctionsAt(db, meeting, query)
  const place = { projectId: project.id, editionId: edition.id }
  const mayCorrect = mayChangeRecord(actor, { ...meeting, project_id: project.id })
  const mayDecide = (one: Correction) =>
    mayCorrect && (one.of === 'mark' || can(actor, permissionFor(one.change), place))
  return {
    meeting: { id, number, title: meeting.title, starts_at, ends_at },
    edition: { code: edition.code },
    corrections: corrections.map((one) => ({
      id: one.id,
      person_id: one.of === 'mark' ? one.person_id : null,
      ...correctionWords(one),
      made:
        one.of === 'mark'
          ? { by: one.proposed_by, at: one.stated_at, arrived: one.arrived_at }
          : { by: one.proposed_by, at: one.proposed_at, arrived: one.proposed_at },
      state: one.state,
      decided_by: one.decided_by,
      decided_at: one.decided_at,
      mayDecide: mayDecide(one),
    })),
    total,
    page: query.page,
    pages: pagesOf(total),
    address: addressOf(args.request),
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, meeting } = await requirePermission(args, 'attendance:record')
  return withForm(
    args.request,
    decideCorrectionsSchema,
    async ({ password, correction, decision, reason = '' }) => {
      const signer = await prove(db, actor, 'always', password)
      const given = { meeting_id: meeting.id, corrections: correction, decision, reason }
      const n = await decideCorrections(db, signer, given)
      const here = `/meetings/${meeting.id}`
      if (decision === 'dismiss')
        return redirectWith(`${here}/proposals`, m.attendance_proposals_dismissed({ n }))
      return redirectWith(`${here}/register`, m.attendance_proposals_done({ n }))
    },
  )
}

export default function DecideCorrections() {
  const { meeting, edition, trail, corrections, total, page, pages, address } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const [form, fields] = useForm<{
    correction?: string[]
    decision?: string
    reason?: string
    password?: string
  }>({
    id: 'corrections',
    lastResult: reply && 'result' in reply ? reply.result : undefined,
    defaultValue: { decision: 'accept', reason: '', password: '' },
  })
  const asks = corrections.some((one) => one.state === 'waiting' && one.mayDecide)
  const chosen = form.initialValue?.correction
  const table = (
    <CorrectionsTable
      here={`/meetings/${meeting.id}`}
      rows={corrections}
      name={fields.correction.name}
      form={asks ? form.id : null}
      chosen={Array.isArray(chosen) ? chosen.map(String) : null}
    />
  )
  return (
    <MeetingPage title={m.attendance_proposals_title()} meeting={meeting} edition={edition} trail={trail}>
      {total === 0 ? (
        <EmptyState title={m.attendance_proposals_none()}>
          <Link to={`/meetings/${meeting.id}/attendance`}>{m.attendance_roll_call()}</Link>
        </EmptyState>
      ) : (
        <>
          <p>{m.attendance_proposals_lead()}</p>
          {asks ? (
            <form method="post" autoComplete="off" {...getFormProps(form)}>
              <FormErrors form={form} labels={{ correction: m.attendance_proposals_choose() }} />
              <div id={fields.correction.id}>{table}</div>
              <RadioField
                field={fields.decision}
                legend={m.attendance_proposals_decision()}
                options={[
                  { value: 'accept', label: m.attendance_proposals_accept() },
                  { value: 'dismiss', label: m.attendance_proposals_dismiss() },
                ]}
              />
              <TextField
                field={fields.reason}
                label={m.words_reason()}
                hint={m.attendance_proposals_reason_hint()}
              />
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
