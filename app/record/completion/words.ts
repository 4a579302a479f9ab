// SPDX-License-Identifier: AGPL-3.0-or-later
import { showDuration } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import type { Completion } from './completion.ts'

/** A completion in sentences for the person it is about: where they are, then what is missing and how to make it up. */
export function completionWords(completion: Completion): string[] {
  const { plannedMinutes, creditedMinutes, modulesAll, missing } = completion
  const sentences: string[] = []
  if (plannedMinutes > 0) {
    const credited = showDuration(creditedMinutes)
    const attended = m.learning_words_attended({ credited, planned: showDuration(plannedMinutes) })
    sentences.push([attended, wordsOfMinutes(completion)].filter(Boolean).join(' '))
    if (completion.toRecordMeetings > 0) sentences.push(wordsToRecord(completion))
  }
  if (modulesAll > 0) {
    const undone = missing.find((item) => item.kind === 'modules')
    const titles = undone?.titles.join('; ') ?? ''
    sentences.push(undone ? m.learning_words_modules_missing({ titles }) : m.learning_words_modules_done())
  }
  if (sentences.length === 0) sentences.push(m.learning_words_nothing_yet())
  return sentences
}

/** What has ended and was not recorded yet is neither presence nor absence. */
function wordsToRecord({ toRecordMeetings, toRecordMinutes }: Completion): string {
  return m.learning_words_to_record({ n: toRecordMeetings, minutes: showDuration(toRecordMinutes) })
}

function wordsOfMinutes(completion: Completion): string {
  const { missing, neededMinutes, stillReachable, remainingMeetings } = completion
  if (!completion.asksForHours) return m.learning_words_no_hours_asked()
  const lacking = missing.find((item) => item.kind === 'minutes')
  const needed = showDuration(neededMinutes)
  if (!lacking) return m.learning_words_enough({ needed })
  // Hours, or minutes when there is no whole hour, decide between "manca" and "mancano".
  const unit = lacking.minutes < 60 ? lacking.minutes : Math.floor(lacking.minutes / 60)
  const words =
    lacking.minutes === neededMinutes
      ? m.learning_words_lacking_all({ needed, unit })
      : m.learning_words_lacking({ minutes: showDuration(lacking.minutes), needed, unit })
  if (stillReachable && lacking.minutes > completion.toComeMinutes)
    return m.learning_words_lacking_open({ lacking: words })
  if (stillReachable) return m.learning_words_lacking_reachable({ lacking: words, n: remainingMeetings })
  if (remainingMeetings === 0) return m.learning_words_lacking_over({ lacking: words })
  return m.learning_words_lacking_unreachable({ lacking: words, n: remainingMeetings })
}
