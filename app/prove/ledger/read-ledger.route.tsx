// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { env } from '#base/env.server.ts'
import { calendarDate } from '#base/http/fields.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { endOfDay, momentOf } from '#base/i18n/zone.ts'
import { ledgerActs } from '#base/ledger/ledger.ts'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { Pager } from '#base/ui/table.tsx'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { LedgerFilters } from './ledger-filters.tsx'
import { LedgerTable } from './ledger-table.tsx'
import { listLedger } from './list.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  title(data && `${m.ledger_title()} · ${data.project.acronym}`)

export async function loader(args: LoaderFunctionArgs) {
  const { db, project } = await requirePermission(args, 'project:see')
  const query = listQuery(args.request, ['seq'], 'desc')
  const params = new URL(args.request.url).searchParams
  const date = (name: string) => calendarDate.safeParse(params.get(name)).data ?? null
  const [from, to, act] = [date('from'), date('to'), params.get('act')]
  const zone = env().TZ_DISPLAY
  const filter = {
    act: ledgerActs.find((known) => known === act) ?? null,
    person: query.q,
    from: from && momentOf(from, '00:00', zone),
    to: to && endOfDay(to, zone),
  }
  return {
    ...(await listLedger(db, project.id, filter, query)),
    filters: { act: filter.act ?? '', q: query.q, from: from ?? '', to: to ?? '' },
    page: query.page,
    address: addressOf(args.request),
    project: { slug: project.slug, acronym: project.acronym },
    funding: fundingOf(project),
  }
}

export default function ReadLedger() {
  const { rows, total, pages, page, filters, address, project } = useLoaderData<typeof loader>()
  const office = `/manage/${project.slug}`
  const isFiltered = Object.values(filters).some((value) => value !== '')
  return (
    <Page
      title={m.ledger_title()}
      lead={m.ledger_lead()}
      breadcrumb={[{ label: project.acronym, to: office }, { label: m.ledger_title() }]}
      subnav={<ProjectNav project={project} current="ledger" />}
    >
      <LedgerFilters path={`${office}/ledger`} filters={filters} isFiltered={isFiltered} />
      <Section title={m.ledger_acts()}>
        {rows.length === 0 ? (
          <EmptyState title={isFiltered ? m.ledger_none_found() : m.ledger_none()}>
            {!isFiltered && m.ledger_none_text()}
          </EmptyState>
        ) : (
          <LedgerTable rows={rows} office={office} />
        )}
        {total > 0 && <Pager page={page} pages={pages} total={total} address={address} />}
      </Section>
    </Page>
  )
}
