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
 * (`labels`, by field name, says more where the field's own is not enough), and to each whose value is not kept. It has the focus:
 * whoever reads the page by ear hears first what is wrong.
 */
export function FormErrors({ form, labels = {} }: Props) {
  const notes = useContext(FormNotesContext)
  const whole = form.errors ?? []
  const bad = badFields(form, labels)
  if (whole.length === 0 && bad.length === 0) return null
  const fields = inOrder([...bad, ...lostFields(form, bad, notes)], notes)
  const id = `${form.id}-errors`
  notes.comesBack(form.id, id)
  return (
    <div
      className="notice notice-danger form-errors"
      role="alert"
      id={id}
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: the page is an answer, and this is what it says
      autoFocus={notes.focused === id}
    >
      <Icon name="danger" />
      <div className="notice-body">
        {/* It describes the form: the whole of it would be read once more before and after the fields. */}
        <p className="notice-title" id={form.errorId}>
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
