// SPDX-License-Identifier: AGPL-3.0-or-later
import { showList } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Section } from '#base/ui/page.tsx'
import type { Office } from '#plan/projects/office.ts'
import { OfficeContact } from '#plan/projects/office-contact.tsx'

/** Whom to ask: the names of who teaches, and the office with its e-mail and telephone. */
export function WhomToAsk({ teachers, office }: { teachers: readonly string[]; office: Office }) {
  return (
    <Section title={m.checkin_whom()} id="whom">
      <ul className="offices">
        {teachers.length > 0 && <li>{m.checkin_whom_teachers({ names: showList(teachers) })}</li>}
        <li>
          <OfficeContact office={office} />
        </li>
      </ul>
    </Section>
  )
}
