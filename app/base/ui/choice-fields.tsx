// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ReactNode } from 'react'
import { describedBy, type Field, isChosen, isInvalid, type Option, useNoted } from './field.ts'
import { FieldBox, FieldError, Hint, LabelText } from './field-parts.tsx'

type GroupProps = { field: Field; legend: ReactNode; hint?: ReactNode; options: readonly Option[] }

/** One of a few. */
export function RadioField({ field, legend, hint, options }: GroupProps) {
  const focus = useNoted(field, legend)
  return (
    <FieldBox field={field}>
      <fieldset
        className="choices"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML allows it; only so may a fieldset be invalid
        role="radiogroup"
        aria-required={field.required || undefined}
        aria-invalid={isInvalid(field) || undefined}
        aria-describedby={describedBy(field, hint)}
      >
        <GroupHead field={field} legend={legend} hint={hint} />
        {options.map((option, at) => (
          <Choice
            key={option.value}
            type="radio"
            field={field}
            option={option}
            first={at === 0}
            focus={focus}
          />
        ))}
      </fieldset>
    </FieldBox>
  )
}

/** Any of a few: the values come as repeated fields of the same name. */
export function CheckboxGroup({ field, legend, hint, options }: GroupProps) {
  const focus = useNoted(field, legend)
  return (
    <FieldBox field={field}>
      <fieldset className="choices" aria-describedby={describedBy(field, hint)}>
        <GroupHead field={field} legend={legend} hint={hint} />
        {options.map((option, at) => (
          <Choice
            key={option.value}
            type="checkbox"
            field={field}
            option={option}
            first={at === 0}
            focus={focus}
          />
        ))}
      </fieldset>
    </FieldBox>
  )
}

type CheckboxProps = { field: Field; label: ReactNode; hint?: ReactNode; value?: string }

/** Yes or no. */
export function CheckboxField({ field, label, hint, value = 'on' }: CheckboxProps) {
  const focus = useNoted(field, label)
  return (
    <FieldBox field={field}>
      <FieldError field={field} />
      <div className="choice">
        <input
          type="checkbox"
          id={field.id}
          name={field.name}
          value={value}
          defaultChecked={isChosen(field, value)}
          aria-invalid={isInvalid(field) || undefined}
          aria-describedby={describedBy(field, hint)}
          {...focus}
        />
        <label htmlFor={field.id}>{label}</label>
        <Hint field={field} hint={hint} />
      </div>
    </FieldBox>
  )
}

function GroupHead({ field, legend, hint }: { field: Field; legend: ReactNode; hint: ReactNode }) {
  return (
    <>
      <legend>
        <LabelText field={field} label={legend} />
      </legend>
      <Hint field={field} hint={hint} />
      <FieldError field={field} />
    </>
  )
}

type ChoiceProps = {
  type: 'radio' | 'checkbox'
  field: Field
  option: Option
  first: boolean
  focus: { autoFocus?: true }
}

// The first choice has the field's own id, so that the error summary's link lands on it.
function Choice({ type, field, option, first, focus }: ChoiceProps) {
  const id = first ? field.id : `${field.id}-${option.value}`
  return (
    <div className="choice">
      <input
        type={type}
        id={id}
        name={field.name}
        value={option.value}
        defaultChecked={isChosen(field, option.value)}
        aria-describedby={option.hint === undefined ? undefined : `${id}-hint`}
        {...(first ? focus : {})}
      />
      <label htmlFor={id}>{option.label}</label>
      {option.hint !== undefined && (
        <div className="field-hint" id={`${id}-hint`}>
          {option.hint}
        </div>
      )}
    </div>
  )
}
