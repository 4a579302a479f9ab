// SPDX-License-Identifier: AGPL-3.0-or-later
import { getZodConstraint } from '@conform-to/zod/v4'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { readForm, withForm } from '#base/http/form.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Page, Section } from '#base/ui/page.tsx'
import { SearchBox } from '#base/ui/table.tsx'
import { listOrganisations } from '#plan/organisations/organisations.server.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { addPartner, partnersOf, setPartners } from '#plan/projects/partners.server.ts'
import { mostPartnerFields, newPartnerSchema, partnersSchema } from '#plan/projects/project.ts'
import { AdminNav } from './admin-nav.tsx'
import { NewPartnerForm } from './project-new-partner.tsx'
import { PartnersForm } from './project-partners-form.tsx'

export const handle = fundingHandle
export const meta: MetaFunction = () => title(m.projects_partners())

const foundAtOnce = 20

export async function loader(args: LoaderFunctionArgs) {
  const { db, project } = await requirePermission(args, 'installation:administer')
  const query = listQuery(args.request, ['name'])
  const [partners, found] = await Promise.all([
    partnersOf(db, project.id),
    query.q ? listOrganisations(db, { ...query, limit: foundAtOnce, offset: 0 }) : { rows: [], total: 0 },
  ])
  const known = new Set(partners.map((partner) => partner.organisation_id))
  return {
    project: { slug: project.slug, acronym: project.acronym },
    partners,
    found: found.rows
      .filter(({ id }) => !known.has(id))
      .map(({ id, name }) => ({ organisation_id: id, name })),
    more: found.total > foundAtOnce,
    q: query.q,
    address: addressOf(args.request),
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project } = await requirePermission(args, 'installation:administer')
  const here = `/admin/projects/${project.slug}/partners`
  const sent = await readForm(args.request, mostPartnerFields)
  if (sent.get('intent') === 'new') {
    return withForm(sent, newPartnerSchema, async ({ intent: _, ...partner }) => {
      await addPartner(db, actor, project.id, partner)
      return redirectWith(here, m.projects_partner_added({ name: partner.name }))
    })
  }
  return withForm(sent, partnersSchema, async ({ partners }) => {
    await setPartners(db, actor, project.id, partners)
    return redirectWith(here, m.projects_partners_done())
  })
}

export default function ChangePartners() {
  const { project, partners, found, more, q, address } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const result = reply && 'result' in reply ? reply.result : undefined
  return (
    <Page
      title={m.projects_partners()}
      breadcrumb={[
        { label: m.words_projects(), to: '/admin/projects' },
        { label: project.acronym, to: `/admin/projects/${project.slug}` },
        { label: m.projects_partners() },
      ]}
      subnav={<AdminNav current="projects" />}
    >
      <Section title={m.projects_partners_now()}>
        <SearchBox q={q} label={m.projects_partners_search()} address={address} />
        <PartnersForm partners={partners} found={found} q={q} more={more} result={result} />
      </Section>
      <Section title={m.projects_partner_new()} id="new">
        <NewPartnerForm result={result} constraint={getZodConstraint(newPartnerSchema)} />
      </Section>
    </Page>
  )
}
