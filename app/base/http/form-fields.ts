// SPDX-License-Identifier: AGPL-3.0-or-later
// What of a form that was sent is handed to the form library.
import { z } from 'zod'
import { type Place, placeAt, placeOf } from './form-places.ts'

export type KnownFields = {
  /** The fields that the form has, and its buttons' `intent`. What others a browser adds is left out. */
  form: FormData
  /** The texts that are longer than their field takes, by name, with what it takes: no pattern may see them. */
  tooLong: ReadonlyMap<string, number>
}

/**
 * The fields of `sent` that a schema knows, in linear time; null when its `__intent__` is none that the form has: one more
 * line of a list is all that any form asks for.
 */
export function knownFields(sent: FormData, schema: z.ZodType): KnownFields | null {
  const place = placeOf(schema)
  const form = new FormData()
  const tooLong = new Map<string, number>()
  const counts = new Map<string, number>()
  for (const [name, value] of sent) {
    if (name === intentName) {
      const intent = form.has(intentName) ? null : insertion(value, place)
      if (intent === null) return null
      form.append(intentName, intent)
      continue
    }
    const found = name === 'intent' ? intentPlace : placeAt(place, name)
    if (!found) continue
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    // Of a value sent twice the first counts, so that a value is always one text; of a list, one too many is refused.
    if (count > (found.kind === 'list' ? found.most + 1 : 1)) continue
    const field = valueAt(found)
    if (field && typeof value === 'string' && value.length > field.longest) tooLong.set(name, field.told)
    form.append(name, value)
  }
  return { form, tooLong }
}

/** The field by which the form library's own buttons say what they ask for. */
const intentName = '__intent__'

const intentPlace: Place = { kind: 'value', longest: 40, told: 40 }

function valueAt(place: Place | undefined) {
  const one = place?.kind === 'list' ? place.each : place
  return one?.kind === 'value' ? one : null
}

const insertionSchema = z.strictObject({
  type: z.literal('insert'),
  payload: z.strictObject({ name: z.string(), defaultValue: z.record(z.string(), z.string()).default({}) }),
})

/** "One more line" of a list that the form has, said again in the shape that the library knows; null for anything else. */
function insertion(value: FormDataEntryValue, form: Place): string | null {
  if (typeof value !== 'string' || value.length > 1000) return null
  const asked = insertionSchema.safeParse(parsed(value)).data
  const list = asked && form.kind === 'group' ? form.fields.get(asked.payload.name) : undefined
  if (list?.kind !== 'list' || list.each.kind !== 'group') return null
  const { fields } = list.each
  const isKnown = Object.entries(asked?.payload.defaultValue ?? {}).every(
    ([name, text]) => text.length <= (valueAt(fields.get(name))?.longest ?? -1),
  )
  return isKnown ? JSON.stringify(asked) : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
