// SPDX-License-Identifier: AGPL-3.0-or-later
// What an alert says, to a person of the office.

import { showDate, showDuration, showMomentDate, showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { meetingName, whenName } from '#plan/meetings/words.ts'
import type { Alert, AlertKind, AlertMeeting } from './alert.ts'
import { mostMinutesADay } from './conflict.ts'

const kinds: Record<AlertKind, () => string> = {
  two_places: m.reports_alert_two_places,
  trainer_twice: m.reports_alert_trainer_twice,
  long_day: m.reports_alert_long_day,
  lost: m.reports_out_of_reach,
  behind: m.reports_alert_behind,
  overlap_ahead: m.reports_alert_overlap_ahead,
  not_closed: m.reports_alert_not_closed,
  walk_ins: m.reports_alert_walk_ins,
  no_trainer: m.reports_alert_no_trainer,
  outside: m.reports_alert_outside,
}

export function alertKindName(kind: AlertKind): string {
  return kinds[kind]()
}

export function alertMeetingName(meeting: AlertMeeting): string {
  return `${meeting.edition_code} · ${meetingName(meeting)}`
}

type Period = { starts_on: string | null; ends_on: string | null }

/** An alert in a sentence, without the names that its links carry. */
export function alertWords(alert: Alert, project: Period): string {
  switch (alert.kind) {
    case 'two_places':
      return m.reports_alert_two_places_text(sharedTime(alert))
    case 'trainer_twice':
      return m.reports_alert_trainer_twice_text(sharedTime(alert))
    case 'overlap_ahead':
      return m.reports_alert_overlap_ahead_text(sharedTime(alert))
    case 'long_day':
      return m.reports_alert_long_day_text({
        day: showDate(alert.on),
        hours: showDuration(alert.minutes),
        most: showDuration(mostMinutesADay),
      })
    case 'lost':
      return m.reports_alert_lost_text(hoursWords(alert))
    case 'behind':
      return m.reports_alert_behind_text(hoursWords(alert))
    case 'not_closed':
      return alert.unrecorded > 0
        ? m.reports_alert_to_record_text({ n: alert.unrecorded, when: whenName(alert.meetings[0]) })
        : m.reports_alert_not_closed_text({ when: whenName(alert.meetings[0]) })
    case 'walk_ins':
      return m.reports_alert_walk_ins_text({ n: alert.people, when: whenName(alert.meetings[0]) })
    case 'no_trainer':
      return m.reports_alert_no_trainer_text({ when: whenName(alert.meetings[0]) })
    case 'outside':
      return m.reports_alert_outside_text({ when: whenName(alert.meetings[0]), period: periodOf(project) })
  }
}

function sharedTime({ from, to }: { from: string; to: string }) {
  return { day: showMomentDate(from), from: showTime(from), to: showTime(to) }
}

function hoursWords({ hours }: Extract<Alert, { kind: 'lost' | 'behind' }>) {
  return {
    attended: showDuration(hours.attendedMinutes),
    missed: showDuration(hours.missedMinutes),
    recorded: showDuration(hours.recordedMinutes),
    planned: showDuration(hours.plannedMinutes),
    needed: showDuration(hours.neededMinutes),
    missing: showDuration(hours.missingMinutes),
  }
}

function periodOf({ starts_on, ends_on }: Period): string {
  return [starts_on, ends_on].map((date) => (date ? showDate(date) : '…')).join(' – ')
}
