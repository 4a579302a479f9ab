// SPDX-License-Identifier: AGPL-3.0-or-later
// What is said to be wrong in the record of a meeting: answered by who keeps it, asked of the manager once it is locked.
import { getFormProps, useForm } from '@conform-to/react'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Button } from '#base/ui/buttons.tsx'
import { FormErrors, TextArea } from '#base/ui/fields.tsx'
import { HiddenFields } from '#base/ui/hidden-fields.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Section } from '#base/ui/page.tsx'
import { Pager } from '#base/ui/table.tsx'
import { MeetingPage } from '#plan/meetings/meeting-page.tsx'
import { trailTo } from '#plan/meetings/trail.ts'
import { personName } from '#plan/people/person.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { findPersonOfMeeting } from '#record/attendance/roll.server.ts'
import { requestsAt } from './asked.server.ts'
import { mayAnswer } from './may-answer.ts'
import { requestSchema } from './request.ts'
import { RequestList } from './request-list.tsx'
import { answerRequest, askManager, withdrawRequest } from './requests.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.requests_title()} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:see')
  const query = listQuery(args.request, ['when'])
  const place = { projectId: project.id, editionId: edition.id }
  const mayRecord = can(actor, 'attendance:record', place)
  const mayAsk = meeting.state === 'locked' && mayRecord && !can(actor, 'register:lock', place)
  const about = new URL(args.request.url).searchParams.get('person')
  const [{ requests, pages, total }, person] = await Promise.all([
    requestsAt(db, meeting.id, query),
    about === null || !mayAsk ? null : findPersonOfMeeting(db, meeting, about.slice(0, 64)),
  ])
  const { id, number, title, starts_at, ends_at } = meeting
  const at = { ...meeting, project_id: project.id }
  return {
    meeting: { id, number, title, starts_at, ends_at },
    edition: { code: edition.code },
    requests: requests.map((one) => ({ ...one, may: mayAnswer(actor, at, one) })),
    asks: mayAsk && !requests.some((one) => one.state === 'open' && one.asked_by === actor.accountId),
    person: person && { id: person.id, name: personName(person.first_name, person.last_name) },
    page: query.page,
    pages,
    total,
    address: addressOf(args.request),
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, meeting } = await requirePermission(args, 'attendance:record')
  return withForm(args.request, requestSchema, async (typed) => {
    const here = `/meetings/${meeting.id}/requests`
    const meeting_id = meeting.id
    switch (typed.intent) {
      case 'ask':
        await askManager(db, actor, { meeting_id, text: typed.text, person_id: typed.person ?? null })
        return redirectWith(here, m.requests_asked())
      case 'withdraw':
        await withdrawRequest(db, actor, { meeting_id, request: typed.request })
        return redirectWith(here, m.requests_withdrawn())
      case 'accept':
      case 'decline':
        await answerRequest(db, actor, {
          meeting_id,
          request: typed.request,
          decision: typed.intent,
          answer: typed.answer ?? null,
        })
        return redirectWith(here, m.requests_answered())
    }
  })
}

export default function ListRequests() {
  const { meeting, edition, trail, requests, asks, person, ...paging } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const result = reply && 'result' in reply ? reply.result : undefined
  const answers = result?.initialValue?.request !== undefined
  const [form, fields] = useForm<{ text?: string }>({ id: 'ask', lastResult: answers ? undefined : result })
  return (
    <MeetingPage title={m.requests_title()} meeting={meeting} edition={edition} trail={trail}>
      {asks ? (
        <Section title={m.requests_ask()}>
          <p>{m.requests_ask_lead()}</p>
          <form method="post" autoComplete="off" {...getFormProps(form)}>
            <FormErrors form={form} />
            <HiddenFields fields={{ intent: 'ask', ...(person && { person: person.id }) }} />
            {person && <p>{m.requests_about_person({ name: person.name })}</p>}
            <TextArea field={fields.text} label={m.requests_what_is_wrong()} hint={m.requests_ask_hint()} />
            <Button>{m.requests_send()}</Button>
          </form>
        </Section>
      ) : (
        !answers && <FormErrors form={form} />
      )}
      {requests.length === 0 ? (
        <EmptyState title={m.requests_none()}>{m.requests_none_text()}</EmptyState>
      ) : (
        <>
          <p>{m.requests_lead()}</p>
          <RequestList meeting={meeting} requests={requests} result={answers ? result : undefined} />
          <Pager {...paging} />
        </>
      )}
    </MeetingPage>
  )
}
