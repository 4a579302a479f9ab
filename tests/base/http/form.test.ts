// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '#base/error.ts'
import { mostRollFields } from '#base/http/body-limit.ts'
import { line } from '#base/http/fields.ts'
import { formAsSent, parseForm, readForm, withForm } from '#base/http/form.server.ts'
import { editionSchema } from '#plan/editions/edition.ts'
import { everybody, savedRollSchema } from '#record/roll-call/roll-call.ts'
import { intents, multipart, names, posted, type Reply } from './hostile-forms.ts'

const schema = z.object({ name: line(20), secret: z.string().min(10).max(100) })
const good = { name: ' Anna  Bianchi ', secret: 'long enough' }
const read = (request: Request) => withForm(request, schema, async (values) => values)
const refused = { kind: 'invalid' }

it('hands valid values on, of a request and of a form that was read', async () => {
  const values = { name: 'Anna Bianchi', secret: 'long enough' }
  expect(await read(posted(good))).toEqual(values)
  expect(await withForm(await readForm(posted(good)), schema, async (values) => values)).toEqual(values)
})

it('returns what was typed, in Italian what is wrong, and never the hidden fields', async () => {
  const reply = (await withForm(posted({ name: '', secret: 'short' }), schema, async () => null, {
    hide: ['secret'],
  })) as unknown as Reply
  expect(reply.init?.status).toBe(422)
  expect(reply.data.result.error).toMatchObject({ name: ['Campo obbligatorio.'] })
  expect(JSON.stringify(reply.data.result.initialValue ?? null)).not.toContain('short')
})

it('returns a refusal of the domain with its status, at its field', async () => {
  const refuse = async () => {
    throw new AppError('conflict', 'già presa', 'name')
  }
  const reply = (await withForm(posted(good), schema, refuse)) as unknown as Reply
  expect(reply.init?.status).toBe(409)
  expect(reply.data.result.error).toEqual({ name: ['già presa'] })
})

it('lets a bug through: it is not the person’s fault', async () => {
  const bug = async () => {
    throw new TypeError('oops')
  }
  await expect(withForm(posted(good), schema, bug)).rejects.toThrow('oops')
})

it('refuses a NUL, and a body that is no form', async () => {
  await expect(readForm(posted({ name: 'a\0b' }))).rejects.toMatchObject(refused)
  for (const type of ['application/json', 'multipart/form-data', 'multipart/form-data; boundary=""', '']) {
    const request = new Request('http://localhost/', {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': type },
    })
    await expect(readForm(request)).rejects.toMatchObject(refused)
  }
})

describe('fields that the form does not have', () => {
  it.each(names)('%s is left out', async (name) => {
    expect(await read(posted({ ...good, [name]: '1' }))).toMatchObject({ name: 'Anna Bianchi' })
    const reply = (await read(posted({ [name]: '1' }))) as unknown as Reply
    expect(Object.keys(reply.data.result.error ?? {}).sort()).toEqual(['name', 'secret'])
    expect(reply.data.result.initialValue).toEqual({})
  })

  it('a name of 20,000 dots, or of a megabyte, is refused', async () => {
    for (const name of ['.'.repeat(20_000), 'a'.repeat(900_000), 'a[0]'.repeat(200)]) {
      await expect(read(posted({ ...good, [name]: '1' }))).rejects.toMatchObject(refused)
    }
  })

  it('of a value that is sent twice the first counts', async () => {
    const twice = new URLSearchParams([...Object.entries(good), ['name', 'Luca']])
    expect(await read(posted(twice))).toMatchObject({ name: 'Anna Bianchi' })
  })
})

