// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ReactNode } from 'react'
import { m } from '#base/i18n/paraglide/messages.js'
import { type Field, faultText, isInvalid } from './field.ts'
import { Icon } from './icon.tsx'

/** The box around a field; an invalid one gets a line on its side. */
export function FieldBox({ field, children }: { field: Field; children: ReactNode }) {
  return <div className={isInvalid(field) ? 'field field-invalid' : 'field'}>{children}</div>
}

/** The words of a label. Fields are taken to be required; the optional ones say so, when the form knows. */
export function LabelText({ field, label }: { field: Field; label: ReactNode }) {
  return (
    <>
      {label}
      {field.required === false && <span className="field-optional"> {m.ui_optional()}</span>}
    </>
  )
}

export function Hint({ field, hint }: { field: Field; hint: ReactNode }) {
  if (hint === undefined) return null
  return (
    <div className="field-hint" id={field.descriptionId}>
      {hint}
    </div>
  )
}

export function FieldError({ field }: { field: Field }) {
  if (!isInvalid(field)) return null
  return (
    <p className="field-error" id={field.errorId}>
      <Icon name="danger" />
      <span>
        <span className="visually-hidden">{m.ui_tone_danger()}: </span>
        {faultText(field.errors ?? [])}
      </span>
    </p>
  )
}
