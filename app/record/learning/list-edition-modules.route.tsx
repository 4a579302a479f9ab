// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { AppError } from '#base/error.ts'
import { addressOf } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { addressWith } from '#base/ui/address.ts'
import { LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page, SubNav } from '#base/ui/page.tsx'
import { DataTable } from '#base/ui/table.tsx'
import { crumbsFor } from '#plan/editions/crumbs.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { modulesOf, versionAsked, versionsInUse } from './edition-modules.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.learning_modules()} · ${data.edition.code}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project, edition } = await requirePermission(args, 'edition:see')
  const versions = await versionsInUse(db, edition)
  const version = versionAsked(versions, new URL(args.request.url).searchParams)
  if (!version && versions.length > 0) throw new AppError('not_found', m.access_not_found())
  return {
    versions,
    version,
    modules: version ? await modulesOf(db, version.id) : [],
    address: addressOf(args.request),
    seesOffice: can(actor, 'project:see', { projectId: project.id }),
    edition: { code: edition.code, title: edition.title },
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export default function ListEditionModules() {
  const { versions, version, modules, address, seesOffice, edition, project } = useLoaderData<typeof loader>()
  const here = `/manage/${project.slug}/editions/${edition.code}`
  return (
    <Page
      title={m.learning_modules()}
      lead={
        <>
          {edition.code} · {edition.title}
          <br />
          {m.teaching_modules_lead()}
        </>
      }
      breadcrumb={crumbsFor(seesOffice, project, edition, m.learning_modules())}
      subnav={seesOffice && <ProjectNav project={project} current="editions" />}
    >
      {versions.length > 1 && (
        <SubNav
          label={m.teaching_modules_versions()}
          items={versions.map(({ number, people }) => ({
            to: addressWith(address, { version: String(number) }),
            label: m.teaching_modules_version({ number, people }),
            current: number === version?.number,
          }))}
        />
      )}
      {!version || modules.length === 0 ? (
        <EmptyState
          title={m.teaching_modules_none()}
          action={<LinkButton to={here}>{m.reports_to_edition()}</LinkButton>}
        >
          {m.teaching_modules_none_text()}
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption={m.learning_modules()}
            captionHidden
            rows={modules}
            rowKey={({ slug }) => slug}
            columns={[
              {
                key: 'module',
                label: m.words_module(),
                cell: ({ slug, title }) => (
                  <Link to={`${here}/modules/${slug}?version=${version.number}`} lang={version.language}>
                    {title}
                  </Link>
                ),
              },
              {
                key: 'minutes',
                label: m.learning_path_column_minutes(),
                numeric: true,
                cell: ({ minutes }) => minutes,
              },
              {
                key: 'quiz',
                label: m.learning_path_column_quiz(),
                cell: ({ hasQuiz }) =>
                  hasQuiz ? m.teaching_modules_with_quiz() : m.learning_path_quiz_none(),
              },
            ]}
          />
          <p>{m.learning_path_version({ number: version.number })}</p>
        </>
      )}
    </Page>
  )
}