describe('an intent', () => {
  it.each(intents)('%s is refused where there is no list, and where there is one', async (intent) => {
    const sent = posted({ ...good, __intent__: intent })
    await expect(read(sent)).rejects.toMatchObject(refused)
    const other = posted({ __intent__: intent })
    await expect(withForm(other, editionSchema, async () => null)).rejects.toMatchObject(refused)
  })

  it('that adds a meeting to an edition does', async () => {
    const intent = { type: 'insert', payload: { name: 'meetings', defaultValue: { mode: 'hybrid' } } }
    const sent = { 'meetings[0].title': 'Primo', __intent__: JSON.stringify(intent) }
    const reply = (await withForm(posted(sent), editionSchema, async () => null)) as unknown as Reply
    expect(reply.data.result.initialValue).toEqual({ meetings: [{ title: 'Primo' }, { mode: 'hybrid' }] })
    const twice = new URLSearchParams([
      ['__intent__', JSON.stringify(intent)],
      ['__intent__', JSON.stringify(intent)],
    ])
    await expect(withForm(posted(twice), editionSchema, async () => null)).rejects.toMatchObject(refused)
  })
})

describe('how many fields', () => {
  it.each([
    ['250 kB of a=1&', 'a=1&'.repeat(62_500)],
    ['990 kB of a=1&', 'a=1&'.repeat(247_500)],
    ['990 kB of &', '&'.repeat(990_000)],
    ['4,000 fields aN[999]', Array.from({ length: 4000 }, (_, n) => `a${n}[999]=1`).join('&')],
    ['201 fields', 'a=1&'.repeat(200)],
  ])('%s is refused, saying so', async (_, body) => {
    await expect(readForm(posted(body))).rejects.toThrow('non è quello di questa pagina')
  })

  it('as many as a form says', async () => {
    expect([...(await readForm(posted('a=1&'.repeat(199)))).keys()]).toHaveLength(199)
    expect([...(await readForm(posted('a=1&'.repeat(599)), 600)).keys()]).toHaveLength(599)
  })

  it('the parts of a multipart form too, and the length of their heads', async () => {
    const part = { name: 'a', value: '1' }
    expect([...(await readForm(multipart(Array(200).fill(part)))).keys()]).toHaveLength(200)
    await expect(readForm(multipart(Array(201).fill(part)))).rejects.toThrow('non è quello di questa pagina')
    await expect(readForm(multipart(Array(20_000).fill(part)))).rejects.toThrow(
      'non è quello di questa pagina',
    )
    await expect(readForm(multipart([{ ...part, name: 'a'.repeat(5000) }]))).rejects.toMatchObject(refused)
    await expect(
      readForm(multipart([{ ...part, more: 'X-A: b\r\n'.repeat(100_000) }])),
    ).rejects.toMatchObject(refused)
  })

  it('a file passes whole, whatever is in it', async () => {
    const value = `\r\n--x\r\n${'&'.repeat(5000)}\0`
    const form = await readForm(multipart([{ name: 'file', value, filename: 'è "a".pdf' }]))
    const file = form.get('file')
    expect(file instanceof File && [file.name, await file.text()]).toEqual(['è "a".pdf', value])
  })
})

describe('the roll', () => {
  const person = '0190a000-0000-7000-8000-000000000001'
  const filled = (form: FormData) =>
    formAsSent(everybody(form, 'present', new Map()), savedRollSchema).initialValue

  it('of a thousand people is read', async () => {
    const rows = Array.from({ length: 1000 }, (_, n) => person.slice(0, -4) + String(n).padStart(4, '0'))
    const fields = rows.flatMap((id) =>
      ['status=present', 'in=09%3A00', 'out=', 'base='].map((field) => `marks.${id}.${field}`),
    )
    const form = await readForm(posted(fields.join('&')), mostRollFields)
    expect(Object.keys(filled(form)?.marks ?? {})).toHaveLength(1000)
  })

  it('marks everybody without a status present, and knows no other row, intent or field', async () => {
    const form = await readForm(
      posted({
        [`marks.${person}.base`]: 'x',
        'marks.__proto__.base': 'x',
        'marks[90000].base': 'x',
        'base.base': 'x',
        __intent__: intents[0] ?? '',
      }),
    )
    expect(filled(form)).toEqual({
      marks: { [person]: { base: 'x', status: 'present' } },
    })
  })

  it('that saves itself is refused as a whole for a row of no person', () => {
    const form = new FormData()
    form.set('marks.toString.status', 'present')
    expect(parseForm(form, savedRollSchema).status).toBe('error')
  })
})
