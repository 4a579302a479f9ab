// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { newId } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { readForm, withForm } from '#base/http/form.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { Notice } from '#base/ui/notice.tsx'
import { Facts, Page, Section } from '#base/ui/page.tsx'
import { SearchBox } from '#base/ui/table.tsx'
import { isSettled } from '#plan/meetings/meeting.ts'
import { trailTo } from '#plan/meetings/trail.ts'
import { meetingName } from '#plan/meetings/words.ts'
import { reachOf } from '#plan/people/home.server.ts'
import { findPersons } from '#plan/people/known-persons.server.ts'
import { organisationsNear } from '#plan/people/project-persons.server.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { proposedAs } from '#record/proposals/proposed-as.server.ts'
import { ToBeSigned } from '#record/proposals/to-be-signed.tsx'
import { candidatesOf } from './candidates.server.ts'
import { partedName } from './matching.ts'
import { connectionsName } from './online-words.ts'
import { PersonChoice } from './person-choice.tsx'
import { platformTimes } from './platform-marks.server.ts'
import { chooseSchema, rowStateName, setAsideSchema, walkInSchema } from './report.ts'
import { findReport, findRow, proposalsFor } from './report-page.server.ts'
import { addRowAsWalkIn, proposeRowAsWalkIn } from './row-walk-in.server.ts'
import { RowWalkInForm } from './row-walk-in-form.tsx'
import { chooseRow, setRowAside } from './rows.server.ts'
import { during } from './segments.ts'
import { SetAsideForm } from './set-aside-form.tsx'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && m.online_row_title({ name: data.row.name }))

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition, meeting } = await requirePermission(args, 'attendance:record')
  const report = await findReport(db, meeting.id, args.params.report ?? '')
  const row = report && (await findRow(db, report.id, args.params.row ?? ''))
  if (!report || !row) throw new AppError('not_found', m.access_not_found())
  const query = listQuery(args.request, ['name'])
  const reach = reachOf(actor, project.id)
  const isUnknown = row.state === 'waiting' && during(row.intervals, meeting).length > 0
  const [[likely = []], candidates, times, found, organisations] = await Promise.all([
    proposalsFor(db, reach, meeting, [row]),
    candidatesOf(db, meeting),
    platformTimes(db, meeting),
    query.q === '' ? null : findPersons(db, reach, query),
    isUnknown ? organisationsNear(db, project.id) : [],
  ])
  const belonging = new Set(candidates.map((candidate) => candidate.person_id))
  const proposed = new Set(likely.map((person) => person.person_id))
  const { id, number, title } = meeting
  return {
    meeting: { id, number, title },
    report: { id: report.id, name: report.name },
    row: {
      id: row.id,
      name: row.name,
      email: row.email,
      intervals: row.intervals,
      no_show: row.no_show === 1,
      state: row.state,
      reason: row.reason,
    },
    guest: isUnknown
      ? {
          shown: { id: newId(), ...partedName(row.name), email: row.email ?? undefined },
          organisations: organisations.map(({ name }) => name),
        }
      : null,
    walkIn: row.state === 'walk_in' ? row.walk_in_id : null,
    person: row.first_name === null ? null : `${row.last_name} ${row.first_name}`,
    likely: likely.map(({ person_id, first_name, last_name, belongs }) => {
      return { person_id, first_name, last_name, detail: null, belongs }
    }),
    // Who is enrolled and in no report yet.
    others: candidates
      .filter(({ person_id }) => !times.has(person_id) && !proposed.has(person_id))
      .map(({ person_id, first_name, last_name }) => ({
        person_id,
        first_name,
        last_name,
        detail: null,
        belongs: true,
      })),
    found: found?.rows.map(({ id, first_name, last_name, organisation }) => {
      return { person_id: id, first_name, last_name, detail: organisation, belongs: belonging.has(id) }
    }),
    q: query.q,
    address: addressOf(args.request),
    settled: isSettled(meeting),
    asksReason: !isSettled(meeting) && row.state === 'matched',
    trail: trailTo(actor, project, edition),
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, meeting } = await requirePermission(args, 'attendance:record')
  const report = await findReport(db, meeting.id, args.params.report ?? '')
  if (!report) throw new AppError('not_found', m.access_not_found())
  const place = { meeting_id: meeting.id, report_id: report.id, row_id: args.params.row ?? '' }
  const back = `/meetings/${meeting.id}/import/${report.id}`
  const sent = await readForm(args.request)
  const intent = sent.get('intent')
  if (intent === 'set_aside') {
    return withForm(sent, setAsideSchema, async ({ why }) => {
      const { name, proposed } = await setRowAside(db, actor, { ...place, reason: why })
      if (proposed > 0) return proposedAs(meeting.id, proposed)
      return redirectWith(back, m.online_row_put_aside({ name }))
    })
  }
  if (intent === 'walk_in') {
    return withForm(sent, walkInSchema, async ({ intent: _, ...walkIn }) => {
      if (isSettled(meeting)) {
        return proposedAs(meeting.id, await proposeRowAsWalkIn(db, actor, { ...place, walkIn, reason: null }))
      }
      const { name } = await addRowAsWalkIn(db, actor, { ...place, walkIn, reason: null })
      return redirectWith(back, m.online_walk_in_added({ name }))
    })
  }
  return withForm(sent, chooseSchema, async ({ person, reason }) => {
    const given = { ...place, person_id: person, reason: reason ?? null }
    const { name, proposed } = await chooseRow(db, actor, given)
    if (proposed > 0) return proposedAs(meeting.id, proposed)
    return redirectWith(back, m.online_row_chosen({ name }))
  })
}

