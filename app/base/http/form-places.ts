// SPDX-License-Identifier: AGPL-3.0-or-later
// Which fields a form has: its schema says it, and nothing else reaches the form library, which walks names as paths.
import type { z } from 'zod'

/** A text that is longer than `longest` is not looked at; `told` is the bound of what is left of it without its blanks. */
type Value = { kind: 'value'; longest: number; told: number }

/**
 * What stands at a place of a form: one value, a list (whose name is repeated or numbered), a group of named fields, or
 * rows named by an id.
 */
export type Place =
  | Value
  | { kind: 'list'; most: number; each: Place }
  | { kind: 'group'; fields: ReadonlyMap<string, Place> }
  | { kind: 'rows'; each: Place }

const known = new WeakMap<z.core.$ZodType, Place>()

/** The fields of a form by its schema. Throws for a text without bound: that is a fault of the schema. */
export function placeOf(schema: z.core.$ZodType): Place {
  const place = known.get(schema) ?? read(schema as z.core.$ZodTypes)
  known.set(schema, place)
  return place
}

/** Longer than any choice, number, date or id that a form sends. */
const short = 64

function read(schema: z.core.$ZodTypes): Place {
  const { def } = schema._zod
  switch (def.type) {
    case 'string':
      return { kind: 'value', longest: longestText(schema), told: maximumOf(schema) ?? short }
    case 'number':
    case 'enum':
    case 'literal':
      return { kind: 'value', longest: short, told: short }
    case 'array':
      return { kind: 'list', most: maximumOf(schema) ?? usualList, each: placeOf(def.element) }
    case 'object':
      return { kind: 'group', fields: new Map(Object.entries(def.shape).map(([n, s]) => [n, placeOf(s)])) }
    case 'record':
      return { kind: 'rows', each: placeOf(def.valueType) }
    case 'optional':
    case 'default':
    case 'nullable':
      return placeOf(def.innerType)
    case 'pipe': {
      const place = placeOf(def.in)
      const told = maximumOf(def.out)
      return place.kind === 'value' && told !== undefined ? { ...place, told } : place
    }
    case 'union':
      return def.options.map(placeOf).reduce(either)
    case 'intersection':
      return either(placeOf(def.left), placeOf(def.right))
    default:
      throw new Error(`a form cannot have a field of type ${def.type}`)
  }
}

/** Of a list whose schema does not say how long it may be. */
const usualList = 100

const fixedFormats = new Set(['uuid', 'date', 'datetime'])

// zod counts signs, of which some are two units of a text.
function longestText(schema: z.core.$ZodTypes): number {
  const longest = maximumOf(schema)
  if (longest !== undefined) return 2 * longest
  const { def } = schema._zod
  if ('format' in def && fixedFormats.has(String(def.format))) return short
  throw new Error('a text of a form has no bound: say .max(…) first')
}

/** The most signs of a text, or things of a list, that a schema takes. */
function maximumOf(schema: z.core.$ZodType): number | undefined {
  const checks = (schema as z.core.$ZodTypes)._zod.def.checks ?? []
  const most = checks.flatMap((check) => {
    const { def } = (check as z.core.$ZodChecks)._zod
    return def.check === 'max_length' ? [def.maximum] : []
  })
  return most.length > 0 ? Math.min(...most) : undefined
}

/** What may stand at a place of which two schemas speak. */
function either(one: Place, other: Place): Place {
  if (one.kind === 'value' && other.kind === 'value') {
    return one.longest > other.longest ? one : other
  }
  if (one.kind === 'group' && other.kind === 'group') {
    const fields = new Map(one.fields)
    for (const [name, place] of other.fields) {
      const same = fields.get(name)
      fields.set(name, same ? either(same, place) : place)
    }
    return { kind: 'group', fields }
  }
  throw new Error(`a form cannot have a ${one.kind} and a ${other.kind} at one place`)
}

/** The longest name of a field. */
export const longestName = 200

const namePart = /^([\w-]{1,64})(?:\[(\d{1,4})\])?$/

/** What a form has under a name: a value, or a list of values. Null for what it does not have. */
export function placeAt(form: Place, name: string): Place | null {
  if (name.length > longestName) return null
  let place: Place | undefined = form
  for (const part of name.split('.')) {
    const [, key = '', index] = namePart.exec(part) ?? []
    place = key === '' ? undefined : fieldIn(place, key)
    if (index !== undefined) place = numberedIn(place, Number(index))
    if (!place) return null
  }
  const isField = place.kind === 'value' || (place.kind === 'list' && place.each.kind === 'value')
  return isField ? place : null
}

// They lead to every object of the process.
const inherited = new Set(['__proto__', 'constructor', 'prototype'])

function fieldIn(place: Place, key: string): Place | undefined {
  if (place.kind === 'group') return place.fields.get(key)
  return place.kind === 'rows' && !inherited.has(key) ? place.each : undefined
}

/** One more than a list may have is let through, so that its schema says that there are too many. */
function numberedIn(place: Place | undefined, index: number): Place | undefined {
  return place?.kind === 'list' && index <= place.most ? place.each : undefined
}
