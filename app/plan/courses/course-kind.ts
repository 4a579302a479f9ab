// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import type { CourseKind } from '#db/schema.ts'

const words: Record<CourseKind, () => string> = {
  course: () => m.words_kind_course(),
  laboratory: () => m.words_kind_laboratory(),
  workshop: () => m.learning_kind_workshop(),
  table: () => m.words_kind_table(),
  event: () => m.words_kind_event(),
}

/** A kind of course or edition as people call it. */
export function showKind(kind: CourseKind): string {
  return words[kind]()
}