export default function ResolveRow() {
  const data = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { meeting, report, row, trail, likely, others, found } = data
  const here = `/meetings/${meeting.id}`
  const result = reply && 'result' in reply ? reply.result : undefined
  const asked = result?.initialValue?.intent
  const resultOf = (intent: string) => (asked === intent ? result : undefined)
  const isChoice = asked !== 'set_aside' && asked !== 'walk_in'
  const facts = [
    { term: m.online_column_email(), value: row.email },
    {
      term: m.online_column_times(),
      value: row.no_show ? m.online_no_show() : connectionsName(row.intervals),
    },
    { term: m.words_state(), value: rowStateName(row.state) },
    { term: m.online_column_who(), value: data.person },
    { term: m.online_field_why(), value: row.reason },
  ]
  return (
    <Page
      title={m.online_row_title({ name: row.name })}
      breadcrumb={[
        trail,
        { label: meetingName(meeting), to: here },
        { label: report.name, to: `${here}/import/${report.id}` },
        { label: row.name },
      ]}
    >
      <Facts items={facts.filter(({ value }) => value !== null)} />
      {data.walkIn !== null ? (
        <Notice tone="info">
          <p>{m.online_walk_in_settled()}</p>
          <LinkButton to={`${here}/walk-ins/${data.walkIn}`} tone="secondary">
            {m.online_walk_in_open()}
          </LinkButton>
        </Notice>
      ) : (
        <>
          <ToBeSigned settled={data.settled} />
          <Section title={m.online_choose_title()}>
            <SearchBox q={data.q} label={m.online_choose_search()} address={data.address} />
            <PersonChoice
              row={row.id}
              groups={
                found
                  ? [{ title: m.words_persons_found(), people: found }]
                  : [
                      { title: m.online_choose_likely(), people: likely },
                      { title: m.online_choose_others(), people: others },
                    ]
              }
              asksReason={data.asksReason}
              result={isChoice ? result : undefined}
            />
          </Section>
          {data.guest && (
            <Section title={m.online_walk_in_title()} id="walk-in">
              <RowWalkInForm {...data.guest} result={resultOf('walk_in')} />
            </Section>
          )}
          {row.state !== 'set_aside' && (
            <Section title={m.online_set_aside_title()}>
              <SetAsideForm result={resultOf('set_aside')} />
            </Section>
          )}
        </>
      )}
    </Page>
  )
}
