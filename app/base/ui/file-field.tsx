// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ReactNode } from 'react'
import { m } from '#base/i18n/paraglide/messages.js'
import { type Field, useAttributes, useLost } from './field.ts'
import { FieldBox, FieldError, Hint, LabelText } from './field-parts.tsx'

type Props = {
  field: Field
  label: ReactNode
  hint?: ReactNode
  accept: readonly string[]
  limit?: { bytes: number; text: string }
  /** Takes several at once, together within the limit. */
  multiple?: boolean
}

/**
 * A file of the person's computer. Its form needs `encType="multipart/form-data"`. `limit` is for the script upload.js, which
 * says its text at once when what was chosen is too large.
 */
export function FileField({ field: sent, label, hint, accept, limit, multiple = false }: Props) {
  const lost = m.ui_field_file_again()
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
        {...attributes}
        type="file"
        className="input input-file"
        accept={accept.join(',')}
        multiple={multiple}
        data-most-bytes={limit?.bytes}
        data-too-large={limit?.text}
      />
    </FieldBox>
  )
}
