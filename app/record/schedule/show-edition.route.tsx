// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { now } from '#base/clock.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { showDuration, showNumber } from '#base/i18n/format.ts'
import { locale } from '#base/i18n/locale.server.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Facts, Page, Section } from '#base/ui/page.tsx'
import { Pager, SearchBox } from '#base/ui/table.tsx'
import { findCourseTitle } from '#plan/courses/catalogue.server.ts'
import { kindName } from '#plan/courses/course-kind.ts'
import { crumbsFor } from '#plan/editions/crumbs.ts'
import { stateOfEdition } from '#plan/editions/edition.ts'
import { EditionStateBadge } from '#plan/editions/edition-state-badge.tsx'
import { countEnrolled } from '#plan/enrolment/enrolment.server.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { enrolledIn } from './edition-page.server.ts'
import { EnrolledTable } from './enrolled-table.tsx'
import { MeetingsTable } from './meetings-table.tsx'
import { scheduleOf } from './schedule.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${data.edition.code} · ${data.edition.title}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'edition:see')
  const query = listQuery(args.request, ['name', 'organisation', 'minutes'])
  const [schedule, people, enrolled, course] = await Promise.all([
    scheduleOf(db, edition.id),
    enrolledIn(db, edition.id, query),
    countEnrolled(db, edition.id),
    findCourseTitle(db, edition.course_id, locale()),
  ])
  const held = schedule.meetings.filter((meeting) => meeting.state !== 'cancelled')
  return {
    ...schedule,
    // Meetings held at a distance are attested by the report of their platforms (domain.md 4.2).
    isOnline: held.some((meeting) => meeting.mode === 'virtual_class' || meeting.mode === 'hybrid'),
    people,
    enrolled,
    course,
    state: stateOfEdition(schedule.meetings, now()),
    q: query.q,
    page: query.page,
    sort: { by: query.sort, direction: query.direction },
    address: addressOf(args.request),
    seesOffice: can(actor, 'project:see', { projectId: project.id }),
    mayManage: can(actor, 'project:manage', { projectId: project.id }),
    edition: {
      code: edition.code,
      title: edition.title,
      kind: edition.kind,
      venue: edition.venue,
      capacity: edition.capacity,
    },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export default function ShowEdition() {
  const data = useLoaderData<typeof loader>()
  const { edition, project, meetings, trainers, people, seesOffice, mayManage, q } = data
  const office = `/manage/${project.slug}`
  const here = `${office}/editions/${edition.code}`
  const enrolButton = <LinkButton to={`${here}/enrol`}>{m.editions_enrol()}</LinkButton>
  return (
    <Page
      title={edition.title}
      lead={edition.code}
      breadcrumb={crumbsFor(seesOffice, project, edition).with(-1, { label: edition.code })}
      actions={
        mayManage && (
          <>
            {enrolButton}
            <LinkButton to={`${here}/edit`} tone="secondary">
              {m.editions_edit()}
            </LinkButton>
          </>
        )
      }
      subnav={seesOffice && <ProjectNav project={project} current="editions" />}
    >
      <Facts items={factsOf(data)} />
      <div className="actions">
        <LinkButton to={`${here}/register`}>{m.editions_register()}</LinkButton>
        <LinkButton to={`${here}/hours`} tone="secondary">
          {m.editions_hours()}
        </LinkButton>
        {data.isOnline && (
          <LinkButton to={`${here}/fad-report`} tone="secondary">
            {m.words_distance_learning_report()}
          </LinkButton>
        )}
        <LinkButton to={`${here}/alerts`} tone="secondary">
          {m.words_alerts()}
        </LinkButton>
        <LinkButton to={`${here}/attendance`} tone="secondary">
          {m.reports_hours_export()}
        </LinkButton>
        {data.course && (
          <LinkButton to={`${here}/modules`} tone="secondary">
            {m.learning_modules()}
          </LinkButton>
        )}
      </div>
      <Section
        title={m.words_meetings()}
        id="meetings"
        actions={
          mayManage && (
            <>
              <LinkButton to={`${here}/meetings/new`} tone="secondary">
                {m.editions_meeting_another()}
              </LinkButton>
              <LinkButton to={`${here}/trainers/new`} tone="secondary">
                {m.editions_assign_trainer()}
              </LinkButton>
            </>
          )
        }
      >
        {meetings.length === 0 ? (
          <EmptyState title={m.words_no_meetings()}>{m.editions_meetings_none_text()}</EmptyState>
        ) : (
          <MeetingsTable meetings={meetings} change={mayManage ? `${here}/meetings` : null} />
        )}
        {meetings.length > 0 && trainers.length === 0 && <p>{m.editions_trainers_none()}</p>}
      </Section>
      <Section title={m.words_enrolled()} id="enrolled">
        {(people.total > 0 || q !== '') && (
          <SearchBox q={q} label={m.editions_enrolled_search()} address={data.address} />
        )}
        {people.rows.length === 0 ? (
          <EmptyState
            title={q === '' ? m.editions_enrolled_none() : m.editions_enrolled_none_found()}
            action={mayManage && enrolButton}
          />
        ) : (
          <EnrolledTable
            people={people.rows}
            plannedMinutes={data.plannedMinutes}
            sort={data.sort}
            address={data.address}
            office={seesOffice ? office : null}
            withdraw={mayManage ? `${here}/withdraw` : null}
          />
        )}
        {people.total > 0 && (
          <Pager page={data.page} pages={people.pages} total={people.total} address={data.address} />
        )}
      </Section>
    </Page>
  )
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

function factsOf({ edition, course, enrolled, plannedMinutes, trainers, state }: Data) {
  const places =
    edition.capacity === null
      ? showNumber(enrolled)
      : m.editions_enrolled_of({ enrolled: showNumber(enrolled), capacity: showNumber(edition.capacity) })
  return [
    { term: m.words_state(), value: <EditionStateBadge state={state} /> },
    { term: m.words_kind(), value: kindName(edition.kind) },
    ...(course
      ? [{ term: m.words_course(), value: <Link to={`/courses/${course.slug}`}>{course.title}</Link> }]
      : []),
    ...(edition.venue ? [{ term: m.words_venue(), value: edition.venue }] : []),
    { term: m.words_enrolled(), value: places },
    { term: m.editions_planned_hours(), value: showDuration(plannedMinutes) },
    ...(trainers.length > 0 ? [{ term: m.words_trainers(), value: trainers.join(', ') }] : []),
  ]
}
