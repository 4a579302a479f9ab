// SPDX-License-Identifier: AGPL-3.0-or-later
// Every text of every form has a bound: what the form library may see is known from its schema (form-places.ts).
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { mostRollFields } from '#base/http/body-limit.ts'
import { placeOf } from '#base/http/form-places.ts'
import { personMarkSchema } from '#record/attendance/person-mark.ts'
import { quizForm } from '#record/learning/quiz-form.ts'
import { rollCallSchema } from '#record/roll-call/roll-call.ts'
import { walkInSchema } from '#record/walk-ins/walk-in.ts'
import { importsOf, parse, read, walk } from './source.ts'

const routes = read('app/**/*.route.{ts,tsx}')

/** The schemas by which routes read their forms: each name, and the module it is from. */
const used = routes.flatMap((source) => {
  const names = new Set<string>()
  walk(parse(source), (node) => {
    if (!ts.isCallExpression(node) || !/^(withForm|parseForm)$/.test(node.expression.getText())) return
    const name = node.arguments[1]?.getText().replace(/\(.*/s, '') ?? ''
    const given = [...source.text.matchAll(new RegExp(`const ${name} = (\\w+)`, 'g'))].map(
      ([, own = '']) => own,
    )
    for (const one of given.length > 0 ? given : [name]) names.add(one)
  })
  return [...names].map((name) => {
    const from = importsOf(source).find((one) => one.names.includes(name))?.to
    return { name, from, path: source.path }
  })
})

/** The bounds that routes state for how many fields they read: each name, and the module it is from. */
const bounds = routes.flatMap((source) => {
  const names = new Set<string>()
  walk(parse(source), (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'readForm') return
    const name = node.arguments[1]?.getText()
    if (name) names.add(name)
  })
  return [...names].map((name) => {
    return { name, from: importsOf(source).find((one) => one.names.includes(name))?.to, path: source.path }
  })
})

const meeting = { starts_at: '2026-01-01T08:00:00.000Z', ends_at: '2026-01-01T10:00:00.000Z' }
const quiz = { questions: [{ type: 'multiple' as const, title: null, text: 'x', answers: ['a', 'b'] }] }

const made: Record<string, () => z.ZodType> = {
  rollCallSchema: () => rollCallSchema(meeting, 'Europe/Rome', new Map()),
  personMarkSchema: () => personMarkSchema(meeting, 'Europe/Rome', null),
  walkInSchema: () => walkInSchema(meeting, 'Europe/Rome'),
  quizForm: () => quizForm(quiz),
}

describe('every text of a form has a bound', () => {
  it('there are forms', () => {
    expect(used.length).toBeGreaterThan(30)
  })

  it.each(used)('$name of $path', async ({ name, from }) => {
    const module: Record<string, unknown> = from ? await import(/* @vite-ignore */ `../../${from}`) : {}
    const schema = name in made ? made[name]?.() : module[name]
    if (!(schema instanceof z.ZodType))
      throw new Error(`${name} is no schema: say in this test how it is made`)
    expect(placeOf(schema).kind).toBe('group')
  })

  it('one without is noticed', () => {
    const text = 'no bound'
    expect(() => placeOf(z.object({ a: z.string() }))).toThrow(text)
    expect(() => placeOf(z.object({ a: z.array(z.object({ b: z.string().optional() })) }))).toThrow(text)
    expect(() => placeOf(z.object({ a: z.string().trim().pipe(z.string().max(3)) }))).toThrow(text)
    expect(() => placeOf(z.object({ a: z.unknown() }))).toThrow('unknown')
  })
})

describe('no form has more fields than an outage gives back', () => {
  it('some say how many they have', () => {
    expect(bounds.length).toBeGreaterThan(3)
  })

  it.each(bounds)('$name of $path', async ({ name, from }) => {
    const module: Record<string, unknown> = await import(/* @vite-ignore */ `../../${from}`)
    expect(module[name]).toBeTypeOf('number')
    expect(module[name]).toBeLessThanOrEqual(mostRollFields)
  })
})
