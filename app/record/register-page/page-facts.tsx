// SPDX-License-Identifier: AGPL-3.0-or-later

import { showDate, showHours } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Facts } from '#base/ui/page.tsx'
import { modeName } from '#plan/meetings/words.ts'
import type { PageContent } from './content.ts'
import type { Opening } from './opening.ts'
import { breaksName } from './words.ts'

/** What a page says of its meeting, above the lists of people. */
export function PageFacts({ content }: { content: PageContent }) {
  const { meeting, totals, register } = content
  const facts = [
    { term: m.words_topic_taught(), value: meeting.topic ?? m.register_none_written() },
    { term: m.words_mode(), value: modeName(meeting.mode) },
    { term: m.words_place(), value: meeting.venue },
    { term: m.words_link(), value: meeting.link },
    { term: m.words_breaks(), value: breaksName(meeting.breaks) },
    { term: m.register_fact_scheduled(), value: showHours(meeting.scheduled_minutes) },
    { term: m.register_fact_so_far(), value: showHours(totals.scheduled_so_far) },
  ]
  return (
    <Facts items={[...facts.filter(({ value }) => value), ...(register ? openingFacts(register) : [])]} />
  )
}

/** An opening record as terms and values. */
export function openingFacts({ opened_on, keeper, stamp_authority, stamp_number }: Opening) {
  const stamp =
    stamp_authority && stamp_number
      ? m.register_stamp_of({ authority: stamp_authority, number: stamp_number })
      : stamp_authority
  return [
    { term: m.words_opened_on(), value: showDate(opened_on) },
    { term: m.words_kept_by(), value: keeper },
    { term: m.register_stamp(), value: stamp ?? m.words_not_stamped() },
  ]
}
