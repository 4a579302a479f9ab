// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { type Field, FieldRow, SelectField, TextField } from '#base/ui/fields.tsx'
import type { Sector } from '#db/schema.ts'
import { organisationTypeOptions, sectorName, sectors } from './organisation.ts'

export type Employers = { id: string; name: string; sector: Sector }[]

type Props = {
  organisations: Employers
  fields: { organisation: Field; organisation_name: Field; organisation_type: Field }
}

/** The employer: one the project works with already, or another by name and type. */
export function EmployerFields({ organisations, fields }: Props) {
  const groups = sectors.map((sector) => ({
    group: sectorName(sector),
    options: organisations
      .filter((organisation) => organisation.sector === sector)
      .map(({ id, name }) => ({ value: id, label: name })),
  }))
  return (
    <>
      <SelectField
        field={fields.organisation}
        label={m.people_employer()}
        hint={m.people_employer_hint()}
        blank={m.people_employer_blank()}
        options={groups.filter(({ options }) => options.length > 0)}
      />
      <FieldRow>
        <TextField
          field={fields.organisation_name}
          label={m.people_employer_name()}
          hint={m.people_employer_name_hint()}
        />
        <SelectField
          field={fields.organisation_type}
          label={m.people_employer_type()}
          hint={m.people_employer_type_hint()}
          blank={m.people_employer_type_blank()}
          options={organisationTypeOptions()}
        />
      </FieldRow>
    </>
  )
}
