// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import type { Office } from './office.ts'

/** The office of a project with its e-mail and telephone, wherever somebody is told to ask it. */
export function OfficeContact({ office }: { office: Office }) {
  const { email, phone } = office
  return (
    <>
      {m.projects_office_of({ project: office.project })}
      {email !== null && (
        <>
          {' · '}
          <a href={`mailto:${email}`}>{email}</a>
        </>
      )}
      {phone !== null && (
        <>
          {' · '}
          <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>
        </>
      )}
    </>
  )
}
