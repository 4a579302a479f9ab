// SPDX-License-Identifier: AGPL-3.0-or-later
import { showTime } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { DoNow } from '#base/ui/do-now.tsx'
import { meetingName } from '#plan/meetings/words.ts'
import type { ToDo } from './do-now.ts'

/** Atop a person's own page: what they most likely came for, in a line that leads there. */
export function ToDoNow({ toDo }: { toDo: ToDo }) {
  if ('title' in toDo) {
    const words = toDo.kind === 'quiz' ? m.learning_do_quiz : m.learning_do_module
    return <DoNow to={toDo.to} label={words({ title: toDo.title })} />
  }
  const { meeting } = toDo
  const words = toDo.kind === 'check_in' ? m.learning_do_check_in : m.learning_do_meeting_today
  const when = m.words_interval({ from: showTime(meeting.starts_at), to: showTime(meeting.ends_at) })
  return <DoNow to={toDo.to} label={words({ meeting: meetingName(meeting) })} when={when} />
}
