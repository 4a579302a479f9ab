// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ReactNode } from 'react'
import { m } from '#app/i18n/paraglide/messages.js'
import { type FormState, focusFirst } from './field.ts'
import { Icon } from './icon.tsx'

type Props = { form: FormState; labels?: Record<string, ReactNode> }

/**
 * What is wrong with a form, at its top: first what concerns the whole, then a link to each bad field, preceded by
 * its label where `labels` (by field name) has one. Stands before the fields, because it gives the first bad one
 * the focus.
 */
export function FormErrors({ form, labels = {} }: Props) {
  const whole = form.errors ?? []
  const fields = Object.entries(form.allErrors).flatMap(([name, errors]) =>
    name !== '' && errors && errors.length > 0 ? [{ name, errors }] : [],
  )
  if (whole.length === 0 && fields.length === 0) return null
  if (fields[0] !== undefined) focusFirst(fields[0].errors)
  return (
    <div className="notice notice-danger form-errors" role="alert" id={form.errorId}>
      <Icon name="danger" />
      <div className="notice-body">
        <p className="notice-title">
          {fields.length === 0 ? m.ui_form_not_done() : m.ui_form_errors({ n: whole.length + fields.length })}
        </p>
        <ul>
          {whole.map((error) => (
            <li key={error}>{error}</li>
          ))}
          {fields.map(({ name, errors }) => (
            <li key={name}>
              <a href={`#${form.id}-${name}`}>
                {labels[name] !== undefined && <>{labels[name]}: </>}
                {errors.join(' ')}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
