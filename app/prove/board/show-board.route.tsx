// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#base/access/guards.server.ts'
import { can } from '#base/access/permissions.ts'
import { title } from '#base/http/title.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { EmptyState } from '#base/ui/notice.tsx'
import { Page, Section } from '#base/ui/page.tsx'
import { runningEditions } from '#plan/editions/running.server.ts'
import { fundingHandle, fundingOf } from '#plan/projects/funding.ts'
import { ProjectNav } from '#plan/projects/project-nav.tsx'
import { meetingsOutside } from '#plan/targets/consistency.server.ts'
import { inconsistenciesOf } from '#plan/targets/consistency.ts'
import { Inconsistencies } from '#plan/targets/plan-inconsistencies.tsx'
import { countWaiting } from '#record/walk-ins/list.server.ts'
import { boardOf } from './board.server.ts'
import { BoardEditions } from './board-editions.tsx'
import { BoardHeadline, BoardStages } from './board-headline.tsx'
import { BoardLines, BoardTallies } from './board-lines.tsx'
import { linesIn } from './rows.ts'

export const handle = fundingHandle
export const meta: MetaFunction<typeof loader> = ({ data }) => title(data?.project.acronym)

export async function loader(args: LoaderFunctionArgs) {
  const { db, actor, project } = await requirePermission(args, 'project:see')
  const [board, editions, outside, walkIns] = await Promise.all([
    boardOf(db, project),
    runningEditions(db, project.id),
    meetingsOutside(db, project),
    countWaiting(db, project.id),
  ])
  const rows = linesIn(board.nodes)
  const { slug, acronym, reached_stage } = project
  return {
    project: { slug, acronym, title: project.title, reached_stage },
    board: { headline: board.headline, totals: board.totals, overlapping: board.overlapping },
    rows,
    walkIns,
    editions,
    inconsistencies: inconsistenciesOf(
      project,
      rows.map((row) => row.line),
      outside,
    ),
    manages: can(actor, 'project:manage', { projectId: project.id }),
    funding: fundingOf(project),
  }
}

export default function ShowBoard() {
  const { project, board, rows, walkIns, editions, inconsistencies, manages } = useLoaderData<typeof loader>()
  const counted = rows.filter(({ line }) => line.source === 'attendance')
  const trained = counted.filter(({ line }) => line.audience === 'training')
  const tables = counted.filter(({ line }) => line.audience === 'table')
  const byHand = rows.filter(({ line }) => line.source === 'tally')
  return (
    <Page
      title={project.acronym}
      lead={project.title}
      breadcrumb={[{ label: m.projects_mine(), to: '/manage' }, { label: project.acronym }]}
      subnav={<ProjectNav project={project} current="board" />}
    >
      <BoardHeadline project={project} board={board} rows={trained} />
      {walkIns > 0 && (
        <p>
          <Link to={`/manage/${project.slug}/walk-ins`}>{m.targets_walk_ins({ n: walkIns })}</Link>
        </p>
      )}
      {rows.length === 0 && (
        <EmptyState
          title={m.targets_none()}
          action={
            manages && (
              <LinkButton to={`/manage/${project.slug}/targets`}>{m.targets_none_action()}</LinkButton>
            )
          }
        >
          {m.targets_none_text()}
        </EmptyState>
      )}
      {trained.length > 0 && (
        <Section title={m.targets_trained()}>
          <BoardLines caption={m.targets_trained()} project={project} rows={trained} />
          {board.overlapping > 0 && <p>{m.targets_overlapping({ n: board.overlapping })}</p>}
        </Section>
      )}
      {(tables.length > 0 || board.totals.table.attended.count > 0) && (
        <Section title={m.targets_tables()}>
          {tables.length > 0 ? (
            <BoardLines caption={m.targets_tables()} project={project} rows={tables} />
          ) : (
            <BoardStages slug={project.slug} audience="table" totals={board.totals.table} />
          )}
        </Section>
      )}
      {byHand.length > 0 && (
        <Section title={m.targets_by_hand()}>
          <BoardTallies project={project} rows={byHand} />
        </Section>
      )}
      <Section title={m.targets_running_editions()}>
        <BoardEditions project={project} editions={editions} manages={manages} />
      </Section>
      <Inconsistencies found={inconsistencies} />
    </Page>
  )
}
