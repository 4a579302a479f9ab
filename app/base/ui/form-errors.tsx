// SPDX-License-Identifier: AGPL-3.0-or-later
import { type ReactNode, useContext } from 'react'
import { m } from '#base/i18n/paraglide/messages.js'
import { type FormState, faultText } from './field.ts'
import { type FormNotes, FormNotesContext } from './form-notes.ts'
import { Icon } from './icon.tsx'

type Labels = Record<string, ReactNode>
type Props = { form: FormState; labels?: Labels }

/**
 * What is wrong with a form, at its top: first what concerns the whole, then a link to each bad field, preceded by its label
 * (`labels`, by field name, says more where the field's own is not enough), and to each whose value is not kept. Stands before
 * the fields, because it gives the first of these the focus; itself, where there is none.
 */
export function FormErrors({ form, labels = {} }: Props) {
  const notes = useContext(FormNotesContext)
  const whole = form.errors ?? []
  const bad = badFields(form, labels)
  if (whole.length === 0 && bad.length === 0) return null
  const fields = inOrder([...bad, ...lostFields(form, bad, notes)], notes)
  notes.comesBack(form.id, fields.find(({ id }) => notes.known.has(id))?.id ?? form.errorId)
  return (
    <div
      className="notice notice-danger form-errors"
      role="alert"
      id={form.errorId}
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: the page is an answer, and this is what it says
      autoFocus={notes.focused === form.errorId}
    >
      <Icon name="danger" />
      <div className="notice-body">
        <p className="notice-title">
          {bad.length === 0 ? m.ui_form_not_done() : m.ui_form_errors({ n: whole.length + fields.length })}
        </p>
        <ul>
          {whole.map((error) => (
            <li key={error}>{error}</li>
          ))}
          {fields.map(({ id, label, text }) => (
            <li key={id}>
              <a href={`#${id}`}>
                {label !== undefined && <>{label}: </>}
                {text}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

type Item = { id: string; label: ReactNode; text: string }

function badFields(form: FormState, labels: Labels): Item[] {
  return Object.entries(form.allErrors).flatMap(([name, errors]) =>
    name !== '' && errors && errors.length > 0
      ? [{ id: `${form.id}-${name}`, label: labels[name], text: faultText(errors) }]
      : [],
  )
}

function lostFields(form: FormState, bad: Item[], { known }: FormNotes): Item[] {
  return [...known].flatMap(([id, { label, lost }]) =>
    lost !== null && id.startsWith(`${form.id}-`) && !bad.some((item) => item.id === id)
      ? [{ id, label, text: lost }]
      : [],
  )
}

/** In the order of the page, each with its field's label. */
function inOrder(items: Item[], { known }: FormNotes): Item[] {
  const order = [...known.keys()]
  return items
    .map((item) => ({ ...item, label: item.label ?? known.get(item.id)?.label }))
    .sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id))
}
