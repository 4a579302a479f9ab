// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showNumber, showPercent } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { type Column, DataTable } from '#base/ui/table.tsx'
import { labelOf } from '#plan/targets/target.ts'
import { TargetName } from '#plan/targets/target-name.tsx'
import { quantityWords } from '#plan/targets/words.ts'
import { type ReachedStage, type Stage, stages } from './count.ts'
import { type BoardRow, peopleAddress } from './rows.ts'
import { stageName } from './words.ts'

type Props = { project: { slug: string; reached_stage: ReachedStage }; rows: BoardRow[] }

/** The lines counted from attendance: what was promised, every stage, what is missing. Each figure opens its list. */
export function BoardLines({ project, rows, caption }: Props & { caption: string }) {
  const stageColumn = (stage: Stage): Column<BoardRow> => ({
    key: stage,
    label: stageName(stage),
    numeric: true,
    cell: (row) => (
      <Link to={peopleAddress(project.slug, stage, { target: row.line.id })}>
        {showNumber(row.figures[stage].count)}
        <span className="visually-hidden">
          {' '}
          {stageName(stage)}, {labelOf(row.line)}
        </span>
      </Link>
    ),
  })
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={(row) => row.line.id}
      columns={[
        {
          key: 'line',
          label: m.targets_line(),
          cell: (row) => <TargetName slug={project.slug} line={row.line} depth={row.depth} />,
        },
        { key: 'goal', label: m.targets_quantity(), numeric: true, cell: (row) => quantityWords(row.line) },
        ...stages.map(stageColumn),
        {
          key: 'gap',
          label: m.targets_missing(),
          numeric: true,
          cell: (row) => <Missing slug={project.slug} reachedStage={project.reached_stage} row={row} />,
        },
        { key: 'percent', label: m.targets_percent(), numeric: true, cell: percent },
      ]}
    />
  )
}

type MissingProps = { slug: string; reachedStage: ReachedStage; row: BoardRow }

// What a line with others under it has too much of is theirs; what none of them takes is its own.
function Missing({ slug, reachedStage, row: { line, goal, gap, surplus, outside, isLeaf } }: MissingProps) {
  return (
    <>
      {goal === null ? m.targets_open_short() : showNumber(gap)}
      {surplus > 0 && isLeaf && <div>{m.targets_surplus({ n: surplus, number: showNumber(surplus) })}</div>}
      {outside > 0 && (
        <div>
          <Link to={peopleAddress(slug, reachedStage, { target: line.id, outside: '1' })}>
            {m.targets_outside({ n: outside, number: showNumber(outside) })}
          </Link>
        </div>
      )}
    </>
  )
}

// A line with others under it is as far as they are together; a line without, as far as it got, over 100 % too.
function percent({ isLeaf, percent, towardPercent }: BoardRow) {
  const shown = isLeaf ? percent : towardPercent
  return shown === null ? m.targets_open_short() : showPercent(shown)
}

/** The lines whose numbers somebody writes down. */
export function BoardTallies({ project, rows }: Props) {
  return (
    <DataTable
      caption={m.targets_by_hand()}
      captionHidden
      rows={rows}
      rowKey={(row) => row.line.id}
      columns={[
        {
          key: 'line',
          label: m.targets_line(),
          cell: (row) => <TargetName slug={project.slug} line={row.line} depth={row.depth} />,
        },
        { key: 'goal', label: m.targets_quantity(), numeric: true, cell: (row) => quantityWords(row.line) },
        {
          key: 'reached',
          label: m.targets_recorded(),
          numeric: true,
          cell: (row) => (
            <Link to={`/manage/${project.slug}/targets/${row.line.id}`}>
              {showNumber(row.reached)}
              <span className="visually-hidden"> {labelOf(row.line)}</span>
            </Link>
          ),
        },
        {
          key: 'gap',
          label: m.targets_missing(),
          numeric: true,
          cell: (row) => <Missing slug={project.slug} reachedStage={project.reached_stage} row={row} />,
        },
        { key: 'percent', label: m.targets_percent(), numeric: true, cell: percent },
      ]}
    />
  )
}
