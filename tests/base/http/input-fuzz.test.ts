// SPDX-License-Identifier: AGPL-3.0-or-later
// Two thousand bodies for each function that reads what a browser sends: a result, or a refusal in words; nothing else.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signInSchema } from '#base/access/account.ts'
import { AppError } from '#base/error.ts'
import { isShort } from '#base/http/address.server.ts'
import { mostRollFields } from '#base/http/body-limit.ts'
import { formAsSent, parseForm, readForm, withForm } from '#base/http/form.server.ts'
import { addressOf, listQuery, ownPath } from '#base/http/list.ts'
import { editionSchema } from '#plan/editions/edition.ts'
import { newcomerSchema } from '#plan/enrolment/enrolment.ts'
import { newMeetingSchema } from '#plan/meetings/meeting.ts'
import { partnersSchema } from '#plan/projects/project.ts'
import { newTargetSchema } from '#plan/targets/form.ts'
import { peopleFilter } from '#prove/participants/people-filter.ts'
import { attendanceFilter } from '#prove/reports/attendance-filter.ts'
import { personMarkSchema } from '#record/attendance/person-mark.ts'
import { gapFilter } from '#record/evidence/gap.ts'
import { timesSchema } from '#record/online/report.ts'
import { documentAddress } from '#record/register/document-address.ts'
import { everybody, rollCallSchema, savedRollSchema } from '#record/roll-call/roll-call.ts'
import { intents, multipart, names, posted } from './hostile-forms.ts'

const runs = { numRuns: 2000 }
const meeting = { starts_at: '2026-01-01T08:00:00.000Z', ends_at: '2026-01-01T10:00:00.000Z' }
const person = '0190a000-0000-7000-8000-000000000001'

const schemas = [
  signInSchema,
  editionSchema,
  newMeetingSchema,
  newcomerSchema,
  partnersSchema,
  newTargetSchema,
  timesSchema,
  personMarkSchema(meeting, 'Europe/Rome', null),
]

const known = [
  'intent',
  'id',
  'email',
  'password',
  'to',
  'title',
  'code',
  'meetings',
  'meetings[0].title',
  'meetings[49].date',
  'meetings[50].start',
  'meetings[51].end',
  'partners[0].role',
  'partners[299].organisation_id',
  'partners[7]',
  'person',
  'person[3]',
  'organisation_types',
  'pairs[2].in',
  'pairs[49].out',
  'status',
  'quantity',
  'reason',
  'phone',
]
const rows = ['status', 'in', 'out', 'base', 'like', 'first', 'there'].flatMap((field) =>
  [person, '__proto__', 'constructor', 'x', '0'].flatMap((id) => [
    `marks.${id}.${field}`,
    `walk_ins.${id}.${field}`,
  ]),
)

const name = fc.oneof(
  fc.constantFrom(...known),
  fc.constantFrom(...names),
  fc.string({ maxLength: 12 }),
  fc.stringMatching(/^[a-z.[\]0-9]{0,30}$/),
  fc.constantFrom(199, 201, 5000).map((length) => '.'.repeat(length)),
)
const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('present', 'add', 'partners', person, '2026-01-01', '09:00', 'on', '', '\0', 'lead'),
  fc
    .tuple(fc.constantFrom('(', ' ', '.', '@', '\u0301', '\r'), fc.constantFrom(65, 500, 8000))
    .map(([c, n]) => c.repeat(n)),
)
const field = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(name, value) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('__intent__'), fc.constantFrom(...intents)) },
)
const fields = fc.oneof(
  fc.array(field, { maxLength: 12 }),
  fc
    .tuple(name, fc.string({ maxLength: 5 }), fc.constantFrom(2, 199, 201, 3000))
    .map(([name, value, times]) => Array<[string, string]>(times).fill([name.slice(0, 20), value])),
)
const body = fc.oneof(
  { weight: 6, arbitrary: fields.map((some) => posted(new URLSearchParams(some))) },
  { weight: 2, arbitrary: fields.map((some) => multipart(some.map(([name, value]) => ({ name, value })))) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }).map((text) => posted(text)) },
)

/** What `reading` gives; undefined when it refuses as a refusal is made. */
async function outcome<T>(reading: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await reading()
  } catch (error) {
    if (!(error instanceof AppError) || !['invalid', 'not_found'].includes(error.kind)) throw error
    expect(error.message.length).toBeGreaterThan(10)
    return undefined
  }
}

describe('whatever is sent', () => {
  it('a form gives its values or a reply', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(...schemas), async (request, schema) => {
        const reply = await outcome(() => withForm<unknown, string>(request, schema, async () => 'values'))
        if (reply === undefined || reply === 'values') return
        expect(reply).toMatchObject({ init: { status: 422 } })
        JSON.stringify(reply)
      }),
      runs,
    )
  })

  it('a roll gives its rows, a reply, or everybody present', { timeout: 120_000 }, async () => {
    const rowed = fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...rows), name), value), { maxLength: 40 })
      .map((some) => posted(new URLSearchParams([['nonce', person], ...some])))
    const roll = rollCallSchema(meeting, 'Europe/Rome', new Map())
    await fc.assert(
      fc.asyncProperty(rowed, async (request) => {
        const form = await outcome(() => readForm(request, mostRollFields))
        if (!form) return
        await outcome(() => parseForm(form, roll).reply())
        await outcome(() => parseForm(form, savedRollSchema).reply())
        const present = await outcome(() =>
          formAsSent(everybody(form, 'present', new Map()), savedRollSchema),
        )
        expect(JSON.stringify(present)).not.toContain('"__proto__":')
        expect(Object.hasOwn(Object.prototype, 'status')).toBe(false)
      }),
      runs,
    )
  })

  it('an address is refused for its length, or read', { timeout: 120_000 }, async () => {
    const parameter = fc.tuple(
      fc.oneof(
        fc.constantFrom(
          'page',
          'q',
          'sort',
          'direction',
          'from',
          'to',
          'edition',
          'target',
          'version',
          'form',
        ),
        name,
      ),
      value,
    )
    const query = fc.array(parameter, { maxLength: 130 }).map((some) => new URLSearchParams(some).toString())
    await fc.assert(
      fc.asyncProperty(query, fc.webPath(), async (search, path) => {
        const url = `${path.startsWith('/') ? path : `/${path}`}?${search}`
        expect(isShort(url)).toBe(
          url.length - search.length <= 501 && search.length < 8000 && pairs(search) <= 100,
        )
        const request = new Request(`http://localhost${url}`)
        const { searchParams } = new URL(request.url)
        const { page, q, offset } = listQuery(request, ['name'])
        expect(q.length <= 100 && page >= 1 && Number.isSafeInteger(offset)).toBe(true)
        expect(ownPath(searchParams.get('to'))).toMatch(/^\/(?!\/)/)
        addressOf(request)
        peopleFilter(searchParams, [], 'attended')
        attendanceFilter(searchParams, [])
        gapFilter(searchParams)
        await outcome(() => documentAddress(searchParams))
      }),
      runs,
    )
  })
})

function pairs(search: string): number {
  return search.split('&').length
}
