// SPDX-License-Identifier: AGPL-3.0-or-later
// How every form is read: validated on the server, returned with what was typed when something is wrong.
import type { SubmissionResult } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { data } from '@remix-run/node'
import { z } from 'zod'
import { AppError } from '#app/error.ts'
import { m } from '#app/i18n/paraglide/messages.js'
import { unavailable } from '#app/outage.server.ts'

export type FormReply = { result: SubmissionResult }

/**
 * Parses a request's form by `schema` and hands the values to `use`. Invalid input, and an AppError that `use` throws
 * of kind invalid, conflict, too_many or unavailable, and an outage of the database, come back as `{ result }` for conform
 * with their status (422, 409, 429, 503), what was typed kept except a password and the fields named in `hide`.
 */
export async function withForm<Schema extends z.ZodType, T>(
  request: Request,
  schema: Schema,
  use: (values: z.output<Schema>, form: FormData) => Promise<T>,
  options: { hide?: string[] } = {},
): Promise<T | ReturnType<typeof data<FormReply>>> {
  const form = await readForm(request)
  const hideFields = ['password', ...(options.hide ?? [])]
  const submission = parseWithZod(form, { schema, error: describe })
  if (submission.status !== 'success') return data({ result: submission.reply({ hideFields }) }, 422)
  try {
    return await use(submission.value, form)
  } catch (error) {
    const refusal = error instanceof AppError ? error : unavailable(error)
    if (!refusal || !returned.has(refusal.kind)) throw error
    const { field, message, status } = refusal
    const reply = field ? { fieldErrors: { [field]: [message] } } : { formErrors: [message] }
    return data({ result: submission.reply({ ...reply, hideFields }) }, status)
  }
}

const returned = new Set(['invalid', 'conflict', 'too_many', 'unavailable'])

const read = new WeakMap<Request, FormData>()

/** What readForm gave for a request, whose body can be read only once. */
export function formRead(request: Request): FormData | undefined {
  return read.get(request)
}

/** A request's form fields; a body that is no form is the sender's fault, said as such. */
export async function readForm(request: Request): Promise<FormData> {
  const form = await request.formData().catch(() => null)
  if (!form || [...form].some(([name, value]) => isHostile(name, value))) {
    throw new AppError('invalid', m.ui_form_unreadable())
  }
  read.set(request, form)
  return form
}

function isHostile(name: string, value: FormDataEntryValue): boolean {
  if (hostileName.test(name)) return true
  if (typeof value !== 'string') return false
  // PostgreSQL keeps no such character in a text, and refuses to look for one.
  if (value.includes('\0')) return true
  return name === '__intent__' && !isIntent(value)
}

/** Whether a value is what conform's own buttons (one more line of a list) send; anything else makes it throw. */
function isIntent(value: string): boolean {
  try {
    return intentSchema.safeParse(JSON.parse(value)).success
  } catch {
    return false
  }
}

const intentSchema = z.object({ type: z.string(), payload: z.object({ name: z.string() }) })

// Names become paths of an object: an index without bound would make an array of that length, the others reach into
// every object of the process.
const hostileName = /\[\d{4,}\]|(^|[.[])(__proto__|constructor|prototype)\b/

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
