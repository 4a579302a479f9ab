// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '#app/error.ts'
import { line } from '#app/http/fields.ts'
import { readForm, withForm } from '#app/http/form.server.ts'

const schema = z.object({ name: line(20), secret: z.string().min(10) })

function posted(fields: Record<string, string>): Request {
  return new Request('http://localhost/', { method: 'POST', body: new URLSearchParams(fields) })
}

type Reply = {
  init: { status: number } | null
  data: { result: { error?: unknown; initialValue?: unknown } }
}

it('hands valid values on', async () => {
  const used = await withForm(
    posted({ name: ' Anna  Bianchi ', secret: 'long enough' }),
    schema,
    async (values) => values,
  )
  expect(used).toEqual({ name: 'Anna Bianchi', secret: 'long enough' })
})

it('returns what was typed, in Italian what is wrong, and never the hidden fields', async () => {
  const reply = (await withForm(posted({ name: '', secret: 'short' }), schema, async () => null, {
    hide: ['secret'],
  })) as unknown as Reply
  expect(reply.init?.status).toBe(422)
  expect(reply.data.result.error).toMatchObject({ name: ['Campo obbligatorio'] })
  expect(JSON.stringify(reply.data.result.initialValue ?? null)).not.toContain('short')
})

it('returns a refusal of the domain with its status, at its field', async () => {
  const refuse = async () => {
    throw new AppError('conflict', 'già presa', 'name')
  }
  const reply = (await withForm(
    posted({ name: 'A', secret: 'long enough' }),
    schema,
    refuse,
  )) as unknown as Reply
  expect(reply.init?.status).toBe(409)
  expect(reply.data.result.error).toEqual({ name: ['già presa'] })
})

it('lets a bug through: it is not the person’s fault', async () => {
  const bug = async () => {
    throw new TypeError('oops')
  }
  await expect(withForm(posted({ name: 'A', secret: 'long enough' }), schema, bug)).rejects.toThrow('oops')
})

it.each(['a[999999999].b', '__proto__.x', 'a.constructor.prototype.y', 'a[__proto__]'])(
  'refuses the field name %s',
  async (name) => {
    await expect(readForm(posted({ [name]: '1' }))).rejects.toMatchObject({ kind: 'invalid' })
  },
)

it.each([
  ['name', 'a\0b'],
  ['__intent__', 'xyz'],
  ['__intent__', '{"type":"insert"}'],
])('refuses a field %s with the value %j', async (name, value) => {
  await expect(readForm(posted({ [name]: value }))).rejects.toMatchObject({ kind: 'invalid' })
})

it('refuses a body that is no form', async () => {
  const request = new Request('http://localhost/', {
    method: 'POST',
    body: '{}',
    headers: { 'Content-Type': 'application/json' },
  })
  await expect(readForm(request)).rejects.toMatchObject({ kind: 'invalid' })
})
