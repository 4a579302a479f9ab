// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { data } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { newId } from '#base/clock.server.ts'
import { env } from '#base/env.server.ts'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { type FormReply, readForm, withForm } from '#base/http/form.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { localDate } from '#base/i18n/zone.ts'
import { Notice } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { Pager, SearchBox } from '#base/ui/table.tsx'
import { type Doubt, doubted, noDoubt } from '#plan/enrolment/doubt.ts'
import { addressSchema, newcomerSchema } from '#plan/enrolment/enrolment.ts'
import { isSettled } from '#plan/meetings/meeting.ts'
import { reachOf } from '#plan/people/home.server.ts'
import { findPersons, likelySame } from '#plan/people/known-persons.server.ts'
import { personName } from '#plan/people/person.ts'
import { organisationsNear } from '#plan/people/project-persons.server.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { AddressForm } from '#record/places/address-form.tsx'
import { NewcomerForm } from '#record/places/newcomer-form.tsx'
import { proposedAs } from '#record/proposals/proposed-as.server.ts'
import { ToBeSigned } from '#record/proposals/to-be-signed.tsx'
import { findWalkIn } from './list.server.ts'
import { matchByAddress, matchNewcomer, matchWalkIn, matchWhoeverItIs } from './matching.server.ts'
import { proposeMatch, proposeMatchByAddress } from './propose-match.server.ts'
import { chooseSchema, newcomerFrom } from './walk-in.ts'
import { WalkInChoice } from './walk-in-choice.tsx'
import { WalkInFacts } from './walk-in-facts.tsx'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && m.attendance_walk_in_match_title({ name: data.name }))

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project } = await requirePermission(args, 'project:manage')
  const walkIn = await findWalkIn(db, project.id, args.params.walkIn ?? '')
  if (!walkIn) throw new AppError('not_found', m.access_not_found())
  const query = listQuery(args.request, ['name'])
  const [likely, found, organisations] = await Promise.all([
    likelySame(db, reachOf(actor), walkIn),
    query.q === '' ? null : findPersons(db, reachOf(actor), query),
    organisationsNear(db, project.id),
  ])
  const { first_name, last_name, ...said } = walkIn
  const known = newcomerFrom(walkIn, organisations, localDate(walkIn.starts_at, env().TZ_DISPLAY))
  return {
    name: personName(first_name, last_name),
    said: {
      organisation: said.organisation,
      sector: said.sector,
      email: said.email,
      phone: said.phone,
      intervals: said.intervals,
      notice_version: said.notice_version,
      report: said.report_id === null ? null : { id: said.report_id, name: said.report_name ?? '' },
      added_by_name: said.added_by_name,
      added_at: said.added_at,
      meeting: { id: said.meeting_id, number: said.number, title: said.title, code: said.code },
    },
    state: said.is,
    settled: isSettled(walkIn),
    likely,
    found,
    organisations,
    known,
    id: newId(),
    q: query.q,
    page: query.page,
    address: addressOf(args.request),
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project } = await requirePermission(args, 'project:manage')
  const walkIn = await findWalkIn(db, project.id, args.params.walkIn ?? '')
  if (!walkIn) throw new AppError('not_found', m.access_not_found())
  const which = { walk_in_id: walkIn.id, meeting_id: walkIn.meeting_id }
  const closed = isSettled(walkIn)
  const done = ({ name }: { name: string }) =>
    closed
      ? proposedAs(walkIn.meeting_id, 1)
      : redirectWith(`/manage/${project.slug}/walk-ins`, m.attendance_walk_in_matched({ name }))
  const sent = await readForm(args.request)
  const intent = sent.get('intent')
  if (intent === 'choose') {
    const reply = await withForm(sent, chooseSchema, async ({ person }) => {
      const match = { ...which, person_id: person }
      return done(await (closed ? proposeMatch : matchWalkIn)(db, actor, match))
    })
    return including(reply, noDoubt)
  }
  if (intent === 'address') {
    const reply = await withForm(sent, addressSchema, async ({ email }) => {
      const how = closed ? proposeMatchByAddress : matchWhoeverItIs
      return done(await matchByAddress(db, actor, { ...which, email }, how))
    })
    return including(reply, noDoubt)
  }
  const edition = { id: walkIn.edition_id, project_id: walkIn.project_id, capacity: walkIn.capacity }
  let doubt = noDoubt
  const reply = await withForm(sent, newcomerSchema, async (form) => {
    const how = closed ? proposeMatch : matchWalkIn
    const outcome = await matchNewcomer(db, actor, edition, which, form, how)
    if (outcome.likely === null) return done(outcome)
    doubt = outcome
    throw doubted(doubt)
  })
  return including(reply, doubt)
}

/** What goes back to the page, with who may be in a register already. */
function including<Done extends Response>(reply: Done | ReturnType<typeof data<FormReply>>, doubt: Doubt) {
  return reply instanceof Response ? reply : data({ ...reply.data, doubt }, reply.init ?? {})
}

export default function MatchWalkIn() {
  const loaded = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { name, said, state, settled, found, q, page, address, project } = loaded
  const answer = reply && 'result' in reply ? reply : undefined
  const asked = answer?.result.initialValue?.intent
  const { likely: doubles, elsewhere } = answer?.doubt ?? { likely: [], elsewhere: false }
  const likely = doubles.length > 0 ? doubles : loaded.likely
  const choice = (id: string) => ({
    id,
    address,
    result: asked === 'choose' && answer?.result.initialValue?.list === id ? answer?.result : undefined,
  })
  const office = `/manage/${project.slug}`
  const crumb = { label: m.attendance_walk_ins_office(), to: `${office}/walk-ins` }
  return (
    <Page
      title={m.attendance_walk_in_match_title({ name })}
      breadcrumb={[{ label: project.acronym, to: office }, crumb, { label: name }]}
      subnav={<ProjectNav project={project} current="attendance" />}
    >
      <Section title={m.attendance_walk_in_said()}>
        <WalkInFacts said={said} />
      </Section>
      {state !== 'waiting' ? (
        <Notice tone="info">
          {state === 'matched' ? m.attendance_walk_in_matched_already() : m.attendance_walk_in_is_withdrawn()}
        </Notice>
      ) : (
        <>
          <ToBeSigned settled={settled} />
          {likely.length > 0 && (
            <Section title={m.attendance_walk_in_likely()}>
              <WalkInChoice {...choice('likely')} persons={likely} />
            </Section>
          )}
          <Section title={m.attendance_walk_in_search()}>
            <p>{m.attendance_walk_in_search_text()}</p>
            <SearchBox q={q} label={m.editions_enrol_search()} address={address} />
            {found && <WalkInChoice {...choice('found')} persons={found.rows} />}
            {found && <Pager page={page} pages={found.pages} total={found.total} address={address} />}
          </Section>
          <Section title={m.editions_enrol_address()} id="by-address">
            <p>{m.editions_enrol_address_text()}</p>
            <AddressForm
              lastResult={asked === 'address' ? answer?.result : undefined}
              full={false}
              submit={m.attendance_walk_in_address_submit()}
              email={said.email ?? undefined}
            />
          </Section>
          <Section title={m.attendance_walk_in_newcomer()} id="new">
            <p>{m.attendance_walk_in_newcomer_text()}</p>
            <NewcomerForm
              id={loaded.id}
              organisations={loaded.organisations}
              lastResult={asked === 'choose' || asked === 'address' ? undefined : answer?.result}
              full={false}
              likely={doubles.length > 0 || elsewhere}
              known={loaded.known}
            />
          </Section>
        </>
      )}
    </Page>
  )
}
