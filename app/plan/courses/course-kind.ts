// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import type { CourseKind } from '#db/schema.ts'

const kinds: Record<CourseKind, () => string> = {
  course: m.learning_kind_course,
  laboratory: m.learning_kind_laboratory,
  workshop: m.learning_kind_workshop,
  table: m.learning_kind_table,
  event: m.learning_kind_event,
}

/** A kind of course or edition as people call it. */
export function kindName(kind: CourseKind): string {
  return kinds[kind]()
}
