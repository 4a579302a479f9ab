// SPDX-License-Identifier: AGPL-3.0-or-later
// Where somebody says that their own presence at a meeting is recorded wrongly, and reads the answer.
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { now } from '#base/clock.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button, PostButton } from '#base/ui/buttons.tsx'
import { FormErrors, TextArea } from '#base/ui/fields.tsx'
import { HiddenFields } from '#base/ui/hidden-fields.tsx'
import { Notice } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { Pager } from '#base/ui/table.tsx'
import { meetingName, whenName } from '#plan/meetings/words.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { intervalNames } from '#record/attendance/row-shown.ts'
import { statusShown } from '#record/marks/mark.ts'
import { statusName } from '#record/marks/words.ts'
import { findOwnMark, requestsAt } from './asked.server.ts'
import { ownRequestSchema } from './request.ts'
import { RequestEntry } from './request-entry.tsx'
import { reportError, withdrawRequest } from './requests.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction = () => title(m.requests_report())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'course:learn')
  const query = listQuery(args.request, ['when'])
  const person_id = actor.personId ?? ''
  const [{ requests, pages, total }, mark] = await Promise.all([
    requestsAt(db, meeting.id, { ...query, person_id, kind: 'own' }),
    findOwnMark(db, meeting.id, person_id),
  ])
  const { number, title, starts_at, ends_at, state } = meeting
  return {
    meeting: { number, title, starts_at, ends_at },
    edition: { code: edition.code, title: edition.title },
    mark: mark && { ...mark, shown: statusShown(mark, { ...meeting, late_after: project.late_after }) },
    refusal:
      state === 'cancelled' ? ('cancelled' as const) : now() < starts_at ? ('not_begun' as const) : null,
    requests: requests.map((one) => ({ ...one, mine: one.asked_by === actor.accountId })),
    page: query.page,
    pages,
    total,
    address: addressOf(args.request),
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, edition, meeting } = await requirePermission(args, 'course:learn')
  return withForm(args.request, ownRequestSchema, async (typed) => {
    const here = `/learn/${edition.code}/meetings/${meeting.id}/correction`
    if (typed.intent === 'withdraw') {
      await withdrawRequest(db, actor, { meeting_id: meeting.id, request: typed.request })
      return redirectWith(here, m.requests_withdrawn())
    }
    await reportError(db, actor, { meeting_id: meeting.id, text: typed.text })
    return redirectWith(here, m.requests_reported())
  })
}

export default function ReportError() {
  const { meeting, edition, mark, refusal, requests, ...paging } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const lastResult = reply && 'result' in reply ? reply.result : undefined
  const [form, fields] = useForm<{ text?: string }>({ id: 'report', lastResult })
  const waits = requests.some((one) => one.state === 'open')
  const recorded = mark && [
    statusName(mark.shown),
    mark.intervals.length > 0 && intervalNames(mark.intervals),
  ]
  return (
    <Page
      title={m.requests_report()}
      lead={
        <>
          {edition.title} · {meetingName(meeting)}
          <br />
          {whenName(meeting)}
        </>
      }
      breadcrumb={[
        { label: m.words_my_training(), to: '/my' },
        { label: edition.title, to: `/learn/${edition.code}` },
        { label: m.requests_report() },
      ]}
    >
      <p>
        {recorded
          ? m.requests_recorded_is({ what: recorded.filter(Boolean).join(', ') })
          : m.requests_recorded_nothing()}
      </p>
      {refusal !== null ? (
        <Notice tone="info">
          {refusal === 'cancelled' ? m.requests_error_cancelled() : m.requests_error_not_begun()}
        </Notice>
      ) : waits ? (
        <FormErrors form={form} />
      ) : (
        <form method="post" autoComplete="off" {...getFormProps(form)}>
          <p>{m.requests_report_lead()}</p>
          <FormErrors form={form} />
          <HiddenFields fields={{ intent: 'report' }} />
          <TextArea field={fields.text} label={m.requests_what_is_wrong()} hint={m.requests_report_hint()} />
          <Button>{m.requests_send()}</Button>
        </form>
      )}
      {requests.length > 0 && (
        <Section title={m.requests_own_title()}>
          <ul className="requests">
            {requests.map((request) => (
              <li key={request.id} className="request">
                <RequestEntry request={request} own={request.mine} />
                {request.state === 'open' && request.mine && (
                  <PostButton fields={{ intent: 'withdraw', request: request.id }}>
                    {m.requests_withdraw()}
                  </PostButton>
                )}
              </li>
            ))}
          </ul>
          <Pager {...paging} />
        </Section>
      )}
    </Page>
  )
}
