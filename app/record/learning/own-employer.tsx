// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { Section } from '#base/ui/page.tsx'
import { sectorName } from '#plan/organisations/organisation.ts'
import type { Office } from '#plan/projects/office.ts'
import { OfficeContact } from '#plan/projects/office-contact.tsx'
import type { OwnEmployer } from './my-employer.server.ts'

type Props = { now: OwnEmployer | null; projects: { office: Office; counted: OwnEmployer | null }[] }

/** One's own organisation and sector as they are counted, and whom to tell when they are wrong. */
export function OwnEmployerSection({ now, projects }: Props) {
  return (
    <Section title={m.learning_employer_title()}>
      {now === null ? (
        <p>{m.learning_employer_none()}</p>
      ) : (
        <p>
          <strong>{employerWords(now)}</strong>
          <br />
          {m.learning_employer_text()}
        </p>
      )}
      {projects.map(
        ({ office, counted }) =>
          counted && (
            <p key={office.project}>
              {m.learning_employer_counted({ project: office.project, employer: employerWords(counted) })}
            </p>
          ),
      )}
      {projects.length > 0 && (
        <>
          <p>{m.learning_employer_wrong()}</p>
          <ul className="offices">
            {projects.map(({ office }) => (
              <li key={office.project}>
                <OfficeContact office={office} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

function employerWords({ organisation, sector }: OwnEmployer): string {
  const name = sectorName(sector)
  return organisation === null ? name : m.learning_employer({ organisation, sector: name })
}
