// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireAccount } from '#base/access/guards.server.ts'
import { title } from '#base/http/title.ts'
import { showHours, showMonth } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { FieldRow, SelectField, TextField } from '#base/ui/fields.tsx'
import { FilterForm, filterField } from '#base/ui/filter-form.tsx'
import { EmptyState, Notice } from '#base/ui/notice.tsx'
import { Page, Section, SubNav } from '#base/ui/page.tsx'
import { ownTimesheet } from './asked.server.ts'
import { monthAfter } from './month.ts'
import { HoursOfProjects, NotCountedYet, OwnOverlaps, TaughtMeetings } from './timesheet-tables.tsx'

export const meta: MetaFunction<typeof loader> = () => title(m.teaching_timesheet())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await requireAccount(args)
  const own = await ownTimesheet(db, actor, new URL(args.request.url).searchParams)
  if (!own) return null
  const { sheet, project, projects } = own
  return {
    sheet,
    project: project?.slug ?? null,
    projects: projects.map(({ slug, acronym }) => ({ value: slug, label: acronym })),
    before: monthAfter(sheet.month, -1),
    after: monthAfter(sheet.month, 1),
  }
}

const path = '/teaching/timesheet'
const breadcrumb = () => [
  { label: m.words_my_meetings(), to: '/teaching' },
  { label: m.teaching_timesheet() },
]

export default function ShowTimesheet() {
  const data = useLoaderData<typeof loader>()
  if (!data || data.projects.length === 0) {
    return (
      <Page title={m.teaching_timesheet()} breadcrumb={breadcrumb()}>
        <EmptyState title={m.teaching_timesheet_none()}>{m.teaching_timesheet_none_text()}</EmptyState>
      </Page>
    )
  }
  const { sheet, project, projects } = data
  const search = (month: string) => `?${new URLSearchParams({ month, ...(project && { project }) })}`
  const months = [data.before, sheet.month, data.after]
  return (
    <Page
      title={m.teaching_timesheet()}
      lead={m.teaching_timesheet_lead({ month: showMonth(sheet.month) })}
      breadcrumb={breadcrumb()}
      actions={
        <>
          <LinkButton to={`${path}.pdf${search(sheet.month)}`} reloadDocument>
            {m.teaching_timesheet_pdf()}
          </LinkButton>
          <LinkButton to={`${path}.csv${search(sheet.month)}`} tone="secondary" reloadDocument>
            {m.teaching_timesheet_csv()}
          </LinkButton>
        </>
      }
      subnav={
        <SubNav
          label={m.teaching_timesheet_months()}
          items={months.map((month) => ({
            to: path + search(month),
            label: showMonth(month),
            current: month === sheet.month,
          }))}
        />
      }
    >
      <FilterForm path={path} isFiltered={project !== null}>
        <FieldRow>
          <TextField
            field={filterField('month', sheet.month)}
            label={m.teaching_month()}
            hint={m.teaching_month_hint()}
            type="month"
          />
          <SelectField
            field={filterField('project', project)}
            label={m.words_project()}
            blank={m.teaching_projects_all()}
            options={projects}
          />
        </FieldRow>
      </FilterForm>
      {sheet.overlaps.length > 0 && (
        <Notice tone="warning" title={m.teaching_overlaps()}>
          <p>{m.teaching_overlaps_own()}</p>
          <OwnOverlaps overlaps={sheet.overlaps} />
        </Notice>
      )}
      <Section title={m.teaching_hours_title()} id="hours">
        {sheet.hours.length === 0 ? (
          <p>{m.teaching_hours_none()}</p>
        ) : (
          <HoursOfProjects hours={sheet.hours} together={sheet.together} />
        )}
      </Section>
      <Section title={m.teaching_taught_title()} id="taught">
        {sheet.rows.length === 0 ? (
          <p>{m.teaching_taught_none()}</p>
        ) : (
          <>
            <p>{m.teaching_taught_text({ hours: showHours(sheet.together.month) })}</p>
            <TaughtMeetings rows={sheet.rows} />
          </>
        )}
      </Section>
      {sheet.waiting.length > 0 && (
        <Section title={m.teaching_waiting()} id="waiting">
          <NotCountedYet meetings={sheet.waiting} />
        </Section>
      )}
    </Page>
  )
}
