// SPDX-License-Identifier: AGPL-3.0-or-later
import { showDay, showMomentDate, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { LinkButton } from '#base/ui/buttons.tsx'
import { Badge } from '#base/ui/notice.tsx'
import { Card } from '#base/ui/page.tsx'
import { ProgressBar } from '#base/ui/progress.tsx'
import { completionWords } from '#record/completion/words.ts'
import type { MyEdition } from './my-work.server.ts'

/** One edition of mine: when we meet next, what is missing, where to go on. */
export function EditionCard({ edition }: { edition: MyEdition }) {
  const { completion, nextMeeting, nextModule, isPast } = edition
  const path = `/learn/${edition.code}`
  const begun = completion.modulesDone > 0
  const isEnrolled = edition.state === 'enrolled'
  return (
    <Card
      title={edition.title}
      language={edition.language}
      {...(isEnrolled && { to: path })}
      {...(isEnrolled &&
        nextModule && { footer: <NextModule path={path} module={nextModule} begun={begun} /> })}
    >
      <p>
        <StateBadge edition={edition} /> {edition.project} · {edition.code}
      </p>
      {nextMeeting && <NextMeeting meeting={nextMeeting} />}
      {edition.presence?.since && (
        <p>
          <strong>{m.checkin_there_since({ time: showTime(edition.presence.since) })}</strong>
        </p>
      )}
      {edition.checkInAt && (
        <p>
          <LinkButton to={`/check-in/${edition.checkInAt}`} tone="secondary">
            {edition.presence?.mayLeave ? m.checkin_to_leave() : m.checkin_check_in()}
          </LinkButton>
        </p>
      )}
      {!nextMeeting && !isPast && completion.plannedMinutes > 0 && <p>{m.learning_my_no_next_meeting()}</p>}
      {isEnrolled && completionWords(completion).map((sentence) => <p key={sentence}>{sentence}</p>)}
      {isEnrolled && completion.modulesAll > 0 && (
        <ProgressBar
          label={m.learning_modules()}
          value={completion.modulesDone}
          max={completion.modulesAll}
          text={m.learning_path_modules_text({ done: completion.modulesDone, all: completion.modulesAll })}
        />
      )}
    </Card>
  )
}

function StateBadge({ edition }: { edition: MyEdition }) {
  if (edition.state === 'requested') return <Badge tone="info">{m.learning_state_requested()}</Badge>
  if (edition.state === 'waiting') return <Badge tone="info">{m.learning_state_waiting()}</Badge>
  if (edition.completedAt) {
    const date = showMomentDate(edition.completedAt)
    return <Badge tone="success">{m.learning_state_completed_on({ date })}</Badge>
  }
  if (edition.isPast && !edition.completion.asksForHours) return <Badge>{m.learning_state_held()}</Badge>
  if (edition.isPast) return <Badge tone="warning">{m.learning_state_not_completed()}</Badge>
  const { toRecordMeetings, remainingMeetings } = edition.completion
  if (toRecordMeetings > 0 && remainingMeetings === 0)
    return <Badge tone="info">{m.words_still_to_record()}</Badge>
  return <Badge>{m.learning_under_way()}</Badge>
}

function NextMeeting({ meeting }: { meeting: NonNullable<MyEdition['nextMeeting']> }) {
  const when = {
    day: showDay(meeting.starts_at),
    from: showTime(meeting.starts_at),
    to: showTime(meeting.ends_at),
  }
  return (
    <p>
      <strong>{m.words_next_meeting()}:</strong> {m.learning_my_meeting_when(when)}
      {meeting.venue && `, ${meeting.venue}`}
      {meeting.link && (
        <>
          {' · '}
          <a href={meeting.link} rel="external noopener noreferrer">
            {m.learning_my_meeting_link()}
          </a>
        </>
      )}
    </p>
  )
}

type NextModuleProps = { path: string; module: { slug: string; title: string }; begun: boolean }

function NextModule({ path, module, begun }: NextModuleProps) {
  const words = begun ? m.learning_continue : m.learning_my_start
  return <LinkButton to={`${path}/${module.slug}`}>{words({ title: module.title })}</LinkButton>
}
