// SPDX-License-Identifier: AGPL-3.0-or-later
// The fields of the roll call's rows, as the kit takes them: thousands of conform's own would make the page slow.
import type { Field } from '#base/ui/field.ts'

export type RowValues = {
  status?: string | undefined
  in?: string | undefined
  out?: string | undefined
  base?: string | undefined
}
export type RowErrors = (name: string) => string[] | null | undefined

export const rollFormId = 'roll'

export function fieldOf(name: string, initialValue: string | undefined, errorsOf: RowErrors): Field {
  const id = `${rollFormId}-${name}`
  const errors = errorsOf(name)
  return {
    id,
    name,
    errorId: `${id}-error`,
    descriptionId: `${id}-description`,
    initialValue,
    ...(errors && { errors }),
  }
}
