// SPDX-License-Identifier: AGPL-3.0-or-later
// How every form is read: validated on the server, returned with what was typed when something is wrong.
import type { Submission, SubmissionResult } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { data } from '@remix-run/node'
import { z } from 'zod'
import { AppError } from '#base/error.ts'
import { m } from '#base/i18n/paraglide/messages.js'
import { unavailable } from '#base/outage.server.ts'
import { usualFields } from './body-limit.ts'
import { formOf } from './form-body.server.ts'
import { knownFields } from './form-fields.ts'
import { longestName } from './form-places.ts'

export type FormReply = { result: SubmissionResult }

/**
 * Parses a form, sent or read already, by `schema` and hands the values to `use`. Invalid input, and an AppError that `use`
 * throws, and an outage of the database, come back as `{ result }` for conform with their status, what was typed kept except a
 * password and the fields named in `hide`.
 */
export async function withForm<Values, T>(
  sent: Request | FormData,
  schema: z.ZodType<Values>,
  use: (values: Values, form: FormData) => Promise<T>,
  options: { hide?: string[] } = {},
): Promise<T | ReturnType<typeof data<FormReply>>> {
  const form = sent instanceof FormData ? sent : await readForm(sent)
  const hideFields = ['password', ...(options.hide ?? [])]
  const submission = parseForm(form, schema)
  if (submission.status !== 'success') return data({ result: submission.reply({ hideFields }) }, 422)
  try {
    return await use(submission.value, form)
  } catch (error) {
    const refusal = error instanceof AppError ? error : unavailable(error)
    if (!refusal) throw error
    const { field, message, status } = refusal
    const reply = field ? { fieldErrors: { [field]: [message] } } : { formErrors: [message] }
    return data({ result: submission.reply({ ...reply, hideFields }) }, status)
  }
}

const read = new WeakMap<Request, FormData>()

/** What readForm gave for a request, whose body can be read only once. */
export function formRead(request: Request): FormData | undefined {
  return read.get(request)
}

/**
 * What conform makes of the fields that `schema` knows. Where a text is longer than its field takes, that is all that is said:
 * no pattern sees it. Refuses, as `invalid`, an `__intent__` that the form does not have.
 */
export function parseForm<Values>(sent: FormData, schema: z.ZodType<Values>): Submission<Values> {
  const known = knownFields(sent, schema)
  if (!known) throw new AppError('invalid', m.ui_form_unreadable())
  const { form, tooLong } = known
  return parseWithZod(form, {
    schema: tooLong.size === 0 ? schema : refusing<Values>(tooLong),
    error: describe,
  })
}

/** What of a form `schema` knows, as it was sent: for a page that fills in more of it. Nothing is checked, and no button heeded. */
export function formAsSent(sent: FormData, schema: z.ZodType): SubmissionResult {
  sent.delete('__intent__')
  const { initialValue = {} } = parseForm(sent, schema).reply()
  return { initialValue }
}

function refusing<Values>(tooLong: ReadonlyMap<string, number>): z.ZodType<Values> {
  return z.custom<Values>().superRefine((_, context) => {
    for (const [name, maximum] of tooLong) {
      const message = m.ui_field_too_long({ maximum: String(maximum) })
      context.addIssue({ code: 'custom', path: [name], message })
    }
  })
}

/** The fields of a request's form, at most `most`. Refuses, as `invalid`, a body that is no form or has more. */
export async function readForm(request: Request, most = usualFields): Promise<FormData> {
  const form = await formOf(request, most)
  if (form === 'too_many_fields') throw new AppError('invalid', m.ui_form_too_many_fields())
  if (form === 'unreadable' || [...form].some(([name, value]) => isHostile(name, value))) {
    throw new AppError('invalid', m.ui_form_unreadable())
  }
  read.set(request, form)
  return form
}

function isHostile(name: string, value: FormDataEntryValue): boolean {
  // PostgreSQL keeps no NUL in a text, and refuses to look for one.
  return name.length > longestName || (typeof value === 'string' && value.includes('\0'))
}

/** What is wrong with a value, in the person's language. A schema's own message (`error: () => m.…`) comes first. */
const describe: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? m.ui_field_required() : m.ui_field_invalid()
    case 'too_small':
      if (issue.origin !== 'string') return m.ui_field_too_small({ minimum: String(issue.minimum) })
      return issue.minimum === 1
        ? m.ui_field_required()
        : m.ui_field_too_short({ minimum: String(issue.minimum) })
    case 'too_big':
      if (issue.origin !== 'string') return m.ui_field_too_big({ maximum: String(issue.maximum) })
      return m.ui_field_too_long({ maximum: String(issue.maximum) })
    case 'invalid_format':
      if (issue.format === 'email') return m.ui_field_email()
      if (issue.format === 'date') return m.ui_field_date()
      return m.ui_field_invalid()
    default:
      return m.ui_field_invalid()
  }
}
