// SPDX-License-Identifier: AGPL-3.0-or-later
import { getZodConstraint } from '@conform-to/zod/v4'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { newId } from '#base/clock.server.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { withForm } from '#base/http/form.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { Pager } from '#base/ui/table.tsx'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { inconsistenciesOf } from './consistency.ts'
import { newTargetSchema } from './form.ts'
import { Inconsistencies } from './plan-inconsistencies.tsx'
import { listTallies } from './tallies.server.ts'
import { TallyTable } from './tally-table.tsx'
import { inTreeOrder } from './target.ts'
import { NewTargetForm } from './target-new.tsx'
import { TargetTable } from './target-table.tsx'
import { addTarget, targetsOf } from './targets.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction = () => title(m.words_targets())

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project } = await requirePermission(args, 'project:see')
  const query = listQuery(args.request, ['on_date'])
  const [lines, tallies] = await Promise.all([targetsOf(db, project.id), listTallies(db, project.id, query)])
  const sums = inconsistenciesOf(project, lines, 0).filter(({ code }) => code === 'target_sum')
  return {
    project: { slug: project.slug, acronym: project.acronym },
    lines: inTreeOrder(lines),
    sums,
    tallies,
    page: query.page,
    address: addressOf(args.request),
    newId: newId(),
    manages: can(actor, 'project:manage', { projectId: project.id }),
    funding: fundingOf(project),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { db, actor, project } = await requirePermission(args, 'project:manage')
  return withForm(args.request, newTargetSchema, async ({ intent: _, ...values }) => {
    await addTarget(db, actor, { ...values, project_id: project.id })
    return redirectWith(`/manage/${project.slug}/targets`, m.targets_added({ line: values.label_it }))
  })
}

export default function EditTargets() {
  const { project, lines, sums, tallies, page, address, newId, manages } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const result = reply && 'result' in reply ? reply.result : undefined
  return (
    <Page
      title={m.words_targets()}
      lead={m.targets_lead()}
      breadcrumb={[{ label: project.acronym, to: `/manage/${project.slug}` }, { label: m.words_targets() }]}
      subnav={<ProjectNav project={project} current="targets" />}
    >
      <Inconsistencies found={sums} />
      <Section title={m.targets_lines()}>
        {lines.length === 0 ? (
          <EmptyState title={m.targets_none()}>{m.targets_none_text()}</EmptyState>
        ) : (
          <TargetTable slug={project.slug} lines={lines} />
        )}
      </Section>
      {tallies.total > 0 && (
        <Section title={m.targets_tallies()}>
          <TallyTable slug={project.slug} tallies={tallies.rows} />
          <Pager page={page} pages={tallies.pages} total={tallies.total} address={address} />
        </Section>
      )}
      {manages && (
        <Section title={m.targets_add()} id="add">
          <NewTargetForm
            result={result}
            constraint={getZodConstraint(newTargetSchema)}
            id={newId}
            parents={lines}
          />
        </Section>
      )}
    </Page>
  )
}
