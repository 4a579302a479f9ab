// SPDX-License-Identifier: AGPL-3.0-or-later
import type { HTMLInputAutoCompleteAttribute, InputHTMLAttributes, ReactNode } from 'react'
import { m } from '#base/i18n/paraglide/messages.js'
import { type Field, type Option, type OptionGroup, textValue, useAttributes, useLost } from './field.ts'
import { FieldBox, FieldError, Hint, LabelText } from './field-parts.tsx'

export { CheckboxField, CheckboxGroup, RadioField } from './choice-fields.tsx'
export type { Field, Option } from './field.ts'
export { FormErrors } from './form-errors.tsx'

type Common = { field: Field; label: ReactNode; hint?: ReactNode }

type TextFieldProps = Common & {
  type?:
    | 'text'
    | 'email'
    | 'password'
    | 'date'
    | 'month'
    | 'time'
    | 'datetime-local'
    | 'number'
    | 'search'
    | 'tel'
    | 'url'
  autoComplete?: HTMLInputAutoCompleteAttribute
  inputMode?: InputHTMLAttributes<HTMLInputElement>['inputMode']
  min?: string | number
  max?: string | number
  step?: string | number
  placeholder?: string
  /** The id of a `datalist` with suggestions. */
  list?: string
}

export function TextField({ field: sent, label, hint, type = 'text', ...rest }: TextFieldProps) {
  // A password is typed again after an error: it never travels back in a page.
  const lost = type === 'password' ? m.ui_field_password_again() : null
  const field = useLost(sent, lost)
  const attributes = useAttributes(field, label, hint, lost)
  return (
    <FieldBox field={field}>
      <label htmlFor={field.id}>
        <LabelText field={field} label={label} />
      </label>
      <Hint field={field} hint={hint} />
      <FieldError field={field} />
      <input
        {...rest}
        {...attributes}
        className={`input input-${type}`}
        type={type}
        defaultValue={type === 'password' ? undefined : textValue(field)}
      />
    </FieldBox>
  )
}

export function TextArea({ field, label, hint, rows = 5 }: Common & { rows?: number }) {
  const attributes = useAttributes(field, label, hint)
  return (
    <FieldBox field={field}>
      <label htmlFor={field.id}>
        <LabelText field={field} label={label} />
      </label>
      <Hint field={field} hint={hint} />
      <FieldError field={field} />
      <textarea {...attributes} className="input input-area" rows={rows} defaultValue={textValue(field)} />
    </FieldBox>
  )
}

type SelectFieldProps = Common & { options: readonly (Option | OptionGroup)[]; blank?: string }

export function SelectField({ field, label, hint, options, blank }: SelectFieldProps) {
  const attributes = useAttributes(field, label, hint)
  return (
    <FieldBox field={field}>
      <label htmlFor={field.id}>
        <LabelText field={field} label={label} />
      </label>
      <Hint field={field} hint={hint} />
      <FieldError field={field} />
      <select {...attributes} className="input input-select" defaultValue={textValue(field)}>
        {blank !== undefined && <option value="">{blank}</option>}
        {options.map((option) =>
          'group' in option ? (
            <optgroup key={option.group} label={option.group}>
              {option.options.map(optionOf)}
            </optgroup>
          ) : (
            optionOf(option)
          ),
        )}
      </select>
    </FieldBox>
  )
}

function optionOf(option: Option) {
  return (
    <option key={option.value} value={option.value}>
      {option.label}
    </option>
  )
}

/** Fields side by side where there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className="field-row">{children}</div>
}
