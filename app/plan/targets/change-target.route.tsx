// SPDX-License-Identifier: AGPL-3.0-or-later
import { getZodConstraint } from '@conform-to/zod/v4'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { newId } from '#base/clock.server.ts'
import { AppError } from '#base/error.ts'
import { redirectWith } from '#base/http/flash.server.ts'
import { readForm, withForm } from '#base/http/form.server.ts'
import { addressOf, listQuery } from '#base/http/list.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { ConfirmBox } from '#base/ui/confirm.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { changeTargetSchema, removeTargetSchema, tallySchema } from './form.ts'
import { listTallies, recordTally } from './tallies.server.ts'
import { inTreeOrder, labelOf } from './target.ts'
import { ChangeTargetForm } from './target-change.tsx'
import { TargetFacts } from './target-facts.tsx'
import { TargetTallies } from './target-tallies.tsx'
import { changeTarget, removeTarget, targetsOf } from './targets.server.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) => title(data && labelOf(data.line))

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project } = await requirePermission(args, 'project:see')
  const lines = await targetsOf(db, project.id)
  const line = lines.find((line) => line.id === args.params.target)
  if (!line) throw new AppError('not_found', m.access_not_found())
  const query = listQuery(args.request, ['on_date'])
  const tallies = await listTallies(db, project.id, query, line.id)
  return {
    project: { slug: project.slug, acronym: project.acronym },
    line,
    parents: inTreeOrder(lines.filter((other) => other.id !== line.id)),
    removable: tallies.total === 0 && !lines.some((other) => other.parent_id === line.id),
    removing: new URL(args.request.url).searchParams.has('remove'),
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
  const target_id = args.params.target ?? ''
  const line = (await targetsOf(db, project.id)).find((line) => line.id === target_id)
  if (!line) throw new AppError('not_found', m.access_not_found())
  const all = `/manage/${project.slug}/targets`
  const here = `${all}/${target_id}`
  const sent = await readForm(args.request)
  switch (sent.get('intent')) {
    case 'tally':
      return withForm(sent, tallySchema, async ({ intent: _, ...tally }) => {
        await recordTally(db, actor, { ...tally, target_id })
        return redirectWith(here, m.targets_tally_done())
      })
    case 'remove':
      return withForm(sent, removeTargetSchema, async () => {
        await removeTarget(db, actor, project.id, target_id)
        return redirectWith(all, m.targets_removed({ line: labelOf(line) }))
      })
  }
  return withForm(sent, changeTargetSchema, async ({ intent: _, ...values }) => {
    await changeTarget(db, actor, project.id, target_id, values)
    return redirectWith(here, m.targets_changed())
  })
}

export default function ChangeTarget() {
  const { project, line, parents, removable, removing, manages, ...tallies } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const result = reply && 'result' in reply ? reply.result : undefined
  const all = `/manage/${project.slug}/targets`
  return (
    <Page
      title={labelOf(line)}
      breadcrumb={[
        { label: project.acronym, to: `/manage/${project.slug}` },
        { label: m.words_targets(), to: all },
        { label: labelOf(line) },
      ]}
      subnav={<ProjectNav project={project} current="targets" />}
      actions={
        manages &&
        removable &&
        !removing && (
          <LinkButton to={`${all}/${line.id}?remove=1`} tone="danger">
            {m.targets_remove()}
          </LinkButton>
        )
      }
    >
      {manages && removable && removing && (
        <ConfirmBox
          title={m.targets_remove_title({ line: labelOf(line) })}
          confirmLabel={m.targets_remove()}
          cancelTo={`${all}/${line.id}`}
          fields={{ intent: 'remove' }}
        >
          <p>{m.targets_remove_text()}</p>
        </ConfirmBox>
      )}
      <TargetFacts slug={project.slug} line={line} />
      {line.source === 'tally' && (
        <TargetTallies line={line} result={manages ? result : undefined} manages={manages} {...tallies} />
      )}
      {manages && (
        <Section title={m.targets_change_title()}>
          <ChangeTargetForm
            line={line}
            parents={parents}
            result={result}
            constraint={getZodConstraint(changeTargetSchema)}
          />
        </Section>
      )}
    </Page>
  )
}
