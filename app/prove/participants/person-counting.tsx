// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from '@remix-run/react'
import { showDate } from '#base/i18n/format.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'
import { Facts } from '#base/ui/page.tsx'
import type { Sector } from '#db/schema.ts'
import { organisationTypeName, sectorName } from '#plan/organisations/organisation.ts'
import { type AgeBracket, ageBracketName, type Gender, genderName } from '#plan/people/person.ts'
import { labelOf } from '#plan/targets/target.ts'

type Props = {
  slug: string
  person: { is_staff: 0 | 1 }
  participant: {
    first_on: string
    organisation: string | null
    organisation_type: string
    sector: Sector
    /** Null of a guest. */
    gender: Gender | null
    age_bracket: AgeBracket | null
  } | null
  countedIn: { id: string; label_it: string; label_en: string }[]
}

/** Whether and why a person counts in the project, with the attributes frozen at the first attendance. */
export function PersonCounting({ slug, person, participant, countedIn }: Props) {
  if (person.is_staff) return <Notice tone="info">{m.targets_not_counted_staff()}</Notice>
  if (!participant) return <Notice tone="info">{m.targets_not_counted_yet()}</Notice>
  const lines =
    countedIn.length === 0
      ? m.targets_counted_in_none()
      : countedIn.map((line) => (
          <div key={line.id}>
            <Link to={`/manage/${slug}/people?target=${line.id}`}>{labelOf(line)}</Link>
          </div>
        ))
  return (
    <>
      <p>{m.targets_frozen({ date: showDate(participant.first_on) })}</p>
      <Facts
        items={[
          { term: m.targets_counted_since(), value: showDate(participant.first_on) },
          { term: m.targets_counted_in(), value: lines },
          { term: m.words_sector(), value: sectorName(participant.sector) },
          {
            term: m.targets_organisation_type(),
            value: organisationTypeName(participant.organisation_type),
          },
          { term: m.words_organisation(), value: participant.organisation ?? m.words_not_stated() },
          ...(participant.gender ? [{ term: m.words_gender(), value: genderName(participant.gender) }] : []),
          ...(participant.age_bracket
            ? [{ term: m.targets_age(), value: ageBracketName(participant.age_bracket) }]
            : []),
        ]}
      />
    </>
  )
}
