// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { editionPlace } from '#base/access/actor.ts'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { askedOf, prove } from '#base/access/proof.server.ts'
import { proofSchema } from '#base/access/proof.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { addressOf, listQuery, pagesOf } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { Pager } from '#base/ui/table.tsx'
import { crumbsFor } from '#plan/editions/crumbs.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { IssueForm } from '#record/register/issue-form.tsx'
import { documentsOf } from '#record/register/issued-documents.server.ts'
import { IssuedDocumentsTable } from '#record/register/issued-documents-table.tsx'
import { FadEntries } from './fad-entries.tsx'
import { FadFacts, FadMeetings } from './fad-facts.tsx'
import { fadReportOf } from './fad-report.server.ts'
import { fadScheduled } from './fad-sums.ts'
import { FadTotals } from './fad-totals.tsx'
import { issueFadReport } from './issue-fad.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.words_distance_learning_report()} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'edition:see')
  const query = listQuery(args.request, ['name'])
  const [report, documents] = await Promise.all([fadReportOf(db, edition.id), documentsOf(db, edition.id)])
  const asked = Number(new URL(args.request.url).searchParams.get('meeting'))
  const chosen =
    report?.meetings.find(({ meeting }) => meeting.number === asked) ?? report?.meetings[0] ?? null
  return {
    report: report && {
      hash: report.hash,
      open: report.open,
      scheduled: fadScheduled(report.meetings),
      meetings: report.meetings.map(({ entries, ...rest }) => ({
        ...rest,
        people: entries.filter((entry) => entry.connections.length > 0).length,
        waiting: entries.filter((entry) => entry.state === 'waiting').length,
      })),
      totals: report.totals.slice(query.offset, query.offset + query.limit),
      people: report.totals.length,
    },
    chosen,
    documents: documents.filter((document) => document.kind === 'fad_report'),
    page: query.page,
    pages: pagesOf(report?.totals.length ?? 0),
    address: addressOf(args.request),
    asking: askedOf(actor, 'when_old'),
    mayManage: can(actor, 'edition:manage', editionPlace(edition)),
    seesOffice: can(actor, 'project:see', { projectId: project.id }),
    edition: { code: edition.code, title: edition.title },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

/** Issues the report. */
export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'edition:manage')
  return withForm(args.request, proofSchema, async ({ password }) => {
    const signer = await prove(db, actor, 'when_old', password)
    const { number, isNew } = await issueFadReport(db, signer, edition.id)
    const path = `/manage/${project.slug}/editions/${edition.code}/fad-report`
    if (isNew) return redirectWith(path, m.online_fad_issued({ number }))
    return redirectWith(path, m.online_fad_issued_already({ number }), 'info')
  })
}

export default function ShowFadReport() {
  const data = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { report, chosen, documents, edition, project, mayManage } = data
  const office = `/manage/${project.slug}/editions/${edition.code}`
  const here = `${office}/fad-report`
  return (
    <Page
      title={m.words_distance_learning_report()}
      lead={`${edition.code} · ${edition.title}`}
      breadcrumb={crumbsFor(data.seesOffice, project, edition, m.words_distance_learning_report())}
      subnav={data.seesOffice && <ProjectNav project={project} current="editions" />}
      actions={
        report && (
          <>
            <LinkButton to={`${here}.pdf`} tone="secondary" reloadDocument>
              {m.online_fad_pdf()}
            </LinkButton>
            <LinkButton to={`${here}.csv`} tone="secondary" reloadDocument>
              {m.online_fad_csv()}
            </LinkButton>
          </>
        )
      }
    >
      {!report || !chosen ? (
        <EmptyState title={m.online_fad_none()}>{m.online_fad_none_text()}</EmptyState>
      ) : (
        <>
          <FadFacts report={report} />
          <Section title={m.online_fad_meetings_title()} id="meetings">
            <FadMeetings meetings={report.meetings} here={here} />
          </Section>
          <FadEntries of={chosen} />
          <Section title={m.online_fad_totals()} id="totals">
            <FadTotals
              rows={report.totals}
              scheduled={report.scheduled}
              office={data.seesOffice ? `/manage/${project.slug}` : null}
            />
            <Pager page={data.page} pages={data.pages} total={report.people} address={data.address} />
          </Section>
          <Section title={m.online_fad_documents()} id="documents">
            {mayManage && report.open.length === 0 && (
              <IssueForm
                label={m.online_fad_issue()}
                asking={data.asking}
                result={reply && 'result' in reply ? reply.result : undefined}
              />
            )}
            {report.open.length > 0 && <p>{m.online_fad_error_open({ pages: report.open.join(', ') })}</p>}
            {documents.length === 0 ? (
              <EmptyState title={m.online_fad_documents_none()}>{m.online_fad_documents_text()}</EmptyState>
            ) : (
              <IssuedDocumentsTable documents={documents} path={`${office}/register/documents`} />
            )}
          </Section>
        </>
      )}
    </Page>
  )
}
