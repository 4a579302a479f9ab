// SPDX-License-Identifier: AGPL-3.0-or-later
import type { HTMLInputAutoCompleteAttribute, InputHTMLAttributes, ReactNode } from 'react'
import { attributesOf, type Field, type Option, type OptionGroup, textValue } from './field.ts'
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

export function TextField({ field, label, hint, type = 'text', ...rest }: TextFieldProps) {
  return (
    <FieldBox field={field}>
      <label htmlFor={field.id}>
        <LabelText field={field} label={label} />
      </label>
      <Hint field={field} hint={hint} />
      <FieldError field={field} />
      <input
        {...rest}
        {...attributesOf(field, hint)}
        className={`input input-${type}`}
        type={type}
        // A password is typed again after an error: it never travels back in a page.
        defaultValue={type === 'password' ? undefined : textValue(field)}
      />
    </FieldBox>
  )
}

export function TextArea({ field, label, hint, rows = 5 }: Common & { rows?: number }) {
  return (
    <FieldBox field={field}>
      <label htmlFor={field.id}>
        <LabelText field={field} label={label} />
      </label>
      <Hint field={field} hint={hint} />
      <FieldError field={field} />
      <textarea
        {...attributesOf(field, hint)}
        className="input input-area"
        rows={rows}
        defaultValue={textValue(field)}
      />
    </FieldBox>
  )
}

type SelectFieldProps = Common & { options: readonly (Option | OptionGroup)[]; blank?: string }

export function SelectField({ field, label, hint, options, blank }: SelectFieldProps) {
  return (
    <FieldBox field={field}>
      <label htmlFor={field.id}>
        <LabelText field={field} label={label} />
      </label>
      <Hint field={field} hint={hint} />
      <FieldError field={field} />
      <select {...attributesOf(field, hint)} className="input input-select" defaultValue={textValue(field)}>
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
