// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Field } from './field.ts'

/** The same field, said to be optional where its form does not know. A field of conform is a proxy: spread, it is empty. */
export function optional({ id, name, errorId, descriptionId, initialValue, errors }: Field): Field {
  return { id, name, errorId, descriptionId, initialValue, required: false, ...(errors && { errors }) }
}
