// SPDX-License-Identifier: AGPL-3.0-or-later
import { m } from '#base/i18n/paraglide/messages.js'
import { type Field, FieldRow, SelectField, TextField } from '#base/ui/fields.tsx'
import { optional } from '#base/ui/optional-field.ts'
import { Facts } from '#base/ui/page.tsx'
import { genderOptions } from './person.ts'

export function PersonNameFields({ fields }: { fields: { first_name: Field; last_name: Field } }) {
  return (
    <FieldRow>
      <TextField field={fields.first_name} label={m.words_first_name()} />
      <TextField field={fields.last_name} label={m.words_last_name()} />
    </FieldRow>
  )
}

type Details = { gender: Field; born_on: Field; email: Field; phone: Field }

type DetailsProps = {
  fields: Details
  /** The address of somebody who signs in with an account: read, not changed. */
  email?: string | undefined
}

/** What may be left out about a person: it can be added later. */
export function PersonDetailFields({ fields, email }: DetailsProps) {
  return (
    <>
      <FieldRow>
        <SelectField field={fields.gender} label={m.words_gender()} options={genderOptions()} />
        <TextField
          field={optional(fields.born_on)}
          label={m.words_date_of_birth()}
          hint={m.people_born_on_hint()}
          type="date"
        />
      </FieldRow>
      {email === undefined ? (
        <FieldRow>
          <TextField
            field={optional(fields.email)}
            label={m.words_e_mail_address()}
            hint={m.people_email_hint()}
            type="email"
          />
          <PhoneField field={fields.phone} />
        </FieldRow>
      ) : (
        <>
          <Facts items={[{ term: m.words_e_mail_address(), value: email }]} />
          <div className="field">
            <p className="field-hint">{m.people_email_of_account()}</p>
          </div>
          <PhoneField field={fields.phone} />
        </>
      )}
    </>
  )
}

function PhoneField({ field }: { field: Field }) {
  return <TextField field={optional(field)} label={m.words_telephone()} type="tel" />
}
