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
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Facts, Page, Section } from '#base/ui/page.tsx'
import { Pager } from '#base/ui/table.tsx'
import { crumbsFor } from '#plan/editions/crumbs.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { evidenceOf } from '#record/evidence/facts.server.ts'
import { openingFacts } from '#record/register-page/page-facts.tsx'
import { openInEdition } from '#record/requests/asked.server.ts'
import { OpenRequests } from '#record/requests/open-requests.tsx'
import { EmptyForm } from './empty-form.tsx'
import { IssueForm } from './issue-form.tsx'
import { issueRegister } from './issue-register.server.ts'
import { documentsOf } from './issued-documents.server.ts'
import { IssuedDocumentsTable } from './issued-documents-table.tsx'
import { registerPages, stateOfRegister } from './list.server.ts'
import { openingOf } from './opening.server.ts'
import { RegisterPagesTable } from './register-pages-table.tsx'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.words_attendance_register()} · ${data.edition.code}`)

/** As many meetings with requests as are read at a glance. */
const mostMeetingsListed = 20

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'edition:see')
  const query = listQuery(args.request, ['number'])
  const [opening, list, { missing, pages, closed }, documents, requests] = await Promise.all([
    openingOf(db, edition.id),
    registerPages(db, edition.id, query),
    stateOfRegister(db, edition.id),
    documentsOf(db, edition.id),
    openInEdition(db, edition.id, mostMeetingsListed),
  ])
  const evidence = await evidenceOf(
    db,
    list.rows.map((row) => row.id),
  )
  return {
    opening,
    list: {
      ...list,
      rows: list.rows.map((row) => ({ ...row, evidence: evidence.get(row.id)?.state ?? null })),
    },
    missing,
    hasPages: pages.length > 0,
    closed,
    documents,
    requests,
    page: query.page,
    address: addressOf(args.request),
    asking: askedOf(actor, 'when_old'),
    mayManage: can(actor, 'edition:manage', editionPlace(edition)),
    seesOffice: can(actor, 'project:see', { projectId: project.id }),
    edition: { code: edition.code, title: edition.title },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

/** Issues the register. */
export async function action(args: ActionFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'edition:manage')
  return withForm(args.request, proofSchema, async ({ password }) => {
    const signer = await prove(db, actor, 'when_old', password)
    const { number, isNew } = await issueRegister(db, signer, edition.id)
    const path = `/manage/${project.slug}/editions/${edition.code}/register`
    if (isNew) return redirectWith(path, m.register_issue_done({ number }))
    return redirectWith(path, m.register_issue_already({ number }), 'info')
  })
}

export default function ShowRegister() {
  const data = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { opening, list, missing, documents, mayManage, edition, project } = data
  const here = `/manage/${project.slug}/editions/${edition.code}/register`
  return (
    <Page
      title={m.words_attendance_register()}
      lead={`${edition.code} · ${edition.title}`}
      breadcrumb={crumbsFor(data.seesOffice, project, edition, m.words_attendance_register())}
      subnav={data.seesOffice && <ProjectNav project={project} current="editions" />}
      actions={
        list.total > 0 && (
          <>
            <LinkButton to={`${here}.pdf?form=final`} tone="secondary" reloadDocument>
              {m.register_pdf_book_final()}
            </LinkButton>
            <LinkButton to={`${here}.pdf?form=blank`} tone="secondary" reloadDocument>
              {m.register_pdf_book_blank()}
            </LinkButton>
          </>
        )
      }
    >
      <OpenRequests requests={data.requests} />
      <Section
        title={m.words_opening_record()}
        actions={
          mayManage &&
          opening && (
            <LinkButton to={`${here}/open`} tone="secondary">
              {m.register_opening_change()}
            </LinkButton>
          )
        }
      >
        {opening ? (
          <Facts items={openingFacts(opening)} />
        ) : (
          <EmptyState
            title={m.register_opening_none()}
            action={mayManage && <LinkButton to={`${here}/open`}>{m.register_opening_open()}</LinkButton>}
          >
            {m.register_opening_none_text()}
          </EmptyState>
        )}
      </Section>
      <Section
        title={m.words_pages()}
        id="pages"
        actions={
          mayManage &&
          data.closed > 0 && (
            <LinkButton to={`${here}/lock`} tone="secondary">
              {m.register_lock_all()}
            </LinkButton>
          )
        }
      >
        {list.total === 0 ? (
          <EmptyState title={m.words_no_meetings()}>{m.register_pages_none_text()}</EmptyState>
        ) : (
          <>
            <RegisterPagesTable pages={list.rows} />
            <Pager page={data.page} pages={list.pages} total={list.total} address={data.address} />
          </>
        )}
      </Section>
      <Section title={m.register_empty_title()} id="empty">
        <EmptyForm path={`/manage/${project.slug}/editions/${edition.code}/empty-register.pdf`} />
      </Section>
      <Section title={m.register_documents()} id="documents">
        {missing.length > 0 && <p>{m.register_issue_missing({ pages: missing.join(', ') })}</p>}
        {documents.length === 0 && (
          <EmptyState title={m.register_documents_none()}>{m.register_documents_none_text()}</EmptyState>
        )}
        {mayManage && data.hasPages && missing.length === 0 && (
          <IssueForm
            label={m.register_issue()}
            asking={data.asking}
            result={reply && 'result' in reply ? reply.result : undefined}
          />
        )}
        {documents.length > 0 && <IssuedDocumentsTable documents={documents} path={`${here}/documents`} />}
      </Section>
    </Page>
  )
}
