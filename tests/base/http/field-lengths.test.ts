// SPDX-License-Identifier: AGPL-3.0-or-later
// However long a text is, no pattern looks at more than its field's bound.
import { afterEach, expect, it } from 'vitest'
import { z } from 'zod'
import { clockTime, emailAddress, line, phoneNumber, text } from '#base/http/fields.ts'
import { withForm } from '#base/http/form.server.ts'
import { settingsSchema } from '#base/settings/settings.ts'
import { editionCode } from '#plan/editions/edition.ts'
import { organisationSchema } from '#plan/organisations/organisation.ts'
import { projectSchema } from '#plan/projects/project.ts'
import { posted, type Reply } from './hostile-forms.ts'

const kinds: Record<string, z.ZodType> = {
  line: line(100),
  text: text(5000),
  emailAddress,
  phoneNumber,
  clockTime,
  editionCode,
  slug: projectSchema.shape.slug,
  cup: projectSchema.shape.cup,
  province: organisationSchema.shape.province,
  link: settingsSchema.shape.source_url,
}
const most = { text: 20_000 } as Record<string, number>

const characters = ['(', ' ', '.', '@', '-', '\r', '\u0301', '\u200b', 'a', '1', 'a@', '\ufdfa']
const megabyte = 1_000_000

/** Notes the longest text that a built-in method or pattern is given. */
const seen = { longest: 0 }
const methods = ['normalize', 'replace', 'trim', 'toLowerCase', 'toUpperCase', 'split'] as const
const originals = methods.map(
  (name) => [name, Object.getOwnPropertyDescriptor(String.prototype, name)] as const,
)
const exec = Object.getOwnPropertyDescriptor(RegExp.prototype, 'exec')

// zod counts signs, not units: it asks of the whole text, of one unit after the other, whether there are pairs.
const ownCount = '[\\uD800-\\uDBFF]'

function watch(): void {
  seen.longest = 0
  const note = (text: unknown) => {
    seen.longest = Math.max(seen.longest, String(text).length)
  }
  for (const [name, original] of originals) {
    const value = function (this: string, ...given: unknown[]) {
      note(this)
      return Reflect.apply(original?.value, this, given)
    }
    Object.defineProperty(String.prototype, name, { ...original, value })
  }
  const value = function (this: RegExp, text: string) {
    if (this.source !== ownCount) note(text)
    return Reflect.apply(exec?.value, this, [text])
  }
  Object.defineProperty(RegExp.prototype, 'exec', { ...exec, value })
}

function rest(): void {
  for (const [name, original] of originals)
    if (original) Object.defineProperty(String.prototype, name, original)
  if (exec) Object.defineProperty(RegExp.prototype, 'exec', exec)
}
afterEach(rest)

const cases = Object.keys(kinds).flatMap((kind) => characters.map((character) => ({ kind, character })))

it.each(cases)('a $kind of a megabyte of $character is refused unseen', ({ kind, character }) => {
  const value = character.repeat(megabyte / character.length)
  watch()
  const read = kinds[kind]?.safeParse(value)
  rest()
  expect(read?.success).toBe(false)
  expect(seen.longest).toBeLessThanOrEqual(most[kind] ?? 1000)
})

it('the watch sees what is looked at', () => {
  watch()
  z.string().trim().safeParse(' '.repeat(5000))
  rest()
  expect(seen.longest).toBe(5000)
})

it.each(characters)(
  'a form of them (%j) says how long each may be, and keeps what was typed',
  async (character) => {
    const value = character.repeat(20_000).slice(0, 20_000)
    const fields = z.object({
      name: line(100),
      email: emailAddress,
      at: z.iso.date(),
      kind: z.enum(['a', 'b']),
    })
    const request = posted({ name: value, email: value, at: value, kind: value })
    const reply = (await withForm(request, fields, async () => null)) as unknown as Reply
    expect(reply.data.result.error).toEqual({
      name: ['Sono ammessi al massimo 100 caratteri.'],
      email: ['Sono ammessi al massimo 254 caratteri.'],
      at: ['Sono ammessi al massimo 64 caratteri.'],
      kind: ['Sono ammessi al massimo 64 caratteri.'],
    })
    expect(reply.data.result.initialValue).toMatchObject({ name: value })
  },
)

it('a text of the length its field takes is read, however it is composed', () => {
  expect(line(100).parse('e\u0301'.repeat(100))).toBe('\u00e9'.repeat(100))
  expect(text(5000).parse('a\r\n'.repeat(2500))).toHaveLength(4999)
})
