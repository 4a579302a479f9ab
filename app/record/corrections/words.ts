// SPDX-License-Identifier: AGPL-3.0-or-later
// A correction in words: about what, what is in force, what it would be.
import { showMoment } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { modeName } from '#plan/meetings/words.ts'
import { sectorName } from '#plan/organisations/organisation.ts'
import { statusName } from '#record/marks/words.ts'
import { breaksName, timesName } from '#record/register-page/words.ts'
import type { Correction } from './list.server.ts'

type ChangeRow = Extract<Correction, { of: 'change' }>
type MarkRow = Extract<Correction, { of: 'mark' }>
type Words = { what: string; from: string; to: string }

export function correctionWords(row: Correction): Words {
  return row.of === 'mark' ? markWords(row) : changeWords(row)
}

function markWords({ name, now, status, intervals, note }: MarkRow): Words {
  return {
    what: name,
    from: now ? saidOf(now.status, now.intervals) : m.register_not_marked(),
    to: [saidOf(status, intervals), note].filter(Boolean).join(', '),
  }
}

function saidOf(status: MarkRow['status'], intervals: MarkRow['intervals']): string {
  return [statusName(status), timesName(intervals)].filter(Boolean).join(', ')
}

function changeWords({ change, now, walkIn, person }: ChangeRow): Words {
  const none = m.register_change_none()
  switch (change.kind) {
    case 'topic':
      return { what: m.words_topic_taught(), from: now.topic ?? none, to: change.topic ?? none }
    case 'meeting': {
      const [from, to] = [meetingWords(now), meetingWords(change)]
      const changed = to.map((value, at) => value !== from[at])
      const only = (all: readonly string[]) =>
        all.filter((value, at) => changed[at] && value).join(', ') || none
      return { what: m.words_meeting(), from: only(from), to: only(to) }
    }
    case 'walk_in_added': {
      const { first_name, last_name, organisation, intervals } = change.walk_in
      const what = m.register_change_walk_in({ name: `${last_name} ${first_name}` })
      return { what, from: none, to: `${organisation}, ${timesName(intervals)}` }
    }
    case 'walk_in_corrected': {
      const { first_name, last_name, organisation, sector, intervals } = change.said
      const said = [`${last_name} ${first_name}`, organisation, sectorName(sector), timesName(intervals)]
      const what = m.register_change_walk_in({ name: walkIn?.name ?? '' })
      const now = walkIn && [
        walkIn.name,
        walkIn.organisation,
        sectorName(walkIn.sector),
        timesName(walkIn.intervals),
      ]
      return { what, from: now?.join(', ') ?? none, to: said.join(', ') }
    }
    case 'walk_in_withdrawn': {
      const what = m.register_change_walk_in({ name: walkIn?.name ?? '' })
      return { what, from: m.register_waiting_match(), to: m.attendance_walk_in_is_withdrawn() }
    }
    case 'walk_in_times': {
      const what = m.register_change_walk_in({ name: walkIn?.name ?? '' })
      return { what, from: timesName(walkIn?.intervals ?? []), to: timesName(change.intervals) }
    }
    case 'walk_in_matched': {
      const what = m.register_change_walk_in({ name: walkIn?.name ?? '' })
      return {
        what,
        from: m.register_waiting_match(),
        to: m.attendance_correction_match({ name: person ?? '' }),
      }
    }
  }
}

type MeetingSaid = Pick<ChangeRow['now'], 'starts_at' | 'ends_at' | 'breaks' | 'mode'> & {
  title?: string | null | undefined
  venue?: string | null | undefined
  link?: string | null | undefined
}

function meetingWords({ title, starts_at, ends_at, breaks, mode, venue, link }: MeetingSaid): string[] {
  return [
    title ?? '',
    `${m.words_start()} ${showMoment(starts_at)}`,
    `${m.words_end()} ${showMoment(ends_at)}`,
    `${m.words_breaks()} ${breaksName(breaks) || m.register_change_none()}`,
    modeName(mode),
    venue ?? '',
    link ?? '',
  ]
}
