// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publicPage } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { AppError } from '#base/error.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { Facts, Page, Section } from '#base/ui/page.tsx'
import { projectDates } from '#plan/projects/dates.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { officeOf } from '#plan/projects/office.ts'
import { OfficeContact } from '#plan/projects/office-contact.tsx'
import { PartnerList } from '#plan/projects/project-partners.tsx'
import { ProjectEditions } from './project-editions.tsx'
import { projectPage } from './project-page.server.ts'
import { ProjectTargets } from './project-targets.tsx'
import { Paragraphs } from './project-text.tsx'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) => title(data?.project.acronym)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor } = await publicPage(args)
  const found = await projectPage(db, args.params.project ?? '')
  if (!found) throw new AppError('not_found', m.access_not_found())
  const seesOffice = actor !== null && can(actor, 'project:see', { projectId: found.project.id })
  return { ...found, seesOffice, funding: fundingOf(found.project) }
}

export default function ShowProject() {
  const { project, partners, workPackages, targets, editions, seesOffice } = useLoaderData<typeof loader>()
  const office = officeOf(project)
  const contact = (office.email ?? office.phone) !== null && <OfficeContact office={office} />
  const facts = [
    { term: m.words_code(), value: project.code },
    { term: m.words_cup(), value: project.cup },
    { term: m.words_fund(), value: [project.fund, project.fund_period].filter(Boolean).join(' ') },
    { term: m.words_specific_objective(), value: project.specific_objective },
    { term: m.words_national_objective(), value: project.national_objective },
    { term: m.words_duration(), value: projectDates(project) },
    { term: m.projects_contact(), value: contact },
  ]
  return (
    <Page
      title={project.acronym}
      lead={<span lang={project.language}>{project.title}</span>}
      breadcrumb={[{ label: m.words_projects(), to: '/' }, { label: project.acronym }]}
      actions={
        seesOffice && <LinkButton to={`/manage/${project.slug}`}>{m.projects_open_office()}</LinkButton>
      }
    >
      <Section title={m.words_aims()}>
        <Paragraphs text={project.aims} language={project.language} />
      </Section>
      <Section title={m.projects_field_recipients()}>
        <Paragraphs text={project.recipients} language={project.language} />
      </Section>
      {targets.length > 0 && (
        <Section title={m.projects_promised()}>
          <ProjectTargets lines={targets} />
        </Section>
      )}
      <Section title={m.projects_running_editions()}>
        <ProjectEditions editions={editions} language={project.language} />
      </Section>
      {partners.length > 0 && (
        <Section title={m.projects_partners()}>
          <PartnerList partners={partners} />
        </Section>
      )}
      {workPackages.length > 0 && (
        <Section title={m.projects_work_packages()}>
          <Facts items={workPackages.map(({ code, title }) => ({ term: code, value: title }))} />
        </Section>
      )}
      <Section title={m.projects_facts()}>
        <Facts items={facts.flatMap(({ term, value }) => (value ? [{ term, value }] : []))} />
      </Section>
    </Page>
  )
}
