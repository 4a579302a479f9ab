// SPDX-License-Identifier: AGPL-3.0-or-later
import { showNumber, showPercent } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { ProgressBar, Stat, StatRow } from '#base/ui/progress.tsx'
import { type Audience, labelOf } from '#plan/targets/target.ts'
import type { Board } from './board.ts'
import { type Figure, type ReachedStage, type Stage, stages } from './count.ts'
import { type BoardRow, peopleAddress } from './rows.ts'
import { stageName } from './words.ts'

type Props = {
  project: { slug: string; reached_stage: ReachedStage }
  board: Pick<Board, 'headline' | 'totals'>
  /** The lines of trained persons. */
  rows: BoardRow[]
}

/** Where we are, in five seconds: all targets together, each numbered line, then persons beside participations. */
export function BoardHeadline({ project, board: { headline, totals }, rows }: Props) {
  const leaves = rows.filter((row) => row.isLeaf && row.line.quantity !== null && row.line.unit === 'persons')
  return (
    <>
      {headline && (
        <ProgressBar
          label={m.targets_headline()}
          value={headline.toward}
          max={headline.goal}
          text={m.targets_headline_figures({
            toward: showNumber(headline.toward),
            goal: showNumber(headline.goal),
            percent: showPercent(headline.percent),
          })}
        />
      )}
      {headline && headline.forecast > headline.toward && (
        <p>
          {m.targets_headline_forecast({
            forecast: showNumber(headline.forecast),
            goal: showNumber(headline.goal),
          })}
        </p>
      )}
      {leaves.length > 1 && (
        <StatRow>
          {leaves.map((row) => (
            <Stat
              key={row.line.id}
              label={labelOf(row.line)}
              value={m.targets_line_figures({
                reached: showNumber(row.reached),
                goal: showNumber(row.goal ?? 0),
              })}
              detail={lineDetail(row)}
              to={peopleAddress(project.slug, project.reached_stage, { target: row.line.id })}
            />
          ))}
        </StatRow>
      )}
      <BoardStages slug={project.slug} audience="training" totals={totals.training} />
      <p>
        {project.reached_stage === 'attended'
          ? m.targets_reached_is_attended()
          : m.targets_reached_is_completed()}
      </p>
    </>
  )
}

function lineDetail({ reached, gap, surplus, forecast }: BoardRow): string {
  const parts = [
    gap > 0 ? m.targets_gap({ n: gap, number: showNumber(gap) }) : null,
    surplus > 0 ? m.targets_surplus({ n: surplus, number: showNumber(surplus) }) : null,
    gap > 0 && forecast > reached ? m.targets_forecast({ number: showNumber(forecast) }) : null,
  ]
  return parts.filter(Boolean).join(' · ')
}

type StagesProps = { slug: string; audience: Audience; totals: Record<Stage, Figure> }

/** Everybody of an audience in each stage: persons, and beside them participations. */
export function BoardStages({ slug, audience, totals }: StagesProps) {
  return (
    <StatRow>
      {stages.map((stage) => (
        <Stat
          key={stage}
          label={stageName(stage)}
          value={showNumber(totals[stage].count)}
          detail={m.targets_participations({
            n: totals[stage].participations,
            number: showNumber(totals[stage].participations),
          })}
          to={peopleAddress(slug, stage, { audience })}
        />
      ))}
    </StatRow>
  )
}
