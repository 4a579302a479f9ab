// SPDX-License-Identifier: AGPL-3.0-or-later
// What a person most likely came for: the door that is open, today's meeting, the next quiz.
import type { MyEdition } from './my-work.server.ts'

type Edition = Pick<MyEdition, 'code' | 'state' | 'checkInAt' | 'presence' | 'nextMeeting' | 'nextModule'>

export type ToDo =
  | { kind: 'check_in' | 'meeting'; to: string; meeting: NonNullable<Edition['nextMeeting']> }
  | { kind: 'quiz' | 'module'; to: string; title: string }

/** The one thing of some editions, in the order of the editions; null where nothing is to be done now. `isToday` judges a moment. */
export function toDoOf(editions: readonly Edition[], isToday: (moment: string) => boolean): ToDo | null {
  const mine = editions.filter((edition) => edition.state === 'enrolled')
  for (const { checkInAt, presence, nextMeeting } of mine) {
    if (checkInAt !== null && nextMeeting?.id === checkInAt && !presence?.since && !presence?.mayLeave)
      return { kind: 'check_in', to: `/check-in/${checkInAt}`, meeting: nextMeeting }
  }
  for (const { code, nextMeeting } of mine) {
    if (nextMeeting && isToday(nextMeeting.starts_at))
      return { kind: 'meeting', to: `/learn/${code}`, meeting: nextMeeting }
  }
  for (const { code, nextModule } of mine) {
    if (!nextModule) continue
    const { slug, title, hasQuiz } = nextModule
    return { kind: hasQuiz ? 'quiz' : 'module', to: `/learn/${code}/${slug}`, title }
  }
  return null
}
