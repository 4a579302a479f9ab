// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showHours } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'
import { Facts, Section } from '#base/ui/page.tsx'
import { TotalsRow } from '#record/marks/totals-row.tsx'
import { type Obstacle, obstacleName } from '#record/register-page/closing.ts'
import type { PageContent } from '#record/register-page/content.ts'
import { teacherHours } from '#record/register-page/words.ts'

type Todo = { text: string; link?: { to: string; label: string } }

const todoLabels: Partial<Record<Obstacle, () => string>> = {
  unmarked: m.register_todo_unmarked,
  no_topic: m.register_todo_no_topic,
  no_trainer: m.register_todo_no_trainer,
}

type ObstacleProps = {
  content: PageContent
  obstacles: Obstacle[]
  /** Where the office names who teaches, for whoever works there. */
  namesTrainers: string | null
}

/** What must still be done before a page can be closed, each with the way there. */
export function ClosingObstacles({ content, obstacles, namesTrainers }: ObstacleProps) {
  if (obstacles.length === 0) return null
  const roll = `/meetings/${content.meeting.id}/attendance`
  const items = obstacles.map((obstacle) => {
    const label = todoLabels[obstacle]
    const text = obstacleName(obstacle, content)
    if (obstacle === 'no_trainer' && !content.teachers.some(({ role }) => role === 'trainer')) {
      if (namesTrainers === null) return { text }
      return { text, link: { to: namesTrainers, label: m.register_todo_name_trainer() } }
    }
    return label ? { text, link: { to: roll, label: label() } } : { text }
  })
  return (
    <Notice tone="danger" title={m.register_close_blocked()}>
      <TodoList items={items} />
    </Notice>
  )
}

/** What does not prevent closing, but is better looked at before. */
export function ClosingWarnings({ items }: { items: readonly Todo[] }) {
  if (items.length === 0) return null
  return (
    <Notice tone="warning" title={m.register_close_warnings()}>
      <TodoList items={items} />
    </Notice>
  )
}

function TodoList({ items }: { items: readonly Todo[] }) {
  return (
    <ul>
      {items.map(({ text, link }) => (
        <li key={text}>
          {text} {link && <Link to={link.to}>{link.label}</Link>}
        </li>
      ))}
    </ul>
  )
}

/** What the signature will stand under, in short, and the way to all of it. */
export function ClosingContent({ content }: { content: PageContent }) {
  const { totals, meeting } = content
  return (
    <Section
      title={m.register_close_signed()}
      actions={<Link to={`/meetings/${meeting.id}/register`}>{m.register_whole_page()}</Link>}
    >
      <TotalsRow totals={totals} />
      <Facts
        items={[
          { term: m.words_topic_taught(), value: meeting.topic ?? m.register_none_written() },
          { term: m.words_trainers_and_tutors(), value: teacherHours(content) },
          { term: m.register_fact_scheduled(), value: showHours(meeting.scheduled_minutes) },
        ]}
      />
    </Section>
  )
}
