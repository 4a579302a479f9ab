// SPDX-License-Identifier: AGPL-3.0-or-later

import { m } from '#base/i18n/paraglide/messages.js'
import { Notice } from '#base/ui/notice.tsx'
import { DataTable } from '#base/ui/table.tsx'
import { personName } from '#plan/people/person.ts'
import { EnrolButton } from './enrol-button.tsx'

type Why = 'email' | 'name_and_birth' | 'name'
type Person = { id: string; first_name: string; last_name: string; organisation: string | null; why: Why }
type Props = { persons: Person[]; full: boolean; address: string }

const reasons: Record<Why, () => string> = {
  email: m.words_e_mail_address,
  name_and_birth: m.editions_likely_name_and_birth,
  name: m.editions_likely_name,
}

/** Who in the register may be the person that was typed. */
export function LikelyPersons({ persons, full, address }: Props) {
  return (
    <Notice tone="warning" title={m.editions_likely_title()}>
      <p>{m.editions_likely_text()}</p>
      <DataTable
        caption={m.editions_likely_title()}
        captionHidden
        rows={persons}
        rowKey={(person) => person.id}
        columns={[
          {
            key: 'name',
            label: m.words_person(),
            cell: (person) => personName(person.first_name, person.last_name),
          },
          {
            key: 'organisation',
            label: m.words_organisation(),
            cell: (person) => person.organisation ?? '–',
          },
          { key: 'why', label: m.editions_likely_why(), cell: (person) => reasons[person.why]() },
          {
            key: 'enrol',
            label: '',
            cell: (person) => <EnrolButton person={person} full={full} address={address} />,
          },
        ]}
      />
    </Notice>
  )
}
